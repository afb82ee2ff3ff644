"""The bodies that SP4N-LAPOR! connects, by day: ministries, agencies, provinces, cities and regencies.

`sources/bodies.csv` has what changes with a cabinet or a law; kabupaten and kota come from the list of regions. Days
in that file are from memory and marked so. `sources/body_counts.csv` has what sources state, to be held against it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.geography.regions import is_city
from chalicelib.domain.geography.tiers import Tier
from laporctl.agencies.office import Office
from tools.refdata import regions, tables

KINDS = ("ministry", "agency", "province", "city", "regency")
CENTRAL = ("ministry", "agency")


@dataclass(frozen=True)
class Body:
    """A body under one name. `id` is the code of a region, or the type of an office of the centre; a body with several
    names has several rows. `since` and `until` are days, months or years, empty where the body was there before the
    first source, or still is; `review` says that they are from memory."""

    kind: str
    id: str
    name: str
    since: str = ""
    until: str = ""
    basis: str = ""
    review: str = ""

    def there_on(self, day: date) -> bool:
        """Whether it was there on a day. A month or year counts from its first day."""
        begun = not self.since or _first_day(self.since) <= day
        return begun and not (self.until and _first_day(self.until) <= day)


@dataclass(frozen=True)
class Count:
    """What a source states for a kind of body, and how many this list has for that day."""

    as_of: date
    kind: str
    stated: int
    listed: int
    source: str
    review: str

    @property
    def finding(self) -> str:
        """What the two numbers say of each other."""
        if self.listed == self.stated:
            return "all listed"
        if self.listed > self.stated:
            return f"{self.listed - self.stated} of the listed were not connected; the source does not say which"
        return f"{self.stated - self.listed} more that the source does not name"


def bodies() -> list[Body]:
    """Every body under every name, by kind and id."""
    written = {kind: list[Body]() for kind in KINDS}
    for row in tables.bodies():
        written[row["kind"]].append(Body(**row))
    later = {body.id: body for body in written["province"]}
    written["province"] = list(_provinces(later))
    for code, name in regions.regencies().items():
        kind = "city" if is_city(code) else "regency"
        written[kind].append(Body(kind, code, f"Pemerintah {name}"))
    return [body for kind in KINDS for body in sorted(written[kind], key=lambda body: (body.id, body.since))]


def on(day: date) -> list[Body]:
    """The bodies that were there on a day, each once."""
    return [body for body in bodies() if body.there_on(day)]


def counts() -> list[Count]:
    """What sources state, each held against the list."""
    every = bodies()
    found = []
    for row in tables.body_counts():
        day = date.fromisoformat(row["as_of"])
        listed = sum(body.kind == row["kind"] and body.there_on(day) for body in every)
        found.append(Count(day, row["kind"], int(row["count"]), listed, row["source"], row["review"]))
    return found


def as_offices(found: Iterable[Body]) -> list[Office]:
    """Those of the centre as offices of the national stack, by id. One that a category leads to has its id there."""
    coordinates = {body.slug for body in tables.central_bodies() if body.coordinates}
    offices = [
        Office(f"{tables.CENTRE}-{body.id}", body.name, Tier.PUSAT.label, body.id in coordinates)
        for body in found
        if body.kind in CENTRAL
    ]
    return sorted(offices, key=lambda office: office.id)


def _provinces(later: dict[str, Body]) -> Iterator[Body]:
    for province in tables.provinces():
        if province.code != tables.CENTRE:
            law = later.get(province.code, Body("province", province.code, ""))
            name = f"Pemerintah Provinsi {regions.province_name(province.code)}"
            yield Body("province", province.code, name, law.since, law.until, law.basis, law.review)


def _first_day(text: str) -> date:
    year, month, day = ([int(part) for part in text.split("-")] + [1, 1])[:3]
    return date(year, month, day)

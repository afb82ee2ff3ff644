"""The reviewed sources in `sources/`, read into typed rows."""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalicelib.domain.deadlines.clocks import wrong_names

SOURCES = Path(__file__).parent / "sources"

CENTRE = "00"
"""Code of the national stack: the Kemendagri codes start at 11, so 00 names no province."""

UTC_OFFSETS = {"WIB": 7, "WITA": 8, "WIT": 9}
"""Hours ahead of UTC in Indonesia's three time zones; none of them has daylight saving."""


@dataclass(frozen=True)
class Province:
    """One stack. `opd_level` is how many parts a region code has where duties of an OPD live: 2 (kab/kota),
    or 1 where the kab/kota are not autonomous (DKI Jakarta, UU 29/2007).
    """

    code: str
    prefix: str
    slug: str
    timezone: str
    opd_level: int

    @property
    def utc_offset(self) -> int:
        """Hours ahead of UTC."""
        return UTC_OFFSETS[self.timezone]


@dataclass(frozen=True)
class AgencyType:
    """A kind of OPD with its usual name; a name is None where governments of that level have no such
    office.
    """

    slug: str
    at_kabkota: str | None
    at_provinsi: str | None
    coordinates: bool


@dataclass(frozen=True)
class CentralBody:
    """A body of the national stack: ministry, agency or state company."""

    slug: str
    name: str
    coordinates: bool


@dataclass(frozen=True)
class Category:
    """One row of the routing table. `chain` climbs: where a case starts, then where it escalates to."""

    ref: str
    id: str
    group: str
    name_id: str
    name_en: str
    priority: int
    repair: bool
    sensitive: bool
    fact: str | None
    chain: tuple[tuple[str, str], ...]
    body: str | None
    words: tuple[str, ...]
    legal_basis: str | None


@dataclass(frozen=True)
class LocalTerm:
    """What a village or kecamatan is called in and below a region ("Gampong", "Distrik")."""

    code: str
    unit: str
    term: str


def provinces() -> list[Province]:
    """The 38 provinces and the centre, by code."""
    return [Province(r["code"], r["prefix"], r["slug"], r["timezone"], int(r["opd_level"])) for r in _rows("provinces")]


def agency_types() -> list[AgencyType]:
    """The usual OPDs of a regional government, by slug."""
    return [
        AgencyType(r["slug"], r["at_kabkota"] or None, r["at_provinsi"] or None, r["coordinates"] == "yes")
        for r in _rows("agency_types")
    ]


def central_bodies() -> list[CentralBody]:
    """The bodies that chains with tier `pusat` name, by slug."""
    return [CentralBody(r["slug"], r["name"], r["coordinates"] == "yes") for r in _rows("central_bodies")]


def bodies() -> list[dict[str, str]]:
    """Bodies of the centre and younger provinces, with the days that they are known for."""
    return list(_rows("bodies"))


def body_counts() -> list[dict[str, str]]:
    """How many bodies of a kind a source states for a day."""
    return list(_rows("body_counts"))


def local_terms() -> list[LocalTerm]:
    """Regional names of villages and kecamatan."""
    return [LocalTerm(r["code"], r["class"], r["term"]) for r in _rows("local_terms")]


def groups() -> list[dict[str, str]]:
    """Groups of categories, in the order citizens see them."""
    return list(_rows("groups"))


def categories() -> list[Category]:
    """The routing table, in the order of its references."""
    return [
        Category(
            ref=r["ref"],
            id=r["id"],
            group=r["group"],
            name_id=r["name_id"],
            name_en=r["name_en"],
            priority=int(r["priority"]),
            repair=r["repair"] == "yes",
            sensitive=r["sensitive"] == "yes",
            fact=r["fact"] or None,
            chain=tuple(_step(step) for step in r["chain"].split(" > ")),
            body=r["body"] or None,
            words=tuple(word for word in r["words"].split(";") if word),
            legal_basis=r["legal_basis"] or None,
        )
        for r in _rows("categories")
    ]


def spellings() -> list[tuple[str, str]]:
    """How people call kabupaten and kota beside their names: pairs of code and spelling."""
    return [(row["code"], row["spelling"]) for row in _rows("place_spellings") if "." in row["code"]]


def province_spellings() -> list[tuple[str, str]]:
    """The same for provinces."""
    return [(row["code"], row["spelling"]) for row in _rows("place_spellings") if "." not in row["code"]]


def name_words() -> dict[str, tuple[str, ...]]:
    """The short forms of words in names of regions, both in small letters."""
    return {row["word"]: tuple(row["forms"].split()) for row in _rows("name_words")}


def ordinary_names() -> list[str]:
    """The names of regions that are also ordinary words, as `gazetteer.spelt`."""
    return [row["word"] for row in _rows("ordinary_names")]


def questions() -> dict[str, dict[str, Any]]:
    """The questions whose answer changes the office, by the fact they are about."""
    return tomllib.loads((SOURCES / "questions.toml").read_text("utf-8"))


def how_to() -> dict[str, dict[str, str]]:
    """How to do what is asked about most, by category: `id` and `en`, and the `source`."""
    return tomllib.loads((SOURCES / "how_to.toml").read_text("utf-8"))


def notices() -> dict[str, Any]:
    """The texts of what reporters are told, by kind of notice, with the `reasons` and `words` that stand in them; and
    of what offices are told (`officials`), with the names of these `topics`, the `desk_words`, and those of the
    `morning` mail."""
    return tomllib.loads((SOURCES / "notices.toml").read_text("utf-8"))


def sms() -> dict[str, Any]:
    """The texts of what whoever sends an SMS is answered: the `answers`, the names of `statuses`, and `words` that are
    said for a reporter who said none."""
    return tomllib.loads((SOURCES / "sms.toml").read_text("utf-8"))


def mail() -> dict[str, Any]:
    """The texts of what whoever writes a mail is answered: the `answers`, `lines` that are added to one, and `why` an
    attachment was refused."""
    return tomllib.loads((SOURCES / "mail.toml").read_text("utf-8"))


def whatsapp() -> dict[str, Any]:
    """The texts of what whoever writes by WhatsApp is answered and told, what stands on buttons, and what templates
    have around a notice."""
    return tomllib.loads((SOURCES / "whatsapp.toml").read_text("utf-8"))


def gateways() -> dict[str, Any]:
    """The forms in which gateways of channels hand over messages."""
    return tomllib.loads((SOURCES / "gateways.toml").read_text("utf-8"))


def policies() -> list[dict[str, Any]]:
    """The clock policies, each whole: what a version `extends` is taken over from that version. Raises ValueError
    naming the clocks that nothing runs, which would never expire, and those that a policy must have and lacks."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for own in written_policies():
        before = found[own["id"], own.pop("extends")] if "extends" in own else {}
        clocks = {**before.get("clocks", {}), **own["clocks"]}
        if wrong := wrong_names(clocks):
            raise ValueError(f"policy {own['id']}@{own['version']}: clocks misspelt or missing: {', '.join(wrong)}")
        found[own["id"], own["version"]] = {**before, **own, "clocks": clocks}
    return list(found.values())


def written_policies() -> list[dict[str, Any]]:
    """The clock policies as they are written: what a version `extends` is left out of it. Each in its order."""
    written: list[dict[str, Any]] = tomllib.loads((SOURCES / "policies.toml").read_text("utf-8"))["policies"]
    return written


def islets() -> list[tuple[float, float]]:
    """Latitude and longitude of inhabited islands that the land mask is too coarse to show."""
    return [(float(r["lat"]), float(r["lon"])) for r in _rows("islets")]


def frames() -> dict[str, tuple[float, float, float, float]]:
    """A frame around each province and the country: west, south, east and north in degrees, by code."""
    rows = list(_rows("frames"))
    return {r["code"]: (float(r["west"]), float(r["south"]), float(r["east"]), float(r["north"])) for r in rows}


def _step(text: str) -> tuple[str, str]:
    tier, agency_type = text.split(":")
    return tier, agency_type


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (SOURCES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)

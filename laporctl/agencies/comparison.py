"""A file of offices against the offices that a stack has: what would change, and what is wrong with the file."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from chalicelib.domain.geography import regions
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.routing.jurisdiction import CENTRE
from laporctl.agencies.office import REGISTERED, EarlierName, Office
from laporctl.agencies.sheet import Line

LONGEST = 150
"""Characters of a name or a decree, at most."""
CLEARED = "-"
"""In a cell that may be empty: what is stored is taken away. An empty cell leaves it as it is."""

_TIERS = {1: "provinsi", 2: "opd"}
_SHAPE = re.compile(r"[0-9]{2}(\.[0-9]{2}){0,2}(\.[0-9]{4})?-[a-z0-9]+(-[a-z0-9]+){0,9}")
_DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")
_YES, _NO = ("yes", "ya", "true"), ("no", "tidak", "false")


@dataclass(frozen=True)
class Problem:
    """What is wrong in a cell, and what would be right."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.message}"


class Wrong(Exception):
    """Raised for a cell; the column and what is wrong with it."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column, self.message = column, message


@dataclass(frozen=True)
class Change:
    """An office before and after; `before` is None for a new one."""

    row: int
    before: Office | None
    after: Office

    @property
    def is_renaming(self) -> bool:
        """Whether the office has another name from a day on, and keeps the one before with its dates."""
        return self.before is not None and len(self.after.earlier) > len(self.before.earlier)

    def __str__(self) -> str:
        return f"row {self.row}: {self.after.id}: {'; '.join(self._parts())}"

    def _parts(self) -> Iterable[str]:
        before, after = self.before, self.after
        if before is None:
            yield f"new office “{after.name}”"
            return
        if self.is_renaming:
            yield f"renamed from “{before.name}” to “{after.name}” since {after.since} by {after.decree}"
        elif before.name != after.name:
            yield f"name corrected from “{before.name}” to “{after.name}”"
        for name in ("tier", "coordinates", "since", "decree", "end_decree"):
            if getattr(before, name) != getattr(after, name) and not (self.is_renaming and name in ("since", "decree")):
                yield f"{name} {_shown(getattr(before, name))} -> {_shown(getattr(after, name))}"
        if (before.ended, before.successor) != (after.ended, after.successor):
            into = f" into {after.successor}" if after.successor else ""
            yield f"ended on {after.ended}{into}" if after.ended else "in force again"


@dataclass(frozen=True)
class Comparison:
    """What a file would change, and everything that is wrong with it. With a problem nothing is to be written."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    unchanged: int
    mergers: tuple[tuple[Office, Office], ...] = ()
    """The offices of the file that have a successor, whether the file ended them or an earlier one did, each with
    it."""


def compare(lines: Sequence[Line], stored: Mapping[str, Office], places: Collection[str], today: date) -> Comparison:
    """`stored` are the offices among those that the file names (`ids_in`), `places` the codes of the stack's regions,
    `today` its day."""
    changes, problems, seen = list[Change](), list[Problem](), dict[str, int]()
    after = dict(stored)
    for line in lines:
        agency_id = line.cells["id"]
        try:
            if agency_id in seen:
                raise Wrong("id", f"{agency_id} stands in row {seen[agency_id]} already: one row for each office")
            seen[agency_id] = line.row
            office = _office(line, stored.get(agency_id), places, today)
        except Wrong as wrong:
            problems.append(Problem(line.row, wrong.column, wrong.message))
        else:
            after[agency_id] = office
            if office != stored.get(agency_id):
                changes.append(Change(line.row, stored.get(agency_id), office))
    problems += [problem for change in changes if (problem := _misplaced(change, after, stored))]
    unchanged = len(lines) - len(changes) - len({problem.row for problem in problems} - {each.row for each in changes})
    named = [after[each] for each in seen if each in after]
    mergers = tuple((office, after[office.successor]) for office in named if office.successor in after)
    return Comparison(tuple(changes), tuple(sorted(problems, key=lambda each: each.row)), unchanged, mergers)


def ids_in(lines: Iterable[Line]) -> list[str]:
    """Every office that a file names, as itself or as a successor, if it has the shape of an id."""
    named = [line.cells.get(column, "") for line in lines for column in ("id", "successor")]
    return [each for each in dict.fromkeys(named) if _SHAPE.fullmatch(each)]


def _office(line: Line, stored: Office | None, places: Collection[str], today: date) -> Office:
    cells = line.cells
    before = stored or Office(_id(cells["id"], places), "", "")
    said = {name: _or_stored(name, cells.get(name, ""), getattr(before, name), today) for name in REGISTERED}
    office = replace(
        before,
        name=_words("name", cells["name"]),
        tier=_tier(before, cells.get("tier", "")),
        coordinates=_mark(cells.get("coordinates", ""), before.coordinates),
        since=said["since"],
        decree=said["decree"],
        ended=said["ended"],
        successor=said["successor"],
        end_decree=said["end_decree"],
    )
    _check_decrees(office)
    if stored and office.name != stored.name and (office.since, office.decree) != (stored.since, stored.decree):
        if stored.since and office.since <= stored.since:
            raise Wrong("since", f"the name before holds since {stored.since}: write a later day")
        earlier = (*stored.earlier, EarlierName(stored.name, office.since, office.decree))
        return replace(office, earlier=earlier)
    return office


def _check_decrees(office: Office) -> None:
    if bool(office.since) != bool(office.decree):
        missing = "decree" if office.since else "since"
        raise Wrong(missing, "a renaming needs the day and the decree: write both, or neither to correct a name")
    if office.ended and not office.end_decree:
        raise Wrong("end_decree", "an office ends by a decree: write its number")
    if not office.ended and (office.successor or office.end_decree):
        raise Wrong("ended", f"write the day on which the office ended, such as 2026-01-01, or {CLEARED} in all three")
    if office.successor == office.id:
        raise Wrong("successor", "an office cannot succeed itself: write the id of the other one")


def _misplaced(change: Change, after: Mapping[str, Office], stored: Mapping[str, Office]) -> Problem | None:
    """A successor that could take nothing over, once all of the file is in force."""
    office = change.after
    if office.successor:
        into = after.get(office.successor)
        if into is None:
            return Problem(change.row, "successor", f"there is no office {office.successor}: give it a row of its own")
        if into.ended:
            return Problem(change.row, "successor", f"{into.id} has ended itself: write {into.successor or 'another'}")
    if office.ended and not office.successor and office.coordinates and regions.level(office.region) == 1:
        return Problem(change.row, "successor", "cases without a rule come to this coordinator: write who takes over")
    return None


def _id(agency_id: str, places: Collection[str]) -> str:
    """The id of a new office."""
    if not _SHAPE.fullmatch(agency_id):
        raise Wrong("id", f"{agency_id!r} is no id: write region code and type, such as 64.08-pupr")
    region = regions.region_of(agency_id)
    if region == CENTRE and not places:
        return agency_id
    if region not in places:
        raise Wrong("id", f"this stack has no region {region}")
    if regions.level(region) > max(_TIERS):
        raise Wrong("id", f"{region} is a kecamatan or village: its offices come with the reference data and [rt]")
    return agency_id


def _tier(before: Office, text: str) -> str:
    if text and text == before.tier:
        return text
    usual = "pusat" if before.region == CENTRE else _TIERS.get(regions.level(before.region), "")
    if text not in {tier.label for tier in Tier} | {""}:
        raise Wrong("tier", f"{text!r} is no tier: write {usual or before.tier}, or leave it empty")
    if text and usual and text != usual:
        raise Wrong("tier", f"{text} is no tier of {before.region}: write {usual}, or leave it empty")
    return text or before.tier or usual


def _mark(text: str, stored: bool) -> bool:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    if text:
        raise Wrong("coordinates", f"{text!r} is neither yes nor no")
    return stored


def _or_stored(name: str, text: str, stored: str, today: date) -> str:
    if text in ("", CLEARED):
        return "" if text else stored
    if name in ("since", "ended"):
        return _day(name, text, today)
    if name == "successor":
        return text
    return _words(name, text)


def _words(name: str, text: str) -> str:
    tidy = " ".join(text.split())
    if not tidy:
        raise Wrong(name, "is empty")
    if len(tidy) > LONGEST or not tidy.isprintable():
        raise Wrong(name, f"write at most {LONGEST} printable characters in one line")
    return tidy


def _day(name: str, text: str, today: date) -> str:
    for shape in _DAYS:
        try:
            day = datetime.strptime(text, shape).replace(tzinfo=UTC).date()
        except ValueError:
            continue
        if day > today:
            raise Wrong(name, f"{day} lies ahead: import this row on that day")
        return day.isoformat()
    raise Wrong(name, f"{text!r} is no day: write it as 2026-01-31")


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"“{value}”" if value else "nothing"

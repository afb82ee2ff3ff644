"""What a row becomes: a submission, the steps of its history, and its number; or what is wrong with it, by column.

What is said about a cell never holds what is in it: reports of an import are mailed about, and cells hold people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from chalicelib.domain.cases import former_number
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.model import SYSTEM, Actor, Agency, Role
from chalicelib.domain.errors import InvalidInput
from chalicelib.domain.validation import checked_note
from chalicelib.services.cases.filing import Submission
from chalicelib.services.cases.imported_history import Step
from laporctl.legacy.mapping import LegacyMapping
from laporctl.legacy.source import SourceRow

NEEDS_OFFICE = ("routed", "in_progress", "responded")
_ENDED = ("closed", "archived")


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell of a row, and what would be right."""

    row: int
    column: str
    what: str


@dataclass(frozen=True)
class LegacyCase:
    """A row as it would be filed: its number there, and as it is looked for; `status` as the mapping names it."""

    row: int
    number: str
    key: str
    status: str
    submission: Submission
    filed_at: datetime
    steps: tuple[Step, ...]
    office: str | None

    @property
    def ended_at(self) -> datetime | None:
        """When it was over there."""
        return self.steps[-1].at if self.status.partition("/")[0] in _ENDED else None


@dataclass(frozen=True)
class Surroundings:
    """What a row is judged by: the stack's zone, its offices by id, and the moment of the import."""

    zone: Any
    office: Callable[[str], Agency | None]
    now: datetime


class _Wrong(Exception):
    """A cell that cannot be used."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(what)
        self.name, self.what = name, what


@dataclass
class Conversion:
    """Converts the rows of one export."""

    mapping: LegacyMapping
    around: Surroundings
    _rows: dict[str, int] = field(default_factory=dict)

    def convert(self, row: SourceRow) -> LegacyCase | list[Problem]:
        """The case of a row, or everything that is wrong with it."""
        cells, found = _Cells(row.cells, self.mapping, self.around), dict[str, Any]()
        problems = list[Problem]()
        for name, read in _READ.items():
            try:
                found[name] = read(cells, name)
            except _Wrong as wrong:
                problems.append(self._problem(row, wrong))
        if problems:
            return problems
        try:
            return self._case(row, found)
        except _Wrong as wrong:
            return [self._problem(row, wrong)]

    def column(self, name: str) -> str:
        """The column of a field, for a message; the field itself where the mapping has none."""
        return self.mapping.columns.get(name, name)

    def _problem(self, row: SourceRow, wrong: _Wrong) -> Problem:
        return Problem(row.number, self.column(wrong.name), wrong.what)

    def _case(self, row: SourceRow, found: Mapping[str, Any]) -> LegacyCase:
        key = former_number.normalise(found["number"])
        if not key:
            raise _Wrong("number", "needs letters or digits")
        if (first := self._rows.setdefault(key, row.number)) != row.number:
            raise _Wrong("number", f"is that of row {first} too: each report needs its own")
        steps = tuple(self._steps(found))
        return LegacyCase(
            row=row.number,
            number=found["number"],
            key=key,
            status=found["status"],
            submission=_submission(found),
            filed_at=found["filed_at"],
            steps=steps,
            office=next((step.office.id for step in steps if step.office), None),
        )

    def _steps(self, found: Mapping[str, Any]) -> Iterator[Step]:
        """The history in order. A step whose moment the export does not have happened with the step before."""
        status, _, reason = found["status"].partition("/")
        office = self._office(found["office"], status)
        before, name = found["filed_at"], "filed_at"
        if before > self.around.now:
            raise _Wrong("filed_at", "lies in the future")
        for kind, moment, note in _kinds(status, found, office):
            at = _in_order(found[moment], before, moment, name, self.around)
            if kind == "routed":
                yield Step(kind, at, office=office)
            elif kind in ("closed", "archived"):
                yield Step(kind, at, reason=reason)
            else:
                yield Step(kind, at, note=note, actor=_actor(office))
            before, name = at, moment

    def _office(self, office_id: str, status: str) -> Agency | None:
        if not office_id and status in NEEDS_OFFICE:
            raise _Wrong("office", f"is needed for a report that is {status}")
        office = self.around.office(office_id) if office_id else None
        if office_id and office is None:
            raise _Wrong("office", 'is no office of this stack: add it to [values.office], with its id or ""')
        return office


def _kinds(status: str, found: Mapping[str, Any], office: Agency | None) -> Iterator[tuple[str, str, str]]:
    """The steps that a status stands for: kind, the field of its moment, and its words."""
    if office and status != "received":
        yield "routed", "routed_at", ""
    answered = status == "responded" or (status == "closed" and (found["response"] or found["responded_at"]))
    if office and (found["accepted_at"] or status == "in_progress"):
        yield "accepted", "accepted_at", ""
    if office and answered:
        yield "responded", "responded_at", found["response"]
    if status in _ENDED:
        if found["ended_at"] is None:
            raise _Wrong("ended_at", f"is needed for a report that is {status}")
        yield status, "ended_at", ""


def _in_order(
    moment: datetime | date | None, before: datetime, name: str, before_name: str, around: Surroundings
) -> datetime:
    if moment is None:
        return before
    at = _moment(moment, around.zone)
    if not isinstance(moment, datetime) and moment == before.astimezone(around.zone).date():
        # A day without a time is not before what happened on it.
        return before
    if at < before:
        raise _Wrong(name, f"lies before {before_name}")
    if at > around.now:
        raise _Wrong(name, "lies in the future")
    return at


def _moment(moment: datetime | date, zone: Any) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), zone)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _actor(office: Agency | None) -> Actor:
    return Actor(Role.OFFICER, office.id, office.name) if office else SYSTEM


def _submission(found: Mapping[str, Any]) -> Submission:
    moment = found["incident_date"]
    return Submission(
        text=found["text"],
        type=found["type"] or "complaint",
        title=found["title"] or None,
        category=found["category"] or None,
        region=found["region"] or None,
        place=found["place"] or None,
        lat=found["lat"],
        lon=found["lon"],
        incident_date=moment.date() if isinstance(moment, datetime) else moment,
        anonymous=bool(found["anonymous"]),
        secret=bool(found["secret"]),
        reporter=Reporter(found["name"] or None, found["phone"] or None, found["email"] or None),
    )


def text_of(value: Any) -> str:
    """What a cell holds, as text."""
    if isinstance(value, float) and value.is_integer():
        # A spreadsheet's number.
        value = int(value)
    return "" if value is None else str(value).strip()


@dataclass(frozen=True)
class _Cells:
    """The cells of a row, read by field."""

    cells: Mapping[str, Any]
    mapping: LegacyMapping
    around: Surroundings

    def raw(self, name: str) -> Any:
        return self.cells.get(self.mapping.columns.get(name, ""))

    def text(self, name: str) -> str:
        return text_of(self.raw(name))

    def needed(self, name: str) -> str:
        if not (text := self.text(name)):
            raise _Wrong(name, "is empty")
        return text

    def note(self, name: str) -> str:
        try:
            return checked_note(self.text(name), required=False)
        except InvalidInput as error:
            raise _Wrong(name, f"cannot be a note: {error.errors[0].code}") from None

    def translated(self, name: str) -> Any:
        """The value by the mapping, or as it is where the mapping has no table for the field."""
        text, table = self.text(name), self.mapping.values.get(name)
        if not text or table is None:
            return text
        folded = " ".join(text.split()).casefold()
        if folded not in table:
            raise _Wrong(name, f"has a value that [values.{name}] of the mapping does not name")
        return table[folded]

    def office(self, name: str) -> str:
        """An office by the mapping, or by its id."""
        text = self.text(name)
        folded = " ".join(text.split()).casefold()
        return str(self.mapping.values.get(name, {}).get(folded, text))

    def status(self, name: str) -> str:
        self.needed(name)
        return str(self.translated(name))

    def flag(self, name: str) -> bool:
        value = self.translated(name)
        return value if isinstance(value, bool) else str(value).casefold() in ("1", "true", "ya", "y", "yes")

    def number(self, name: str) -> float | None:
        if not (text := self.text(name)):
            return None
        if not re.fullmatch(r"-?\d{1,3}([.,]\d{1,10})?", text):
            raise _Wrong(name, "is not degrees such as -0.5021")
        return float(text.replace(",", "."))

    def moment(self, name: str) -> datetime | date | None:
        value = self.raw(name)
        if value in (None, ""):
            return None
        if isinstance(value, date):
            return value
        text = str(value).strip()
        for form in self.mapping.dates:
            try:
                moment = _moment(datetime.strptime(text, form), self.around.zone)  # noqa: DTZ007
            except ValueError:
                continue
            return moment if "%H" in form or "%I" in form else moment.date()
        raise _Wrong(name, f"is none of the forms of the mapping's dates: {', '.join(self.mapping.dates)}")

    def filed(self, name: str) -> datetime:
        if (moment := self.moment(name)) is None:
            raise _Wrong(name, "is empty")
        return _moment(moment, self.around.zone)


_READ: dict[str, Callable[[_Cells, str], Any]] = {
    "number": _Cells.needed,
    "text": _Cells.needed,
    "filed_at": _Cells.filed,
    "status": _Cells.status,
    "office": _Cells.office,
    "response": _Cells.note,
    **dict.fromkeys(("type", "category", "region"), _Cells.translated),
    **dict.fromkeys(("anonymous", "secret"), _Cells.flag),
    **dict.fromkeys(("title", "place", "name", "phone", "email"), _Cells.text),
    **dict.fromkeys(("lat", "lon"), _Cells.number),
    **dict.fromkeys(("routed_at", "accepted_at", "responded_at", "ended_at", "incident_date"), _Cells.moment),
}
"""How each field is read."""

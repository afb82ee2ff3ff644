"""Summaries: what each stack tells the centre about itself every hour. Counts of public reports: no case, no person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from chalicelib.domain.geography.regions import AGENCY_ID, region_of
from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.domain.values import dataclass

KIND = "summary"
"""The kind of message that carries one."""

OLD_AFTER = timedelta(minutes=70)
"""The age at which figures are old: a stack sends every hour, and what it sends is ten minutes on its way at most. So
the first message that is missing shows."""

MOST_OFFICES = 20
"""How many late offices a summary names, the worst."""

MOST = 10_000_000
"""No count is larger: the whole country files 4.8 million reports a year at the rate of Jakarta."""


class Figures(NamedTuple):
    """Public reports of a stack or of an office: `open` ones, those of them that broke a deadline and were not answered
    since (`late`), those that became so today (`new`), and the day on which the first of them did (`oldest`)."""

    open: int
    late: int
    new: int
    oldest: date | None


class LateOffice(NamedTuple):
    """An office that holds late reports."""

    id: str
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a stack, whose prefix is `stack`, as of a moment. `offices` are the worst of those that are late,
    `late_offices` how many are."""

    stack: str
    at: datetime
    figures: Figures
    late_offices: int
    offices: tuple[LateOffice, ...]

    def old(self, now: datetime) -> bool:
        """Whether a newer one should have come."""
        return now - self.at > OLD_AFTER


def to_message(summary: Summary) -> dict[str, Any]:
    """The fields that a message, and the item of a stack, hold of a summary."""
    return {
        "at": to_text(summary.at),
        "figures": _figures_to_data(summary.figures),
        "late_offices": summary.late_offices,
        "offices": [[each.id, each.name, _figures_to_data(each.figures)] for each in summary.offices],
    }


def from_message(stack: str, message: Mapping[str, Any]) -> Summary:
    """The inverse. Raises KeyError, TypeError or ValueError for what no stack could send."""
    offices = tuple(LateOffice(_office(each), str(name), _figures(data)) for each, name, data in message["offices"])
    if len(offices) > MOST_OFFICES:
        raise ValueError("too many offices")
    figures, late_offices = _figures(message["figures"]), _count(message["late_offices"])
    return Summary(stack, from_text(message["at"]), figures, late_offices, offices)


def within(summary: Summary, province: str) -> bool:
    """Whether all offices that are named lie in the province with this code; those of the centre have its code."""
    return all(region_of(each.id).partition(".")[0] == province for each in summary.offices)


def _figures_to_data(figures: Figures) -> list[Any]:
    return [*figures[:3], figures.oldest.isoformat() if figures.oldest else None]


def _figures(data: list[Any]) -> Figures:
    opened, late, new, oldest = data
    return Figures(_count(opened), _count(late), _count(new), date.fromisoformat(oldest) if oldest else None)


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MOST:
        raise ValueError("no count")
    return value


def _office(value: Any) -> str:
    if AGENCY_ID.fullmatch(value) is None:
        raise ValueError("no office")
    return str(value)

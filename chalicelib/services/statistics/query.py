"""Statistics as anybody may read them: of some months, by office, region, category or month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.geography.regions import covers, region_of
from chalicelib.domain.statistics import counts, disclosure
from chalicelib.domain.statistics.counts import Tally, count
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.statistics.disclosure import Table
    from chalicelib.services.ports.statistics_store import StatisticsStore
    from chalicelib.services.stack import Stack

MOST_MONTHS = 24
"""How many months one request adds up."""

TOO_FEW = 5
"""Below so many, a median, a mean or a share says nothing and is left out; the count stands beside it."""

FILTERS = {
    "month": ("region", "category", "agency"),
    "region": ("region",),
    "category": ("category",),
    "agency": ("region", "agency"),
}
"""What lines can be grouped by, and which filter each takes: one at most. There are no tables across two of these: each
is another way to subtract hidden reports from each other, and public ones can be counted in any way from the files."""


@dataclass(frozen=True, slots=True)
class StatisticsQuery:
    """Which months, by what, and which lines: `region` also takes in the regions and the offices within."""

    first: str
    last: str
    by: str
    limit: int
    region: str | None = None
    category: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class StatisticsAnswer:
    """The lines, the busiest first (months in order), how many there are in all, and the sum of everything; `through`
    is the first day that is not counted in full."""

    lines: tuple[Mapping[str, Any], ...]
    found: int
    total: Mapping[str, Any]
    through: date | None


@use_case
class StatisticsService:
    """Reads one item a month and a thousand places."""

    store: StatisticsStore
    stack: Stack

    def answer(self, question: StatisticsQuery, now: datetime) -> StatisticsAnswer:
        """What was counted. Raises InvalidInput for months in the wrong order or too many of them, and for filters that
        the group does not take."""
        _check(question)
        if question.category and question.category not in self.stack.categories:
            raise InvalidInput(FieldError("category", "unknown_category"))
        months = _months(question.first, question.last)
        present = self.stack.calendar.local_date(now).isoformat()[:7]
        tables = {
            month: disclosure.publish(cells, finished=month < present)
            for month, cells in self.store.months(months).items()
        }
        total: Tally = {}
        for table in tables.values():
            counts.add(total, table["total", ""])
        lines = self._lines(question, tables)
        if question.by != "month":
            lines.sort(key=lambda line: (-_size(line), str(line["key"])))
        standing = self.store.standing()
        sums = line_of(("total", ""), total)
        return StatisticsAnswer(
            tuple(lines[: question.limit]), len(lines), sums, standing.through if standing else None
        )

    def _lines(self, question: StatisticsQuery, tables: Mapping[str, Table]) -> list[dict[str, Any]]:
        if question.by == "month":
            return [line_of(("month", month), _within(tables[month], question)) for month in sorted(tables)]
        sums: Table = {}
        for table in tables.values():
            for place, tally in table.items():
                if place[0] == question.by and _wanted(place[1], question, question.by):
                    counts.add(sums.setdefault(place, {}), tally)
        return [line_of(place, tally) for place, tally in sums.items()]


def line_of(place: tuple[str, str], tally: Tally) -> dict[str, Any]:
    """A line of a table. Days are counted on the calendar of the stack."""
    dimension, key = place
    line: dict[str, Any] = {"by": dimension, "key": key or None}
    if dimension != "agency":
        line["filed"] = count(tally, "filed")
    answered, in_time = count(tally, "answered"), count(tally, "in_time")
    return line | {
        "routed": count(tally, "routed"),
        "answered": answered,
        "days_to_first_response": _unless_few(answered, counts.median(tally.get("answered", {}))),
        "in_time": in_time,
        "in_time_share": _unless_few(answered, in_time / answered if answered else None),
        "closed": count(tally, "closed"),
        "days_to_closing": _unless_few(count(tally, "closed"), counts.median(tally.get("closed", {}))),
        "breached": count(tally, "breached"),
        "rated": count(tally, "rated"),
        "stars": _unless_few(count(tally, "rated"), counts.mean(tally.get("rated", {}))),
    }


def _check(question: StatisticsQuery) -> None:
    allowed = FILTERS.get(question.by)
    if allowed is None:
        raise InvalidInput(FieldError("by", "unknown_choice", ", ".join(FILTERS)))
    given = [name for name in ("region", "category", "agency") if getattr(question, name) is not None]
    wrong = [name for name in given if name not in allowed] or given[1:]
    if wrong:
        raise InvalidInput(*(FieldError(name, "filter_not_here", ", ".join(allowed)) for name in wrong))


def _unless_few(number: int, value: float | None) -> float | None:
    return None if value is None or number < TOO_FEW else round(value, 3)


def _size(line: Mapping[str, Any]) -> int:
    return int(line.get("filed", 0) or line["routed"])


def _wanted(key: str, question: StatisticsQuery, by: str) -> bool:
    if by == "category":
        return question.category in (None, key)
    inside = question.region is None or covers(question.region, region_of(key))
    return inside and question.agency in (None, key)


def _within(table: Table, question: StatisticsQuery) -> Tally:
    """The sum of what a month has of the place, the category or the office that is asked for; of everything without."""
    by = next((name for name in ("agency", "category", "region") if getattr(question, name)), None)
    if by is None:
        return table["total", ""]
    tally: Tally = {}
    for (dimension, key), more in table.items():
        if dimension == by and _wanted(key, question, by):
            counts.add(tally, more)
    return tally


def _months(first: str, last: str) -> list[str]:
    begin, end = _since_year_zero(first), _since_year_zero(last)
    if not begin <= end < begin + MOST_MONTHS:
        raise InvalidInput(FieldError("to", "month_range", str(MOST_MONTHS)))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(begin, end + 1)]


def _since_year_zero(month: str) -> int:
    """How many months after 0000-01: callers may name any year of four digits, which dates do not all know."""
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1

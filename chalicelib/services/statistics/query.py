"""Queries of the public statistics: of some months, by office, region, category or month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.geography.regions import covers, region_of
from chalicelib.domain.statistics import counts, disclosure, open_cases
from chalicelib.domain.statistics.counts import SILENT, Cells, Tally, count
from chalicelib.domain.statistics.open_cases import OPEN
from chalicelib.domain.values import dataclass
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.statistics.disclosure import Table
    from chalicelib.services.ports.statistics_store import StatisticsStore
    from chalicelib.services.stack import Stack

MOST_MONTHS = 24
"""The most months of one query."""

TOO_FEW = 5
"""Below so many reports a median, a mean or a share means nothing and is left out; the count stands beside it."""

FILTERS = {
    "month": ("region", "category", "agency"),
    "region": ("region",),
    "category": ("category",),
    "agency": ("region", "agency"),
    "type": (),
    "channel": (),
}
"""The groups of lines, and the filters that each takes: one at most. There are no tables across two groups: each would
be another way to subtract hidden reports from each other, and public ones can be counted in any way from the files."""


@dataclass(frozen=True, slots=True)
class StatisticsQuery:
    """A query: the months, the group, and the filters; `region` includes the regions and the offices within."""

    first: str
    last: str
    by: str
    limit: int
    region: str | None = None
    category: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class StatisticsAnswer:
    """The lines, the busiest first (months in order), how many there are in all (`found`), and the total; `through` is
    the first day that is not counted in full."""

    lines: tuple[Mapping[str, Any], ...]
    found: int
    total: Mapping[str, Any]
    through: date | None


class OpenReports(NamedTuple):
    """The open reports at the end of the day `on`, by place; with the silent offices by region if they were counted."""

    table: Table
    on: date
    silent: bool = False


_OF_OFFICES = ("total", "region", "month")
"""The lines that silent offices are counted in: they have a region, and neither a category nor a type."""

_NOTHING: Table = {("total", ""): {}}


@use_case
class StatisticsService:
    """Answers queries; each reads one item per month and per thousand keys, and as many of the open reports and one of
    the silent offices: of all months by month, or else of the last."""

    store: StatisticsStore
    stack: Stack

    def answer(self, query: StatisticsQuery, now: datetime) -> StatisticsAnswer:
        """The answer to a query. Raises InvalidInput for months in the wrong order or too many of them, and for filters
        that the group does not take."""
        _check(query)
        if query.category and query.category not in self.stack.categories:
            raise InvalidInput(FieldError("category", "unknown_category"))
        months = _months(query.first, query.last)
        present = self.stack.calendar.local_date(now).isoformat()[:7]
        tables = {
            month: disclosure.publish(cells, finished=month < present)
            for month, cells in self.store.months(months).items()
        }
        total: Tally = {}
        for table in tables.values():
            counts.add(total, table["total", ""])
        opened = self._open(months if query.by == "month" else months[-1:], now)
        lines = self._lines(query, tables, opened)
        if query.by != "month":
            lines.sort(key=lambda line: (-_size(line), str(line["key"])))
        progress = self.store.standing()
        sums = line_of(("total", ""), total, opened.get(months[-1]))
        return StatisticsAnswer(tuple(lines[: query.limit]), len(lines), sums, progress.through if progress else None)

    def _open(self, months: list[str], now: datetime) -> dict[str, OpenReports]:
        """The open reports at the end of those months, and until today of the present one."""
        today, silent = self.stack.calendar.local_date(now), self.store.silent(months)
        return {
            month: at_end(month, cells, silent.get(month), today)
            for month, cells in self.store.open_at_end(months).items()
        }

    def _lines(
        self, query: StatisticsQuery, tables: Mapping[str, Table], opened: Mapping[str, OpenReports]
    ) -> list[dict[str, Any]]:
        if query.by == "month":
            return [
                line_of(
                    ("month", month), _within(tables.get(month, _NOTHING), query), _open_within(opened, month, query)
                )
                for month in sorted(tables.keys() | opened.keys())
            ]
        sums: Table = {}
        at_end = opened.get(query.last)
        for table in (*tables.values(), *([at_end.table] if at_end else [])):
            for place, tally in table.items():
                if place[0] == query.by and _wanted(place[1], query, query.by):
                    counts.add(sums.setdefault(place, {}), tally)
        return [line_of(place, tally, at_end) for place, tally in sums.items()]


def at_end(month: str, opened: Cells, silent: Cells | None, today: date) -> OpenReports:
    """What stands at the end of a month, or today: the open reports, and the silent offices if these were counted."""
    cells = counts.merged((opened, silent or {}))
    return OpenReports(disclosure.publish_open(cells), min(last_day(month), today), silent is not None)


def last_day(month: str) -> date:
    """The last day of a month such as `2026-11`."""
    return (date.fromisoformat(f"{month}-01") + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def line_of(place: tuple[str, str], tally: Tally, opened: OpenReports | None) -> dict[str, Any]:
    """A line of a table. Days are counted on the calendar of the stack. What is open is null for a month of which it
    was never counted."""
    dimension, key = place
    line: dict[str, Any] = {"by": dimension, "key": key or None}
    if dimension != "agency":
        line["filed"] = count(tally, "filed")
    answered, in_time = count(tally, "answered"), count(tally, "in_time")
    responses, copied = count(tally, "responses"), count(tally, "copied")
    repairs, shown = count(tally, "repairs"), count(tally, "shown")
    return line | {
        "routed": count(tally, "routed"),
        "answered": answered,
        "days_to_first_response": _unless_few(answered, counts.median(tally.get("answered", {}))),
        "in_time": in_time,
        "in_time_share": _unless_few(answered, in_time / answered if answered else None),
        "closed": count(tally, "closed"),
        "days_to_closing": _unless_few(count(tally, "closed"), counts.median(tally.get("closed", {}))),
        "breached": count(tally, "breached"),
        "emergency": count(tally, "emergency"),
        "urgent": count(tally, "urgent"),
        "rated": count(tally, "rated"),
        "stars": _unless_few(count(tally, "rated"), counts.mean(tally.get("rated", {}))),
        "reopened": count(tally, "reopened"),
        "no_longer_good": count(tally, "no_longer_good"),
        "objected": count(tally, "objected"),
        "upheld": count(tally, "upheld"),
        "responses": responses,
        "copied": copied,
        "copied_share": _unless_few(responses, copied / responses if responses else None),
        "repairs": repairs,
        "shown": shown,
        "shown_share": _unless_few(repairs, shown / repairs if repairs else None),
        **_open_figures(opened, place),
    }


def _open_figures(opened: OpenReports | None, place: tuple[str, str]) -> dict[str, int | None]:
    names = {"open": open_cases.ALL, **{f"open_over_{days}": days for days in open_cases.AGES}}
    if opened is None:
        return dict.fromkeys((*names, SILENT))
    tally = opened.table.get(place, {})
    reports = tally.get(OPEN, Counter[int]())
    silent = count(tally, SILENT) if opened.silent and place[0] in _OF_OFFICES else None
    return {**{name: open_cases.older(reports, opened.on, days) for name, days in names.items()}, SILENT: silent}


def _open_within(opened: Mapping[str, OpenReports], month: str, query: StatisticsQuery) -> OpenReports | None:
    """The open reports of a month for the region, the category or the office of the query, as those of the month."""
    found = opened.get(month)
    if found is None:
        return None
    of_places = found.silent and not (query.category or query.agency)
    return OpenReports({("month", month): _within(found.table, query)}, found.on, of_places)


def _check(query: StatisticsQuery) -> None:
    allowed = FILTERS.get(query.by)
    if allowed is None:
        raise InvalidInput(FieldError("by", "unknown_choice", ", ".join(FILTERS)))
    given = [name for name in ("region", "category", "agency") if getattr(query, name) is not None]
    wrong = [name for name in given if name not in allowed] or given[1:]
    if wrong:
        code = "filter_not_here" if allowed else "no_filter_here"
        raise InvalidInput(*(FieldError(name, code, ", ".join(allowed)) for name in wrong))


def _unless_few(number: int, value: float | None) -> float | None:
    return None if value is None or number < TOO_FEW else round(value, 3)


def _size(line: Mapping[str, Any]) -> int:
    return int(line.get("filed", 0) or line["routed"])


def _wanted(key: str, query: StatisticsQuery, by: str) -> bool:
    if by == "category":
        return query.category in (None, key)
    inside = query.region is None or covers(query.region, region_of(key))
    return inside and query.agency in (None, key)


def _within(table: Table, query: StatisticsQuery) -> Tally:
    """The sum of a month's counts for the region, the category or the office of the query; without a filter the
    total."""
    by = next((name for name in ("agency", "category", "region") if getattr(query, name)), None)
    if by is None:
        return table["total", ""]
    tally: Tally = {}
    for (dimension, key), more in table.items():
        if dimension == by and _wanted(key, query, by):
            counts.add(tally, more)
    return tally


def _months(first: str, last: str) -> list[str]:
    begin, end = _since_year_zero(first), _since_year_zero(last)
    if not begin <= end < begin + MOST_MONTHS:
        raise InvalidInput(FieldError("to", "month_range", str(MOST_MONTHS)))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(begin, end + 1)]


def _since_year_zero(month: str) -> int:
    """The number of months since 0000-01: callers may name any year of four digits, and `date` has no year 0."""
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number) - 1

"""The pass over counts: those of closed days held against the log, sums of months against their days, public files
against what was published."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from botocore.exceptions import ClientError

from chalicelib.domain.statistics import counts
from chalicelib.domain.statistics.counts import Cells
from chalicelib.gateways.public_files import PREFIX
from laporctl.audit.case_items import UNREADABLE
from laporctl.audit.findings import Finding
from laporctl.audit.passes import Page, Position
from laporctl.audit.subject import Subject

_DAY = timedelta(days=1)
_CHUNK = 1 << 20

Totals = dict[tuple[str, str, str], Counter[int]]
"""Dimension, key and measure -> histogram."""


class CountsPass:
    """Every day that is counted for good, every sum of a month, every public file. One of them is a page."""

    name = "counts"

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._store = subject.services.adapters.statistics_store
        self._left: deque[str] | None = None
        self._month_read: tuple[str, dict[date, Cells]] | None = None

    def page(self, position: Position) -> Page:
        """The next of them."""
        if self._left is None:
            self._left = deque(key for key in self._keys() if key > position.get("after", ""))
        if not self._left:
            return Page([], None)
        key = self._left.popleft()
        return Page([(key, self._look(key))], {"after": key} if self._left else None)

    def again(self, key: str) -> list[Finding]:
        """One of them as it is now; nothing is wrong with a day that is being counted again."""
        self._month_read = None
        return self._look(key)

    def _look(self, key: str) -> list[Finding]:
        kind, _, name = key.partition(" ")
        checks: dict[str, Callable[[str], Iterator[Finding]]] = {
            "day": self._day,
            "file": self._file,
            "month": self._month,
        }
        return list(checks[kind](name))

    def _keys(self) -> list[str]:
        """What there is to look at. Days before the first one counted were never counted: an operator may do so."""
        progress = self._store.standing()
        if progress is None:
            return []
        happened = {date.fromisoformat(day) for day in self._subject.days}
        oldest = min((day for day in happened), default=progress.through)
        months = _months_between(oldest - _DAY, progress.through)
        counted = {day for month in months for day, _ in self._store.days(month)}
        first = min(counted, default=progress.through)
        days = {day for day in happened | counted if first <= day < progress.through and day not in progress.days}
        keys = [f"day {day.isoformat()}" for day in days] + [f"month {month}" for month in self._store.months(months)]
        return sorted(keys + [f"file {file.name}" for file in progress.files])

    def _day(self, name: str) -> Iterator[Finding]:
        """A day adds up to what its log says, in each region, category and office, and by type and channel. That a case
        is hidden can be decided later: so what is public and what is not are compared together."""
        day, progress = date.fromisoformat(name), self._store.standing()
        if progress is None or day >= progress.through or day in progress.days:
            return
        try:
            events, recounted = self._subject.services.aggregation.recount(day)
        except UNREADABLE as error:
            yield Finding("statistics", name, "log", "events that can be counted", type(error).__name__)
            return
        if events != self._subject.days[name]:
            yield Finding("index", name, "log", f"{self._subject.days[name]} events", str(events))
        for month, expected in recounted.items():
            yield from _compared(name, month, expected, self._days_of(month).get(day, {}))

    def _days_of(self, month: str) -> dict[date, Cells]:
        """The counts of a month's days. Days are looked at in order, so each month is read once."""
        if self._month_read is None or self._month_read[0] != month:
            self._month_read = month, dict(self._store.days(month))
        return self._month_read[1]

    def _month(self, month: str) -> Iterator[Finding]:
        """A month is the sum of its days, once none of them is being counted."""
        progress = self._store.standing()
        if progress and not any(_touches(day, month) for day in progress.days):
            expected = counts.merged(cells for _, cells in self._store.days(month))
            yield from _compared(month, "sum", expected, self._store.months([month]).get(month, {}))

    def _file(self, name: str) -> Iterator[Finding]:
        """A public file has the bytes whose hash was published."""
        progress = self._store.standing()
        published = next((file.sha256 for file in progress.files if file.name == name), None) if progress else None
        if published is None:
            return
        digest = hashlib.sha256()
        try:
            body = self._subject.s3.get_object(Bucket=self._subject.data_bucket, Key=PREFIX + name)["Body"]
        except ClientError as error:
            yield Finding("published", name, "file", published[:12], error.response["Error"]["Code"])
            return
        for chunk in body.iter_chunks(_CHUNK):
            digest.update(chunk)
        if digest.hexdigest() != published:
            yield Finding("published", name, "file", published[:12], digest.hexdigest()[:12])


def _compared(subject: str, where: str, expected: Cells, found: Cells) -> Iterator[Finding]:
    wanted, got = _totals(expected), _totals(found)
    for name in sorted(wanted.keys() | got.keys()):
        if wanted.get(name) != got.get(name):
            place = " ".join(filter(None, (where, *name)))
            yield Finding("statistics", subject, place, _told(wanted.get(name)), _told(got.get(name)))


def _totals(cells: Cells) -> Totals:
    totals: Totals = {}
    for cell, tally in cells.items():
        for measure, histogram in tally.items():
            totals.setdefault((cell.dimension, cell.key, measure), Counter()).update(histogram)
    return {name: histogram for name, histogram in totals.items() if histogram.total()}


def _told(histogram: Counter[int] | None) -> str:
    return f"{histogram.total()} ({sum(value * times for value, times in histogram.items())})" if histogram else "0"


def _touches(day: date, month: str) -> bool:
    """Whether a day in UTC may add to a local month."""
    return month in {(day + offset * _DAY).isoformat()[:7] for offset in (-1, 0, 1)}


def _months_between(first: date, last: date) -> list[str]:
    """The months from one day to another, both included."""
    months = {(first + number * _DAY).isoformat()[:7] for number in range((last - first).days + 2)}
    return sorted(months)

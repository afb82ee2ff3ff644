"""Folds the log of events into counts: by the schedule for what has happened lately, by an operator for any days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.statistics import counts
from chalicelib.domain.statistics.counts import HISTORY, CaseTimeline, EventFacts
from chalicelib.services.ports.statistics_store import StatisticsProgress, StatisticsStore
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.statistics_source import CaseFigures, StatisticsSource
    from chalicelib.services.stack import Stack
    from chalicelib.services.statistics.public_files import PublicFileWriter

LAG = timedelta(hours=1)
"""How long after midnight in UTC a day is folded once more: the log is an index, and lags by seconds."""

FIRST_RUN = timedelta(days=1)
"""How far back the very first run looks. What is older is folded by hand (`laporctl statistics fold`)."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AggregationResult:
    """What a run did: days and events folded, months whose sums and files were written, and whether it stopped for lack
    of time; the next run goes on where this one ended."""

    days: int
    events: int
    months: tuple[str, ...]
    files: int
    left: bool


@use_case
class StatisticsAggregator:
    """Counts what happened. Safe to run twice, late, or twice at once: counts are replaced whole by what the log
    says."""

    log: StatisticsSource
    store: StatisticsStore
    stack: Stack
    opendata: PublicFileWriter

    def run(self, now: datetime, has_time: Callable[[], bool]) -> AggregationResult:
        """Fold every day since the last run, today included; once a local day also write the files."""
        standing = self.store.standing() or StatisticsProgress((now - FIRST_RUN).date())
        today = self.stack.calendar.local_date(now)
        standing, folded = self._fold(standing, standing.through, now.date(), now, has_time)
        if standing.files_on != today and not folded.left:
            standing, folded = self._write(standing, folded, now, has_time)
        self.store.put_standing(standing)
        return folded

    def fold(self, first: date, last: date, now: datetime) -> AggregationResult:
        """Fold these days in UTC again, and write the files of all months that they touch."""
        standing, folded = self._fold(self.store.standing() or StatisticsProgress(first), first, last, now, _always)
        standing, folded = self._write(standing, folded, now, _always)
        self.store.put_standing(standing)
        return folded

    def _fold(
        self, standing: StatisticsProgress, first: date, last: date, now: datetime, has_time: Callable[[], bool]
    ) -> tuple[StatisticsProgress, AggregationResult]:
        counted: set[str] = set()
        filed_in: set[str] = set()
        day, events = first, 0
        while day <= last and has_time():
            touched = self._fold_day(day, filed_in)
            counted |= touched.keys()
            events += sum(touched.values())
            day += _DAY
        for month in sorted(counted):
            self.store.put_month(month, counts.merged(self.store.days(month)))
        # A day is done once the log can have nothing more to say of it; days between two runs are never skipped.
        through = max(standing.through, min(day, (now - LAG).date())) if first <= standing.through else standing.through
        stale = {*standing.stale, *(f"complaints-{month}" for month in filed_in)}
        stale |= {f"statistics-{month}" for month in counted}
        folded = AggregationResult((day - first).days, events, tuple(sorted(counted)), 0, day <= last)
        return replace(standing, through=through, stale=tuple(sorted(stale))), folded

    def _write(
        self, standing: StatisticsProgress, folded: AggregationResult, now: datetime, has_time: Callable[[], bool]
    ) -> tuple[StatisticsProgress, AggregationResult]:
        today = self.stack.calendar.local_date(now)
        ended = standing.files_on.isoformat()[:7] if standing.files_on else ""
        if ended and ended < today.isoformat()[:7]:
            # Hidden reports are counted once their month is over.
            standing = replace(standing, stale=tuple(sorted({*standing.stale, f"statistics-{ended}"})))
        standing, written = self.opendata.write(standing, now, has_time)
        left = bool(standing.stale)
        return standing if left else replace(standing, files_on=today), replace(folded, files=written, left=left)

    def _fold_day(self, day: date, filed_in: set[str]) -> dict[str, int]:
        """Replace what a day added to each local month; answers those months with the number of events."""
        logged = sorted(set(self.log.happened(day)))
        stories = self._stories(logged)
        local = self.stack.calendar.local_date
        filed_in |= {local(story.facts.filed_at).isoformat()[:7] for story in stories.values()}
        counted = counts.fold(stories, logged, self.stack.calendar)
        touched = dict.fromkeys(_months_of(day, self.stack), 0)
        for tracking_id, seq in logged:
            mark = stories[tracking_id].events.get(seq) if tracking_id in stories else None
            if mark:
                touched[local(mark.at).isoformat()[:7]] += 1
        for month in touched:
            self.store.put_day(month, day, counted.get(month, {}))
        return touched

    def _stories(self, logged: Iterable[tuple[str, int]]) -> dict[str, CaseTimeline]:
        """The cases of some events, with these events, and with all before one that needs its history."""
        marks: dict[str, dict[int, EventFacts]] = {}
        for tracking_id, mark in self.log.marks(logged):
            marks.setdefault(tracking_id, {})[mark.seq] = mark
        missing = [
            (tracking_id, seq)
            for tracking_id, known in marks.items()
            for seq in range(1, max((seq for seq, mark in known.items() if mark.kind in HISTORY), default=0))
            if seq not in known
        ]
        for tracking_id, mark in self.log.marks(missing):
            marks[tracking_id][mark.seq] = mark
        cases: Iterable[CaseFigures] = self.log.cases(marks)
        return {known.facts.id: CaseTimeline(known.facts, marks[known.facts.id]) for known in cases}


def _always() -> bool:
    return True


def _months_of(day: date, stack: Stack) -> set[str]:
    """The local months that a day in UTC lies in: two at a month's end."""
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
    moments = (begin, begin + _DAY - timedelta(milliseconds=1))
    return {stack.calendar.local_date(moment).isoformat()[:7] for moment in moments}

"""Aggregation: folds the log of events into counts, on a schedule for the latest days, by an operator for any days."""

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
"""How far back the very first run looks. Older days are folded by hand (`laporctl statistics fold`)."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AggregationResult:
    """The result of a run: days and events folded, months whose sums and files were written, and whether it stopped for
    lack of time; the next run continues where this one ended."""

    days: int
    events: int
    months: tuple[str, ...]
    files: int
    left: bool


@use_case
class StatisticsAggregator:
    """Folds events into counts. Safe to run twice, late, or twice at once: counts are replaced whole from the log."""

    log: StatisticsSource
    store: StatisticsStore
    stack: Stack
    opendata: PublicFileWriter

    def run(self, now: datetime, has_time: Callable[[], bool]) -> AggregationResult:
        """Fold every day since the last run, today included; once a local day also write the files."""
        progress = self.store.standing() or StatisticsProgress((now - FIRST_RUN).date())
        today = self.stack.calendar.local_date(now)
        progress, result = self._fold(progress, progress.through, now.date(), now, has_time)
        if progress.files_on != today and not result.left:
            progress, result = self._write(progress, result, now, has_time)
        self.store.put_standing(progress)
        return result

    def fold(self, first: date, last: date, now: datetime) -> AggregationResult:
        """Fold these days in UTC again, and write the files of all months that they belong to."""
        progress, result = self._fold(self.store.standing() or StatisticsProgress(first), first, last, now, _always)
        progress, result = self._write(progress, result, now, _always)
        self.store.put_standing(progress)
        return result

    def _fold(
        self, progress: StatisticsProgress, first: date, last: date, now: datetime, has_time: Callable[[], bool]
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
        # A day is done once the log can have no more events of it; days between two runs are never skipped.
        through = max(progress.through, min(day, (now - LAG).date())) if first <= progress.through else progress.through
        stale = {*progress.stale, *(f"complaints-{month}" for month in filed_in)}
        stale |= {f"statistics-{month}" for month in counted}
        result = AggregationResult((day - first).days, events, tuple(sorted(counted)), 0, day <= last)
        return replace(progress, through=through, stale=tuple(sorted(stale))), result

    def _write(
        self, progress: StatisticsProgress, result: AggregationResult, now: datetime, has_time: Callable[[], bool]
    ) -> tuple[StatisticsProgress, AggregationResult]:
        today = self.stack.calendar.local_date(now)
        ended = progress.files_on.isoformat()[:7] if progress.files_on else ""
        if ended and ended < today.isoformat()[:7]:
            # Hidden reports are counted once their month is over.
            progress = replace(progress, stale=tuple(sorted({*progress.stale, f"statistics-{ended}"})))
        progress, written = self.opendata.write(progress, now, has_time)
        left = bool(progress.stale)
        return progress if left else replace(progress, files_on=today), replace(result, files=written, left=left)

    def _fold_day(self, day: date, filed_in: set[str]) -> dict[str, int]:
        """Replace the counts that a day adds to each local month; answers those months with the number of events."""
        logged = sorted(set(self.log.happened(day)))
        timelines = self._timelines(logged)
        local = self.stack.calendar.local_date
        filed_in |= {local(timeline.facts.filed_at).isoformat()[:7] for timeline in timelines.values()}
        counted = counts.fold(timelines, logged, self.stack.calendar)
        touched = dict.fromkeys(_months_of(day, self.stack), 0)
        for tracking_id, seq in logged:
            event = timelines[tracking_id].events.get(seq) if tracking_id in timelines else None
            if event:
                touched[local(event.at).isoformat()[:7]] += 1
        for month in touched:
            self.store.put_day(month, day, counted.get(month, {}))
        return touched

    def _timelines(self, logged: Iterable[tuple[str, int]]) -> dict[str, CaseTimeline]:
        """The timelines of some events: their cases with these events, and all events before one of `HISTORY`."""
        events: dict[str, dict[int, EventFacts]] = {}
        for tracking_id, event in self.log.marks(logged):
            events.setdefault(tracking_id, {})[event.seq] = event
        missing = [
            (tracking_id, seq)
            for tracking_id, by_seq in events.items()
            for seq in range(1, max((seq for seq, event in by_seq.items() if event.kind in HISTORY), default=0))
            if seq not in by_seq
        ]
        for tracking_id, event in self.log.marks(missing):
            events[tracking_id][event.seq] = event
        cases: Iterable[CaseFigures] = self.log.cases(events)
        return {case.facts.id: CaseTimeline(case.facts, events[case.facts.id]) for case in cases}


def _always() -> bool:
    return True


def _months_of(day: date, stack: Stack) -> set[str]:
    """The local months that a day in UTC belongs to: two at a month's end."""
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
    moments = (begin, begin + _DAY - timedelta(milliseconds=1))
    return {stack.calendar.local_date(moment).isoformat()[:7] for moment in moments}

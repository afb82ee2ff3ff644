"""Aggregation: folds the log of events into counts, on a schedule for the latest days, by an operator for any days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.statistics import counts
from chalicelib.domain.statistics.counts import HISTORY, CaseTimeline
from chalicelib.domain.values import dataclass
from chalicelib.services.ports.statistics_store import ShardProgress, StatisticsProgress, StatisticsStore
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.statistics.counts import Cells
    from chalicelib.domain.statistics.facts import EventFacts
    from chalicelib.services.ports.statistics_source import CaseFigures, LoggedEvent, StatisticsSource
    from chalicelib.services.stack import Stack
    from chalicelib.services.statistics.public_files import PublicFileWriter
    from chalicelib.services.statistics.silent_offices import SilentOffices

LAG = timedelta(hours=1)
"""How long after midnight in UTC a day is folded once more: the log is an index, and lags by seconds."""

SETTLED = timedelta(minutes=5)
"""The age of a slice's last event after which no earlier one can still appear in the log."""

SLICE = 5_000
"""Events of the log that are counted at a time: a few seconds and some ten megabytes."""

SLICES_KEPT = timedelta(days=60)
"""How long the counts of a slice stay: far longer than a day takes to be counted, however many events it has."""

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


class _Run:
    """What a run has done so far."""

    def __init__(
        self, progress: StatisticsProgress, now: datetime, has_time: Callable[[], bool], months: Iterable[str]
    ) -> None:
        self.progress = progress
        self.now = now
        self.has_time = has_time
        self.counted = set(months)
        self.filed_in: set[str] = set()
        self.events = 0

    def of(self, day: date, shards: int) -> tuple[ShardProgress, ...]:
        """The progress of each part of a day's log."""
        return self.progress.days.get(day) or (ShardProgress(),) * shards

    def put(self, day: date, shard: int, progress: ShardProgress, shards: int) -> None:
        """Note the progress of a part of a day's log."""
        parts = list(self.of(day, shards))
        parts[shard] = progress
        self.progress = replace(self.progress, days={**self.progress.days, day: tuple(parts)})


@use_case
class StatisticsAggregator:
    """Folds events into counts. Safe to run twice, late, or twice at once: counts are replaced whole from the log."""

    log: StatisticsSource
    store: StatisticsStore
    stack: Stack
    opendata: PublicFileWriter
    silent_offices: SilentOffices

    def run(self, now: datetime, has_time: Callable[[], bool]) -> AggregationResult:
        """Fold what is new since the last run, today included; once a local day also count the silent offices, and
        write the files."""
        progress = self.store.standing() or StatisticsProgress((now - FIRST_RUN).date())
        today = self.stack.calendar.local_date(now)
        progress, result = self._fold(progress, progress.through, now.date(), now, has_time)
        if progress.files_on != today and not result.left:
            progress, result = self._write(progress, result, now, has_time)
        self.store.put_standing(progress)
        return result

    def fold(self, first: date, last: date, now: datetime) -> AggregationResult:
        """Fold these days in UTC again from their beginning, and write the files of all months that they belong to."""
        progress = self.store.standing() or StatisticsProgress(first)
        anew = {day: shards for day, shards in progress.days.items() if not first <= day <= last}
        # Summed up again in any case: whatever was counted may have left the log.
        months = {month for day in _days(first, last) for month in _months_of(day, self.stack)}
        progress, result = self._fold(replace(progress, days=anew), first, last, now, _always, months)
        progress, result = self._write(progress, result, now, _always)
        self.store.put_standing(progress)
        return result

    def recount(self, day: date) -> tuple[int, dict[str, Cells]]:
        """How many events the log of a day in UTC has now, and the counts that these add to each local month; nothing
        is stored."""
        months: dict[str, Cells] = {month: {} for month in _months_of(day, self.stack)}
        logged_events = 0
        for shard in range(self.log.shards):
            after = None
            while logged := self.log.happened(day, shard, after, SLICE):
                events = [(each.tracking_id, each.seq) for each in logged]
                for month, cells in counts.fold(self._timelines(events), events, self.stack.calendar).items():
                    months[month] = counts.merged((months[month], cells))
                after = logged[-1].position
                logged_events += len(logged)
        return logged_events, months

    def _fold(
        self,
        progress: StatisticsProgress,
        first: date,
        last: date,
        now: datetime,
        has_time: Callable[[], bool],
        months: Iterable[str] = (),
    ) -> tuple[StatisticsProgress, AggregationResult]:
        run = _Run(progress, now, has_time, months)
        day = first
        while day <= last and self._fold_day(run, day):
            day += _DAY
        progress = run.progress
        for month in sorted(run.counted):
            self.store.put_month(month, counts.merged(self._days_of(month, progress)))
        if run.counted:
            self._carry(min(run.counted), now)
        if first <= progress.through:
            # A day is done once the log can have no more events of it; days between two runs are never skipped.
            progress = replace(progress, through=max(progress.through, min(day, (now - LAG).date())))
        stale = {*progress.stale, *(f"complaints-{month}" for month in run.filed_in)}
        stale |= {f"statistics-{month}" for month in run.counted}
        result = AggregationResult((day - first).days, run.events, tuple(sorted(run.counted)), 0, day <= last)
        return replace(progress, stale=tuple(sorted(stale))), result

    def _carry(self, first: str, now: datetime) -> None:
        """Store the open reports at the end of each month from one on until now: each is made from the month before, so
        a change of an earlier one goes through all that follow."""
        month, present = first, self.stack.calendar.local_date(now).isoformat()[:7]
        before = _month_from(first, -1)
        found = self.store.open_at_end([before]).get(before, {})
        while month <= max(present, first):
            found = counts.open_at_end(found, self.store.months([month]).get(month, {}))
            self.store.put_open(month, found)
            month = _month_from(month, 1)

    def _fold_day(self, run: _Run, day: date) -> bool:
        """Count what is new in a day's log, slice by slice, and store the progress after each that is done for good;
        once the log can have no more, replace the counts of the day. False if the time ran out."""
        for shard in range(self.log.shards):
            if not self._fold_shard(run, day, shard):
                return False
        if day < (run.now - LAG).date():
            for month in _months_of(day, self.stack):
                self.store.put_day(month, day, counts.merged(self._slices_of(month, day, run.progress)))
                run.counted.add(month)
            run.progress = replace(run.progress, days={at: s for at, s in run.progress.days.items() if at != day})
        return True

    def _fold_shard(self, run: _Run, day: date, shard: int) -> bool:
        """Count the slices of a part of a day's log from the first open one on. False if the time ran out."""
        while run.has_time():
            progress = run.of(day, self.log.shards)[shard]
            number, after = progress.slices, progress.after
            logged = self.log.happened(day, shard, after, SLICE)
            if (len(logged), _last(logged)) != (progress.events, progress.last):
                self._fold_slice(run, day, shard, number, logged)
                counted = max(progress.counted, number + 1)
                progress = progress._replace(counted=counted, events=len(logged), last=_last(logged))
            if len(logged) < SLICE or logged[-1].at >= run.now - SETTLED:
                run.put(day, shard, progress, self.log.shards)
                return len(logged) < SLICE or self._fold_open(run, day, shard, logged[-1].position)
            run.put(day, shard, ShardProgress(number + 1, logged[-1].position, progress.counted), self.log.shards)
            self.store.put_standing(run.progress)
        return False

    def _fold_open(self, run: _Run, day: date, shard: int, after: str) -> bool:
        """Count the slices behind a full one that is not settled: their ends may still move, so each run begins with
        the first of them again."""
        progress = run.of(day, self.log.shards)[shard]
        number = progress.slices
        while run.has_time():
            number += 1
            logged = self.log.happened(day, shard, after, SLICE)
            self._fold_slice(run, day, shard, number, logged)
            progress = progress._replace(counted=max(progress.counted, number + 1))
            run.put(day, shard, progress, self.log.shards)
            if len(logged) < SLICE:
                return True
            after = logged[-1].position
        return False

    def _fold_slice(self, run: _Run, day: date, shard: int, number: int, logged: Sequence[LoggedEvent]) -> None:
        """Replace the counts that a slice adds to each local month."""
        events = [(each.tracking_id, each.seq) for each in logged]
        timelines = self._timelines(events)
        local = self.stack.calendar.local_date
        run.filed_in |= {local(timeline.facts.filed_at).isoformat()[:7] for timeline in timelines.values()}
        counted = counts.fold(timelines, events, self.stack.calendar)
        for month in _months_of(day, self.stack):
            self.store.put_slice(month, day, shard, number, counted.get(month, {}), run.now + SLICES_KEPT)
            run.counted.add(month)
        run.events += sum(
            1 for tracking_id, seq in events if tracking_id in timelines and seq in timelines[tracking_id].events
        )

    def _days_of(self, month: str, progress: StatisticsProgress) -> Iterator[Cells]:
        """The counts of the days of a month: of those that are being counted by slices."""
        for day, cells in self.store.days(month):
            if day not in progress.days:
                yield cells
        for day in progress.days:
            if month in _months_of(day, self.stack):
                yield from self._slices_of(month, day, progress)

    def _slices_of(self, month: str, day: date, progress: StatisticsProgress) -> Iterator[Cells]:
        """The counts of a day's slices, as far as they were counted since it was begun."""
        for shard, number, cells in self.store.slices(month, day):
            if number < progress.days[day][shard].counted:
                yield cells

    def _write(
        self, progress: StatisticsProgress, result: AggregationResult, now: datetime, has_time: Callable[[], bool]
    ) -> tuple[StatisticsProgress, AggregationResult]:
        today = self.stack.calendar.local_date(now)
        ended = progress.files_on.isoformat()[:7] if progress.files_on else ""
        if ended and ended < today.isoformat()[:7]:
            # Hidden reports are counted once their month is over.
            progress = replace(progress, stale=tuple(sorted({*progress.stale, f"statistics-{ended}"})))
        if self.silent_offices.count(now):
            progress = replace(progress, stale=tuple(sorted({*progress.stale, f"statistics-{today.isoformat()[:7]}"})))
        progress, written = self.opendata.write(progress, now, has_time)
        left = bool(progress.stale)
        return progress if left else replace(progress, files_on=today), replace(result, files=written, left=left)

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


def _last(logged: Sequence[LoggedEvent]) -> str | None:
    return logged[-1].position if logged else None


def _month_from(month: str, steps: int) -> str:
    """The month so many steps after one such as `2026-11`."""
    year, _, of_year = month.partition("-")
    number = int(year) * 12 + int(of_year) - 1 + steps
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _always() -> bool:
    return True


def _days(first: date, last: date) -> Iterator[date]:
    return (first + number * _DAY for number in range((last - first).days + 1))


def _months_of(day: date, stack: Stack) -> set[str]:
    """The local months that a day in UTC belongs to: two at a month's end."""
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
    moments = (begin, begin + _DAY - timedelta(milliseconds=1))
    return {stack.calendar.local_date(moment).isoformat()[:7] for moment in moments}

"""`python -m bench.slow_day`: a disaster's day with a million events, counted by runs that have a second each. Prints
how many runs that takes, how much memory the largest needs, and whether every event was counted once; the figures go
into `bench/slow_day.json`."""

import json
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.report import grid, machine
from chalicelib.domain.statistics import counts
from chalicelib.domain.statistics.counts import Cell
from chalicelib.domain.statistics.facts import CaseFacts, EventFacts
from chalicelib.runtime.reference import load_stack
from chalicelib.services.ports.statistics_source import CaseFigures, LoggedEvent
from chalicelib.services.ports.statistics_store import StatisticsProgress
from chalicelib.services.statistics.aggregation import StatisticsAggregator
from chalicelib.services.statistics.public_files import PublicFileWriter
from chalicelib.services.statistics.silent_offices import SilentOffices
from tests.support.memory import MemoryDirectory
from tests.support.presence import MemoryPresenceStore
from tests.support.statistics import MemoryPublicFiles, MemoryStatisticsStore

DAY = date(2026, 11, 2)
CASES = 515_000
RUN_SECONDS = 1.0
"""Of processor time, so that a busy machine does not make more runs of it."""
MOST_RUNS = 100
RESULTS = Path(__file__).parent / "slow_day.json"
_BEGIN = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
_OFFICE = "64.08-pupr"


class MadeUpDay:
    """A log of one day by its numbers: case after case is filed and routed. Implements `StatisticsSource`; holds
    nothing."""

    shards = 4

    def happened(self, day: date, shard: int, after: str | None, limit: int) -> list[LoggedEvent]:
        first = int(after) + 1 if after else 0
        last = CASES * 2 // self.shards if day == DAY else 0
        return [self._event(place, shard) for place in range(first, min(first + limit, last))]

    def filed(self, since: datetime, until: datetime) -> Iterator[str]:
        return iter(())

    def cases(self, tracking_ids: Iterable[str]) -> Iterator[CaseFigures]:
        for each in tracking_ids:
            facts = CaseFacts(each, "jalan-rusak", "64.08", _moment(each), hidden=False)
            yield CaseFigures(
                facts, "complaint", "routed", "progress-30@3", 2, _OFFICE, "opd", None, None, False, None, 0
            )

    def marks(self, events: Iterable[tuple[str, int]]) -> Iterator[tuple[str, EventFacts]]:
        for each, seq in events:
            kind, to = ("routed", _OFFICE) if seq == 2 else ("filed", None)
            yield each, EventFacts(seq, kind, _moment(each), to=to)

    def _event(self, place: int, shard: int) -> LoggedEvent:
        each = f"{place // 2 * self.shards + shard:07d}"
        return LoggedEvent(each, place % 2 + 1, _moment(each), f"{place:09d}")


def _moment(tracking_id: str) -> datetime:
    return _BEGIN + int(tracking_id) * timedelta(hours=20) / CASES


def main() -> int:
    """Exit code: 0, or 1 if an event was not counted once."""
    results = {"machine": machine(), **measure()}
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    print(table(results))
    return 0 if results["filed"] == results["routed"] == CASES and not results["left"] else 1


def measure() -> dict[str, Any]:
    """Count the day, run after run, until nothing is left."""
    stack, source, store = load_stack("kaltim", "progress-30"), MadeUpDay(), MemoryStatisticsStore()
    files = PublicFileWriter(source, store, MemoryPublicFiles(), stack)
    silent = SilentOffices(MemoryPresenceStore(), MemoryDirectory(), store, stack)
    aggregator = StatisticsAggregator(source, store, stack, files, silent)
    store.put_standing(StatisticsProgress(DAY))
    now, before, seconds, left = _BEGIN + timedelta(days=2), _peak_mb(), list[float](), True
    while left and len(seconds) < MOST_RUNS:
        began = time.process_time()
        ends = began + RUN_SECONDS
        left = aggregator.run(now, lambda ends=ends: time.process_time() < ends).left  # type: ignore[misc]
        seconds.append(time.process_time() - began)
    (month,) = store.sums.values()
    whole = month.get(Cell("category", "jalan-rusak", hidden=False), {})
    return {
        "events": CASES * 2,
        "runs": len(seconds),
        "longest_run_seconds": round(max(seconds), 1),
        "left": left,
        "peak_mb": round(_peak_mb(), 1),
        "grown_by_mb": round(_peak_mb() - before, 1),
        "filed": counts.count(whole, "filed"),
        "routed": counts.count(whole, "routed"),
    }


def table(results: dict[str, Any]) -> str:
    """What matters, as a Markdown table."""
    rows = [[name.replace("_", " "), str(figure)] for name, figure in results.items() if name != "machine"]
    return grid([["a day of a million events", "figure"], *rows])


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())

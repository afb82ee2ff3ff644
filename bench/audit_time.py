"""`python -m bench.audit_time`: how long `laporctl audit` takes over many cases, what it reads, and that one that is
killed half way and resumed comes to the same end. On DynamoDB Local; the figures go into `bench/audit.json`."""

import json
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from moto import mock_aws
from pynamodb.expressions.condition import Condition

from bench.report import grid, machine
from bench.workloads import TEXT
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.contact import Reporter
from chalicelib.services.cases.filing import Submission
from chalicelib.storage import feed_mapping
from chalicelib.storage.case_store import DynamoCaseStore
from chalicelib.storage.models import IdentityRow, Row
from laporctl.audit.run import Progress, load_progress, run, save_progress
from tests.support import dynamodb_local
from tests.support.stored import Stored, keep
from tests.support.world import VILLAGE, World

CASES = 10_000
A_DAY = CASES // 2
RUNS = 3
_BATCH = 25
_THREADS = 4
RESULTS = Path(__file__).parent / "audit.json"

ROAD = Submission(text=TEXT, category="jalan-rusak", region=VILLAGE)
NAMED = replace(ROAD, reporter=Reporter("Pelapor Contoh", "0811000111", "pelapor@contoh.id"))
WORK = (Command.ACCEPT, Command.PROGRESS, Command.RESPOND)


class BulkCaseStore(DynamoCaseStore):
    """The store of a stack, but that it keeps what it would write until `flush`: transactions one by one take hours."""

    waiting: dict[tuple[str, str, str], dict[str, Any]]

    def _commit(
        self,
        rows: list[tuple[Row | IdentityRow, Condition | None]],
        in_feeds: Sequence[Row] = (),
        office_due_at: datetime | None = None,
        into: str | None = None,
    ) -> bool:
        for entry in in_feeds:
            feed_mapping.place_in_feed(entry, self._clock(), office_due_at)
        for row, _ in rows:
            item = row.serialize()
            self.waiting[str(row.Meta.table_name), item["pk"]["S"], item["sk"]["S"]] = item
        return True

    def flush(self) -> int:
        """Write everything; answers how many items."""
        client, written = self._tables.connection.client, len(self.waiting)
        puts = [(table, {"PutRequest": {"Item": item}}) for (table, _, _), item in self.waiting.items()]
        puts.sort(key=lambda put: put[0])

        def send(start: int) -> None:
            requests: dict[str, list[Any]] = {}
            for table, put in puts[start : start + _BATCH]:
                requests.setdefault(table, []).append(put)
            while requests:
                requests = client.batch_write_item(RequestItems=requests)["UnprocessedItems"]

        with ThreadPoolExecutor(_THREADS) as pool:
            list(pool.map(send, range(0, len(puts), _BATCH)))
        self.waiting.clear()
        return written


def main() -> int:
    """Exit code: 0, or 1 if a stack that is whole was found to be otherwise, or a resumed audit came to another end."""
    about = machine()
    with dynamodb_local.running() as endpoint, mock_aws():
        stored, items = fill(endpoint)
        runs = [audit(stored) for _ in range(RUNS)]
        resumed = killed_and_resumed(stored)
    results = {"machine": about, "cases": CASES, "items": items, "runs": runs, "resumed": resumed}
    results["seconds"] = round(median(each["seconds"] for each in runs), 1)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    print(table(results))
    ends = {(each["checked"], each["wrong"]) for each in [*runs, resumed]}
    return 0 if ends == {(runs[0]["checked"], 0)} else 1


def table(results: dict[str, Any]) -> str:
    """What matters, as a Markdown table."""
    first, resumed = results["runs"][0], results["resumed"]
    rows = [
        [f"audit of {results['cases']:,} cases, {results['items']:,} items", "figure"],
        [f"seconds, median of {RUNS}", f"{results['seconds']:.1f}"],
        ["things looked at", f"{first['checked']:,}"],
        ["wrong", f"{first['wrong']:,}"],
        ["read units", f"{first['read_units']:,}"],
        *([f"calls: {name}", f"{count:,}"] for name, count in sorted(first["calls"].items())),
        ["killed after, of all things looked at", f"{resumed['killed_after']:,}"],
        ["looked at by both runs together", f"{resumed['checked']:,}"],
        ["wrong", f"{resumed['wrong']:,}"],
    ]
    return grid(rows)


def fill(endpoint: str | None) -> tuple[Stored, int]:
    """A stack with many cases by its use cases, and how many items its cases have: two days of filings, a third of
    them worked on, some of people who gave their name; counted and published."""
    world = World()
    stored = keep(world, endpoint)
    bulk = BulkCaseStore(stored.tables, lambda: world.now)
    bulk.waiting = {}
    world.cases.stored = bulk  # type: ignore[attr-defined]
    for number in range(CASES):
        if number % A_DAY == 0:
            world.later(days=1)
        filed = world.file_and_route(replace(NAMED if number % 10 == 0 else ROAD, text=f"{TEXT} Nomor {number}."))
        for command in WORK[: number % len(WORK) + 1] if number % 3 == 0 else ():
            world.do(filed, command)
    items = bulk.flush()
    for _ in range(2):
        world.later(days=1)
        world.services.aggregation.run(world.now, lambda: True)
    return stored, items


@contextmanager
def _counting(stored: Stored) -> Iterator[Counter[str]]:
    events, calls = stored.tables.connection.client.meta.events, Counter[str]()

    def count(model: Any, **_: Any) -> None:
        calls[model.name] += 1

    events.register("before-call.dynamodb", count)
    try:
        yield calls
    finally:
        events.unregister("before-call.dynamodb", count)


def audit(stored: Stored) -> dict[str, Any]:
    subject, progress = stored.subject(), Progress()
    with _counting(stored) as calls:
        began = time.monotonic()
        run(subject, progress, lambda finding: print(finding.line), pause=lambda: None)
        seconds = time.monotonic() - began
    return {"seconds": round(seconds, 1), **progress.summary, "calls": dict(calls)}


def killed_and_resumed(stored: Stored) -> dict[str, Any]:
    """An audit in a process of its own that gets SIGKILL in the middle, and one that goes on from the file it left."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "place.json"

        def save(progress: Progress) -> None:
            save_progress(file, progress)
            if progress.checked >= CASES // 2:
                os.kill(os.getpid(), signal.SIGKILL)

        def begin() -> None:
            run(stored.subject(), Progress(), lambda _: None, pause=lambda: None, save=save)

        process = multiprocessing.get_context("fork").Process(target=begin)
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL, process.exitcode
        progress = load_progress(file)
        killed_after = progress.checked
        run(stored.subject(), progress, lambda finding: print(finding.line), pause=lambda: None)
    return {"killed_after": killed_after, **progress.summary}


if __name__ == "__main__":
    sys.exit(main())

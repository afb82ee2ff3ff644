"""`python -m bench.desk_queue`: what the desk's queue costs where an office has 10,000 open cases, in read units and
milliseconds of the packaged code. On DynamoDB Local; the figures go into `bench/desk_queue.json` and docs/desk.md."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from bench import bulk_load, workloads
from bench.capacity_meter import Meter
from bench.fixtures import OFFICE, staged
from bench.report import grid, machine
from bench.units import CONTEXT, UnitsFailed
from tests.support import dynamodb_local

CASES = 10_000
RUNS = 5
RESULTS = Path(__file__).parent / "desk_queue.json"
LINES = 200
PAGES_AT_MOST = 5
"""How the desk reads (`web/src/desk/api.ts`): a thousand lines at most."""

_QUEUE = "/agencies/{agency_id}/queue"
_STEP = timedelta(seconds=1)

QUESTIONS: dict[str, dict[str, str]] = {
    "first page, 200 lines": {},
    "decided by a coordinator (status=triage), none": {"status": "triage"},
    "drafts that wait, none": {"drafts": "true"},
    "one category, all fit": {"category": "jalan-rusak"},
    "another category, none fits": {"category": "sampah-tidak-diangkut"},
}


def main() -> None:
    with dynamodb_local.running() as endpoint:
        results = {"machine": machine(), "cases": CASES, "asked": measure(endpoint, CASES, RUNS)}
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    print(table(results))


def measure(endpoint: str, cases: int, runs: int) -> dict[str, dict[str, float]]:
    """What each question costs: `units` read, `lines` answered, `calls` of the desk, and the median `ms` of `runs`.
    Raises UnitsFailed if one is not answered."""
    with Meter().installed() as meter, staged(endpoint) as stage:
        # Once in the life of a process: the secret that cursors are signed with.
        stage.services.cursor_signer.sign("bench", "")
        begin = datetime.now(UTC) - timedelta(days=30)
        bulk_load.fill(endpoint, stage.services.stack, 0, cases, begin, _STEP)
        desk = _Desk(meter)
        found = {name: desk.time(query, 1, runs) for name, query in QUESTIONS.items()}
        found["the whole queue as the desk opens it"] = desk.time({}, PAGES_AT_MOST, runs)
        tag = desk.ask({}, None)["headers"]["ETag"]
        found["asked again, nothing changed"] = desk.time({}, 1, runs, tag)
        return found


class _Desk:
    """An officer's desk, which asks page by page."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter

    def ask(self, query: dict[str, str], tag: str | None) -> dict[str, Any]:
        import app

        event = workloads.poll(_QUEUE, OFFICE, {"limit": str(LINES), **query}, tag or "")
        answer: dict[str, Any] = app.app(event, CONTEXT)
        if answer["statusCode"] != (304 if tag else 200):
            raise UnitsFailed(f"the queue: {answer['statusCode']} {answer['body']}")
        return answer

    def time(self, query: dict[str, str], pages: int, runs: int, tag: str | None = None) -> dict[str, float]:
        took = []
        for _ in range(runs):
            lines, calls, cursor = 0, 0, None
            with self._meter.counting() as tally:
                began = time.perf_counter()
                while calls < pages:
                    answer = self.ask({**query, **({"cursor": cursor} if cursor else {})}, tag)
                    body = json.loads(answer["body"] or "{}")
                    calls, lines, cursor = calls + 1, lines + len(body.get("items", [])), body.get("next_cursor")
                    if cursor is None:
                        break
                took.append(1000 * (time.perf_counter() - began))
            units = tally.published_reads()
        return {"units": units, "lines": lines, "calls": calls, "ms": round(median(took))}


def table(results: dict[str, Any]) -> str:
    """What matters, as a Markdown table."""
    rows = [["asked of 10,000 open cases", "requests", "lines", "read units", "ms"]]
    for name, found in results["asked"].items():
        rows.append([name, *(f"{found[what]:,g}" for what in ("calls", "lines", "units", "ms"))])
    return grid(rows)


if __name__ == "__main__":
    main()

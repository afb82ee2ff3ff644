"""`python -m bench.burst`: a burst of filings on the embedded AWS; prints a table and writes what it found."""

import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from bench.burst import filings, lanes, report
from bench.burst.filings import BurstFailed
from bench.fixtures import staged
from bench.report import machine
from laporctl.errors import OperatorError
from laporctl.stacks import Stack
from tests.support import dynamodb_local
from tools.dev import emulator, local
from tools.dev.package import build_package

SLUG = "kaltim"
RUNS = 3


def main() -> int:
    """Exit code: 0, or 1 if something could not be measured."""
    try:
        results = _measure()
    except (BurstFailed, OperatorError) as error:
        print(f"bench.burst: {error}", file=sys.stderr)
        return 1
    print("\n" + report.table(results))
    return 0


def _measure() -> dict[str, Any]:
    package, about = build_package(_print), machine()
    with tempfile.TemporaryDirectory(prefix="bench-") as state:
        aws = emulator.start(emulator.free_port(), Path(state))
        try:
            (stack,) = local.bring_up([SLUG], package, aws.endpoint, local.SavedState(), _print)
            bursts = _bursts(stack)
        finally:
            aws.discard()
    results = {"machine": about, "bursts": bursts, "lanes": _lanes()}
    report.write(results)
    return results


def _bursts(stack: Stack) -> dict[str, Any]:
    """Medians of some bursts, after a small one for which the functions start."""
    filings.measure(stack, filings.CITIZENS * 4)
    runs = []
    for number in range(RUNS):
        _print(f"burst {number + 1} of {RUNS}: {filings.FILINGS} filings")
        runs.append(filings.measure(stack))
        _print(f"  {runs[-1]}")
    waits = {name: median(run["seconds_to_queue"][name] for run in runs) for name in runs[0]["seconds_to_queue"]}
    rates = {name: median(run[name] for run in runs) for name in ("filed_a_second", "routed_a_second")}
    return {"runs": runs, "filings": filings.FILINGS, "seconds_to_queue": waits, **rates}


def _lanes() -> list[dict[str, Any]]:
    _print(f"{lanes.RECORDS} records in {lanes.LANES} lanes, and one batch after the other")
    with dynamodb_local.running() as endpoint, staged(endpoint) as stage:
        return lanes.measure(stage.services)


def _print(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())

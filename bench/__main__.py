"""`python -m bench`: measure, print a table, write results.json, RESULTS.md and the pictures."""

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from subprocess import SubprocessError
from typing import Any

from bench import cold_start, polling, report, simulation, units
from bench.fixtures import staged
from bench.runtime_api import RunFailed
from bench.units import UnitsFailed
from tests.support import dynamodb_local
from tools.dev.package import PackageError, build_package

NO_JAVA = "Java is missing: units and first answers need DynamoDB Local, AWS's own engine; install Java 17 or newer"


def main() -> int:
    """Exit code: 0, or 1 if something that this machine can measure could not be measured."""
    try:
        results = _measure()
    except (PackageError, RunFailed, UnitsFailed, RuntimeError, SubprocessError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    report.write(results)
    print("\n" + report.table(results))
    return 0


def _measure() -> dict[str, Any]:
    package = build_package(_print)
    results: dict[str, Any] = {"machine": report.machine(), "package": report.package(package)}
    with ExitStack() as open_things:
        stage = None
        workshop = Path(open_things.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        if dynamodb_local.available():
            _print("starting DynamoDB Local")
            endpoint = open_things.enter_context(dynamodb_local.running())
            stage = open_things.enter_context(staged(endpoint))
        else:
            _print(NO_JAVA)
        results["cold_start"] = cold_start.measure(workshop, stage, _print)
    if stage:
        _print("counting units")
        with dynamodb_local.running() as endpoint:
            results["units"] = units.measure(endpoint)
        _print("polling in a small table and in a large one")
        with dynamodb_local.running() as endpoint:
            results["polling"] = polling.measure(endpoint)
    else:
        results["units"] = results["polling"] = {"skipped": NO_JAVA}
    _print("simulating two years of a province")
    results["simulation"] = simulation.measure()
    return results


def _print(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())

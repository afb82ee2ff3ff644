"""`python -m bench.all_stacks BEFORE [SLUG ...]`: every stack (or these) on one embedded AWS. Each is planned and
deployed from the artifact of commit BEFORE, gets a report that stays open, is brought to this working copy's artifact,
and its report is looked at again; the first one is put back at the end. Writes `bench/all_stacks.json`."""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.all_stacks import memory
from bench.all_stacks.artifacts import Artifact, deployed_from, of_commit, present
from bench.report import grid, machine
from bench.workloads import TEXT
from laporctl import http, paths, site
from laporctl.deployment import artifact, costs, stack_update
from laporctl.deployment.account import parameters_for
from laporctl.deployment.deploy import Operator
from laporctl.deployment.place import Place
from laporctl.errors import OperatorError
from laporctl.stacks import Stack
from laporctl.target import DEFAULT_REGION
from tools.dev import emulator
from tools.dev.demo.actors import new_key
from tools.dev.directory_loader import load_directory, load_routing
from tools.dev.package import build_package

RESULTS = Path(__file__).parents[1] / "all_stacks.json"
PATIENCE_SECONDS = 120


class CaseLost(OperatorError):
    """Raised when a report did not arrive or changed under an upgrade; the message is one line."""


class Country:
    """The stacks on one embedded AWS."""

    def __init__(self, aws: emulator.Emulator) -> None:
        self.aws, self.numbers = aws, dict[str, str]()

    def operator(self, slug: str) -> Operator:
        place = Place(slug, DEFAULT_REGION, self.aws.endpoint)
        return Operator(place, artifact.artifacts(place.region, place.endpoint), _load, lambda _line: None)

    def plan(self, slug: str, package: str) -> dict[str, Any]:
        """The number of resources that would be made, and what an idle month costs in USD."""
        operator = self.operator(slug)
        key = artifact.upload_template_of_plan(operator.store, package)
        address = operator.store.address(key)
        change_set = stack_update.prepare(operator.place, address, parameters_for(operator.place), new=True)
        stack_update.discard(operator.place, change_set)
        return {"changes": len(change_set.changes), "idle_usd": round(costs.estimate(operator.store.get(key)).idle, 2)}

    def release(self, slug: str, package: str) -> Stack:
        """Deploy as an operator does, smoke test included."""
        stack = self.operator(slug).release(package)
        emulator.apply_gateway_responses(stack)
        return stack

    def file(self, stack: Stack) -> None:
        """File a report and wait until it is with an office."""
        body = {"text": TEXT, "category": "lainnya", "receipt_key": new_key()}
        sent, headers = json.dumps(body).encode(), {"Content-Type": "application/json"}
        answer = http.send("POST", stack.site, "/v1/complaints", body=sent, headers=headers).must_be(201)
        number = self.numbers[stack.slug] = str(answer.json["tracking_id"])
        until = time.monotonic() + PATIENCE_SECONDS
        while self.look(stack, number)[0] == "received":
            if time.monotonic() > until:
                raise CaseLost(f"{stack.name}: {number} is with no office after {PATIENCE_SECONDS} seconds")
            time.sleep(0.5)

    def look(self, stack: Stack, number: str) -> tuple[str, str]:
        """Status of a report, and the office that holds it."""
        case = http.send("GET", stack.site, f"/v1/complaints/{number}").must_be(200).json
        return str(case["status"]), str((case.get("agency") or {}).get("id"))


def main() -> int:
    """Exit code: 0, or 1 if a stack could not be planned, deployed or upgraded, or lost its report."""
    before, *slugs = sys.argv[1:]
    slugs = slugs or sorted(file.stem for file in paths.STACKS.glob("*.toml"))
    build_package(_print)
    site.build_site()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        earlier = of_commit(before, Path(folder))
        aws = emulator.start(emulator.free_port(), Path(folder) / "aws")
        try:
            results = {"machine": machine(), "before": before} | _measure(Country(aws), slugs, earlier)
        except OperatorError as error:
            print(f"bench.all_stacks: {error}", file=sys.stderr)
            return 1
        finally:
            aws.discard()
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    print(_table(results))
    return 0


def _measure(country: Country, slugs: list[str], earlier: Artifact) -> dict[str, Any]:
    lines = {slug: dict[str, Any]() for slug in slugs}
    with deployed_from(earlier) as package:
        stacks = {slug: _deploy(country, slug, package, lines[slug]) for slug in slugs}
    held = {slug: country.look(stacks[slug], country.numbers[slug]) for slug in slugs}
    for slug in slugs:
        with _timed(lines[slug], "upgrade_s"):
            country.release(slug, present().sha256)
        _require_same(country, stacks[slug], held[slug])
        _print(f"{slug}: {lines[slug]}")
    back: dict[str, Any] = {}
    with _timed(back, "rollback_s"):
        country.operator(slugs[0]).rollback()
    _require_same(country, stacks[slugs[0]], held[slugs[0]])
    return {"stacks": lines, **back}


def _deploy(country: Country, slug: str, package: str, line: dict[str, Any]) -> Stack:
    with _timed(line, "plan_s"):
        line |= country.plan(slug, package)
    with _timed(line, "deploy_s"):
        stack = country.release(slug, package)
    with _timed(line, "first_case_s"):
        country.file(stack)
    line["memory_mb"] = memory.resident_mb(country.aws.process.pid)
    _print(f"{slug}: {line}")
    return stack


def _require_same(country: Country, stack: Stack, held: tuple[str, str]) -> None:
    number = country.numbers[stack.slug]
    if (found := country.look(stack, number)) != held:
        raise CaseLost(f"{stack.name}: {number} was {' at '.join(held)} before, and is {' at '.join(found)}")


@contextmanager
def _timed(line: dict[str, Any], name: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    line[name] = round(time.monotonic() - began, 1)


def _load(stack: Stack) -> None:
    load_directory(stack)
    load_routing(stack)


def _table(results: dict[str, Any]) -> str:
    columns = ("plan_s", "changes", "idle_usd", "deploy_s", "first_case_s", "upgrade_s", "memory_mb")
    head = ["stack", "plan s", "changes", "idle USD", "deploy s", "to office s", "upgrade s", "memory MB"]
    rows = [[slug, *(str(line[column]) for column in columns)] for slug, line in results["stacks"].items()]
    return grid([head, *rows])


def _print(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""The figures of the bench, as JSON for machines and as a table and pictures for people."""

import json
import os
import platform
import subprocess
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import pictures
from bench.cold_start import GOAL
from bench.units import LIFE
from laporctl import paths
from tools.dev.package import Package

HOME = Path(__file__).parent
RESULTS = HOME / "results.json"
TABLE = HOME / "RESULTS.md"
PICTURES = HOME / "pictures"

FUNCTIONS = {
    "floor": "bare boto3 client",
    "http": "app.app (HTTP)",
    "authorize": "app.authorize",
    "route_complaints": "app.route_complaints",
    "sweep": "app.sweep",
}
ACTS = {
    "filing": "file a report of 600 characters",
    "filing_with_identity": "the same with name, phone, e-mail",
    "routing": "route it",
    "accept": "office accepts",
    "progress": "office reports progress",
    "response": "office responds",
    "reply": "reporter replies",
    "close": "reporter confirms, case closes",
    "full_life": f"a whole life: {', '.join(LIFE)}",
    "public_view": "look at a case with five events",
    "queue_50": "queue with 50 entries",
    "record_50": "public record, 50 cases",
    "open311_requests_50": "the same as Open311, with their texts",
    "open311_request": "Open311: a case with six events",
    "open311_updates": "Open311: a week with about 110 events",
    "similar": "search for reports like one, in a full cell",
    "empty_queue_poll": "empty queue",
    "authorizer_lookup": "recognise a key",
    "region_lookup": "look up a village",
    "sweep_idle": "sweep with nothing due",
}


POLLS = {
    "empty_poll": "feed, nothing new",
    "empty_poll_304": "feed, nothing new, with validator (304)",
    "poll_100_new": "feed, 100 new cases",
    "queue_page_100": "queue, the first 100 of them",
    "queue_304": "queue, unchanged, with validator (304)",
}


def machine() -> dict[str, Any]:
    """What the figures depend on beside the code."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _git("rev-parse", "--short", "HEAD"),
        "changed_since_commit": bool(_git("status", "--porcelain", "--", "app.py", "chalicelib", "requirements.txt")),
        "python": platform.python_version(),
        "system": platform.platform(),
        "cpus": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def package(made: Package) -> dict[str, Any]:
    """Hash and sizes of the artifact, in bytes."""
    facts = asdict(made)
    return {"sha256": facts["sha256"], "zip_bytes": facts["size"], "unpacked_bytes": facts["unpacked"]}


def write(results: dict[str, Any]) -> None:
    """Write all of it below `bench/`."""
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "cold-start.svg").write_text(pictures.cold_start(results["cold_start"], FUNCTIONS))
    if "skipped" not in results["units"]:
        acts = {name: label for name, label in ACTS.items() if name != "full_life"}
        (PICTURES / "units.svg").write_text(pictures.units(results["units"], acts))
    TABLE.write_text(_page(results))


def table(results: dict[str, Any]) -> str:
    """What matters, as Markdown tables that a terminal shows as well."""
    parts = [
        _package_line(results["package"]),
        _cold_start(results["cold_start"]),
        _units(results["units"]),
        _polling(results["polling"]),
        _simulation(results["simulation"]),
    ]
    return "\n\n".join(parts) + "\n"


def _page(results: dict[str, Any]) -> str:
    about = results["machine"]
    changed = " and uncommitted changes" if about["changed_since_commit"] else ""
    where = f"{about['date']}, commit {about['commit']}{changed}, Python {about['python']}, {about['cpus']} CPUs"
    pictured = ["![Cold starts](pictures/cold-start.svg)"]
    if "skipped" not in results["units"]:
        pictured.append("![Units of each act](pictures/units.svg)")
    return "\n\n".join(
        [
            "# Measured",
            f"Written by `make bench`: {where}, {about['system']}. All figures are in [results.json](results.json).",
            table(results).rstrip(),
            *pictured,
            _HOW,
        ]
    )


_HOW = """## How

**Cold start.** `build/deployment.zip` is unpacked, and `python -m awslambdaric` starts from it with nothing else on its
path; the bench serves Lambda's Runtime API. *Init* is the wall time from the start of the process until it asks for its
first event, *first answer* until it has answered it (on DynamoDB Local), *warm* from event to answer after that. The
floor is a handler that makes one boto3 DynamoDB client and puts one item, with boto3 and its compiled bytecode beside
it as in Lambda's own image. A function may put off work from its init to its first answer, so both are compared. Starts
alternate; the first of each is not counted; figures are medians, in brackets the quartiles of the ratios of single
rounds; on a busy machine the fastest starts and the processor time tell more. Files come from this machine's page
cache: the ratios carry over, the milliseconds do not.

**Units.** The acts go through the functions' entry points with the events AWS would send, against DynamoDB Local, AWS's
own engine, and every call asks for its consumed capacity. The engine bills a transactional write higher than AWS
publishes, so its factor is measured in the same run and divided out: *write* is at the published 2 units a kilobyte,
for items and index entries alike. AWS documents the doubling for items only; *index once* is what it costs if an index
entry written by a transaction costs the same as outside of one. *Read* counts at least the smallest read for each
question, which AWS bills and the engine does not. `wcu_engine` and `rcu_engine` in the JSON are as the engine reported
them.

**Polling.** The table is filled with cases of one office (`bench/bulk_load.py`), each with its state and the event that
brought it there; then the office's feed and queue are read through the HTTP function's entry point, before and after
the last hundred of them.

**Simulation.** Offices of different diligence and reporters act through the real use cases over the store in memory;
the stream loses 3 % of its records, and the sweep is skipped, doubled or killed half way at random
(`bench/simulation.py`).
The last four counts must be nought.
"""


def _package_line(facts: dict[str, Any]) -> str:
    size, unpacked = facts["zip_bytes"] / 1e6, facts["unpacked_bytes"] / 1e6
    return f"Package: {size:.1f} MB, {unpacked:.1f} MB unpacked, sha256 {facts['sha256'][:16]}"


def _cold_start(measured: dict[str, Any]) -> str:
    rows = [["cold start", "init ms", "to floor", "first answer ms", "to floor", "warm ms", "modules"]]
    for name, label in FUNCTIONS.items():
        entry = measured[name]
        answered = "first_answer_ms" in entry
        rows.append(
            [
                label,
                f"{entry['init_ms']['median']:.0f}",
                _ratio(entry, "ratio_to_floor"),
                f"{entry['first_answer_ms']['median']:.0f}" if answered else "",
                _ratio(entry, "first_answer_ratio_to_floor") if answered else "",
                f"{entry['warm_ms']['median']:.1f}" if answered else "",
                str(entry["modules"]),
            ]
        )
    http = measured["http"]
    ratio = http["ratio_to_floor"]
    verdict = "met" if ratio <= GOAL else "missed"
    others = [f"{http['ratio_to_floor_fastest']:.2f} by the fastest starts"]
    if "cpu_ratio_to_floor" in http:
        others.append(f"{http['cpu_ratio_to_floor']:.2f} by processor time")
    goal = f"Goal for HTTP, init to floor: {GOAL:.2f} or less: {verdict}, {ratio:.2f} ({', '.join(others)})."
    return f"{grid(rows)}\n\n{goal}"


def _ratio(entry: dict[str, Any], name: str) -> str:
    low, high = entry[f"{name}_quartiles"]
    return f"{entry[name]:.2f} [{low:.2f}-{high:.2f}]"


def _units(measured: dict[str, Any]) -> str:
    if "skipped" in measured:
        return f"Units: skipped. {measured['skipped']}"
    rows = [["units", "write", "index once", "read"]]
    for name, label in ACTS.items():
        entry = measured[name]
        rows.append([label, f"{entry['wcu']:g}", f"{entry['wcu_index_once']:g}", f"{entry['rcu']:g}"])
    sizes = measured["engine"]["largest_item_bytes"]
    largest = ", ".join(f"{kind} {size:,}" for kind, size in sizes.items())
    return f"{grid(rows)}\n\nLargest items, in bytes: {largest}. Writes are billed by started 1,024 bytes."


def _polling(measured: dict[str, Any]) -> str:
    if "skipped" in measured:
        return f"Polling: skipped. {measured['skipped']}"
    rows = [["read units of a poll, by cases in the table", *(f"{int(size):,}" for size in measured)]]
    rows += [[label, *(f"{found[name]:g}" for found in measured.values())] for name, label in POLLS.items()]
    return grid(rows)


def _simulation(counted: dict[str, Any]) -> str:
    rows = [["two simulated years of a province", "count"]]
    rows += [[name.replace("_", " "), f"{count:,}"] for name, count in counted.items()]
    return grid(rows)


def grid(rows: list[list[str]]) -> str:
    """A Markdown table: the first row is its head, the first column stands left."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]

    def line(cells: list[str]) -> str:
        first, *others = (
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"| {' | '.join([first, *others])} |"

    rule = "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])])
    return "\n".join([line(rows[0]), f"|{rule}|", *map(line, rows[1:])])


def _git(*arguments: str) -> str | None:
    """What git says; None outside of a repository."""
    try:
        done = subprocess.run(["git", *arguments], cwd=paths.ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()

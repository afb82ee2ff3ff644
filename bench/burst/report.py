"""The figures of a burst, as JSON for machines and as tables and a picture for people."""

import json
from pathlib import Path
from typing import Any

from bench.burst import lanes
from bench.pictures import Bar, Chart, draw
from bench.report import grid

HOME = Path(__file__).parent
RESULTS = HOME / "results.json"
TABLE = HOME / "RESULTS.md"
PICTURE = HOME / "pictures" / "burst.svg"


def write(results: dict[str, Any]) -> None:
    """Write all of it beside this file."""
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(results))
    about = results["machine"]
    where = f"{about['date']}, commit {about['commit']}, {about['cpus']} CPUs, load before {about['load_before']}"
    parts = [
        "# A burst of filings",
        f"Written by `python -m bench.burst`: {where}. All figures are in [results.json](results.json).",
        table(results).rstrip(),
        "![Seconds from filing to the queue](pictures/burst.svg)",
        _HOW,
    ]
    TABLE.write_text("\n\n".join(parts))


def table(results: dict[str, Any]) -> str:
    """What matters, as Markdown tables that a terminal shows as well."""
    return f"{_bursts(results['bursts'])}\n\n{_lanes(results['lanes'])}\n"


def picture(results: dict[str, Any]) -> str:
    """Each run of the burst: median, and on to the 95th percentile and the last one."""
    bars = []
    for number, run in enumerate(results["bursts"]["runs"], 1):
        middle, most, last = (run["seconds_to_queue"][name] for name in ("median", "p95", "max"))
        figure = f"{middle:.1f} / {most:.1f} / {last:.1f} s"
        bars.append(Bar(f"run {number}, {run['filings']} filings", (middle, most - middle, last - most), figure))
    legend = (("median", "#1d4ed8"), ("95 of 100", "#93c5fd"), ("last", "#d1d5db"))
    return draw(Chart("Seconds from filing to the office's queue, on the embedded AWS", legend), bars)


def _bursts(measured: dict[str, Any]) -> str:
    head = ["seconds from filing to the queue", "median", "p95", "max", "filed a second", "routed a second"]
    runs = [(f"run {number}", run) for number, run in enumerate(measured["runs"], 1)]
    rows = [
        [
            f"{name}, {run['filings']} filings",
            *(f"{seconds:.2f}" for seconds in run["seconds_to_queue"].values()),
            f"{run['filed_a_second']:.1f}",
            f"{run['routed_a_second']:.1f}",
        ]
        for name, run in [*runs, ("median of runs", measured)]
    ]
    return grid([head, *rows])


def _lanes(measured: list[dict[str, Any]]) -> str:
    head = [f"{lanes.RECORDS} records", "added to a call", "calls a record", "in turn", f"{lanes.LANES} lanes", "ratio"]
    rows = [
        [
            entry["function"],
            f"{entry['delay_ms']} ms",
            f"{entry['calls_a_record']:.1f}",
            f"{entry['in_turn_seconds']:.2f} s",
            f"{entry['in_lanes_seconds']:.2f} s",
            f"{entry['ratio']:.1f}",
        ]
        for entry in measured
    ]
    return grid([head, *rows])


_HOW = """## How

**Burst.** Eight citizens file through CloudFront, API Gateway and the deployed function, each again as soon as it was
answered. The time runs from the moment that stands on the filing to the one at which the case was written into the
queue of its office; both are read from the cases when the burst is over. The embedded AWS has one thread for all event
sources, hands one batch of one source to one process at a time, and ignores `ParallelizationFactor`: it is the stream
as it would be with a factor of one, on a machine that carries citizens, functions and database together.

**Lanes.** The handlers of both functions at the stream take a hundred records of a hundred cases that wait, over
DynamoDB Local, AWS's own engine: by key in ten lanes at the same time, as Lambda does with a factor of ten, and one
batch after the other, in turns in the same run; medians of three. The lanes are threads of one process: without a delay
all share one processor, and lanes gain little or nothing. With a delay on each call, as a call to DynamoDB has one, a
record waits most of its time, and the lanes wait side by side.

**Only AWS can show** the ten invocations with a processor each, the shards that a table under load has, how far calls
slow each other down, and how long a case then takes.
"""

"""How long a suggestion takes under load, before and after a change, in one run: `python -m bench.suggestions TREE...`.

Each TREE is a checkout with its data built (`git worktree add ../before e80fa64`; there `python -m laporctl data build
--slug kaltim`). Two processes of a tree decide the same reports
at the same time, as two functions on one busy machine do; trees take turns, so that what else the machine does falls on
all of them. Only the decision is timed, without the network and the reads of the table.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles

from laporctl import paths

ROUNDS, AT_ONCE = 3, 2
TEXTS = paths.ROOT / "bench" / "textmodel" / "unseen.jsonl"
LONG = paths.ROOT / "tools" / "textmodel" / "corpora" / "topic_trials" / "unseen.jsonl"

# Runs in the checkout that is measured, with what all of them have.
_CHILD = """
import json, sys, time
from datetime import UTC, datetime
from chalicelib.domain.text.classifier import TextModel
from chalicelib.runtime.reference import load_stack, shipped_alarms, shipped_model
from chalicelib.services.routing.router import Router, RoutingRequest
from chalicelib.services.text.alarm_detector import AlarmDetector
from tools.textmodel import offline
now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
router = Router(
    offline.directory_of("kaltim"), load_stack("kaltim", "progress-30"),
    offline.FileTextClassifier(TextModel.load(shipped_model())), offline.FilePlaces(offline.gazetteer_of("kaltim")),
    offline.rules_of("kaltim"), AlarmDetector(shipped_alarms),
)
texts = [json.loads(line)["text"] for file in sys.argv[1:] for line in open(file)]
first = time.perf_counter()
router.suggest(RoutingRequest(texts[0], region="64.72"), now)
took = [time.perf_counter() - first]
for text in texts[1:]:
    begun = time.perf_counter()
    router.suggest(RoutingRequest(text, region="64.72"), now)
    took.append(time.perf_counter() - begun)
print(json.dumps([round(each * 1000, 3) for each in took]))
"""


def measure(trees: list[Path]) -> dict[str, dict[str, float]]:
    """Milliseconds by tree: the first report of a process, the median and the 95th percentile of the others."""
    runs: dict[str, list[list[float]]] = {str(tree): [] for tree in trees}
    for _ in range(ROUNDS):
        for tree in trees:
            runs[str(tree)] += _together(tree)
    return {
        tree: {
            "first": round(median(each[0] for each in listed), 1),
            "p50": round(median(median(each[1:]) for each in listed), 2),
            "p95": round(median(quantiles(each[1:], n=20)[-1] for each in listed), 2),
        }
        for tree, listed in runs.items()
    }


def _together(tree: Path) -> list[list[float]]:
    texts = [str(file) for file in (TEXTS, LONG)]
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _CHILD, *texts], cwd=tree, env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(AT_ONCE)
    ]
    return [json.loads(process.communicate()[0]) for process in started]


if __name__ == "__main__":
    begun = time.monotonic()
    for tree, found in measure([Path(each).resolve() for each in sys.argv[1:]]).items():
        print(f"{tree}: first {found['first']} ms, median {found['p50']} ms, p95 {found['p95']} ms")
    print(f"{ROUNDS} rounds of {AT_ONCE} processes in {time.monotonic() - begun:.0f} s")

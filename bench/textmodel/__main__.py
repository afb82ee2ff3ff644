"""`python -m bench.textmodel [FILE]`: learn from the first 70 % of FILE, judge on the rest, write the results.

`python -m bench.textmodel --shipped [FILE]` measures the models that are shipped, and leaves the other results as
they are.
"""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.report import machine
from bench.textmodel import alarm_recall, baseline, measures, report, shipped, small_samples
from chalicelib.domain.text.classifier import TextModel
from chalicelib.domain.text.features import LONGEST_TEXT
from chalicelib.runtime.reference import shipped_model
from tools.textmodel import evaluation, examples, significance, training
from tools.textmodel.evaluation import Judged
from tools.textmodel.examples import Example

_EARLIER = 0.7
_STEPS = 100
VARIABLE = "LAPOR_ROUTING_DATA"
SHIPPED = "--shipped"


def main(arguments: Sequence[str]) -> int:
    """Exit code: 0, also when there is nothing to measure on."""
    named = [argument for argument in arguments if argument != SHIPPED]
    path = named[0] if named else os.environ.get(VARIABLE)
    if SHIPPED not in arguments and not path:
        _print(f"routing: skipped; it needs labelled complaints: python -m bench.textmodel FILE, or {VARIABLE}")
        return 0
    results = report.read_results()
    if SHIPPED in arguments:
        city = Path(path) if path else None
        results["shipped"] = _shipped(city, results.get("shipped", {}))
        results["alarms"] = _alarms(city, results.get("alarms", {}))
    else:
        known = examples.read_examples(Path(str(path)))
        border = int(len(known) * _EARLIER)
        results |= _measure(known[:border], known[border:])
    report.write(results)
    print("\n" + report.table(results))
    return 0


def _shipped(path: Path | None, before: dict[str, Any]) -> dict[str, Any]:
    """Without the file of the city, the earlier figures from it stay if they are about this very model."""
    measured = shipped.measure(path, _print)
    if not path and before.get("version") == measured["version"] and "topics" in before:
        measured["topics"] = before["topics"]
    return measured


def _alarms(path: Path | None, before: dict[str, Any]) -> dict[str, Any]:
    """The same of the model of alarms."""
    measured = alarm_recall.measure(path)
    if not path and before.get("version") == measured["version"] and "city" in before["protected"]:
        measured["protected"]["city"] = before["protected"]["city"]
    return measured


def _measure(earlier: list[Example], later: list[Example]) -> dict[str, Any]:
    about = machine()
    begun = time.perf_counter()
    data = training.train(earlier, training.Settings(places=True, borrowed=shipped_model()), "2026-11-21", _print)
    took = time.perf_counter() - begun
    model = TextModel.load(data)
    judged = {"model": evaluation.judge(model, later), **baseline.judge_all(earlier, later, _print)}
    return {
        "machine": about,
        "version": model.version,
        "learnt_from": len(earlier),
        "figures": {name: evaluation.figures(rows) for name, rows in judged.items()},
        "paired": _paired(judged),
        "young": small_samples.measure(earlier, later, _print),
        "cost": _cost(data, later, took),
        "thresholds": [_at(judged["model"], row.probability, row.share) for row in model.thresholds],
        "curves": {
            "reliability": _reliability(judged["model"]),
            "coverage": {name: _coverage(rows) for name, rows in judged.items()},
            "coordinator": _coordinator(judged["model"]),
        },
    }


def _paired(judged: dict[str, list[Judged]]) -> dict[str, Any]:
    """This model beside each of the others."""
    right = {name: [row.right for row in rows] for name, rows in judged.items()}
    own = right.pop("model")
    return {name: significance.compare(own, rows) for name, rows in right.items()}


def _cost(data: bytes, later: Sequence[Example], training_s: float) -> dict[str, float]:
    model = TextModel.load(data)
    words = " ".join(example.text for example in later)
    longest = [Example(words[start : start + LONGEST_TEXT], "") for start in range(0, len(words), LONGEST_TEXT)]
    return {
        **measures.size(data),
        "us_per_text": round(evaluation.timed(model, later), 1),
        "us_longest": round(evaluation.timed(model, longest), 1),
        "training_s": round(training_s, 1),
    }


def _at(rows: Sequence[Judged], threshold: float, share: float) -> dict[str, float]:
    """What happens to later cases at a threshold that was chosen before them."""
    sure = [row.right for row in rows if row.confidence >= threshold]
    right = sum(sure) / len(sure) if sure else 1.0
    return {
        "share": share,
        "threshold": threshold,
        "coverage": round(len(sure) / len(rows), 4),
        "right": round(right, 4),
    }


def _columns(rows: Sequence[Judged]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([row.confidence for row in rows]), np.array([row.right for row in rows])


def _reliability(rows: Sequence[Judged]) -> list[list[float]]:
    return [[round(value, 4) for value in point] for point in evaluation.reliability(*_columns(rows), bins=10)]


def _coverage(rows: Sequence[Judged]) -> list[list[float]]:
    confidence, right = _columns(rows)
    so_far = np.cumsum(right[np.argsort(-confidence, kind="stable")]) / np.arange(1, len(right) + 1)
    ends = [round(len(right) * step / _STEPS) for step in range(5, _STEPS + 1)]
    return [[round(end / len(right), 4), round(float(so_far[end - 1]), 4)] for end in ends]


def _coordinator(rows: Sequence[Judged]) -> list[list[float]]:
    """Threshold; shares of the cases that are below, above and right, above and wrong."""
    confidence, right = _columns(rows)
    points = []
    for step in range(_STEPS + 1):
        sure = confidence >= step / _STEPS
        points.append([step / _STEPS, *(round(float(part.mean()), 4) for part in (~sure, sure & right, sure & ~right))])
    return points


def _print(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

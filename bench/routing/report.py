"""The figures of the text model, as JSON, as a table and as pictures."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.report import grid
from bench.routing import pictures

HOME = Path(__file__).parent
RESULTS = HOME / "results.json"
TABLE = HOME / "RESULTS.md"
PICTURES = HOME / "pictures"

NAMES = {
    "model": "this model",
    "svm_direct": "scikit-learn, SVM, office directly",
    "svm_folded": "scikit-learn, SVM, kind and place",
    "logistic_folded": "scikit-learn, logistic, kind and place",
}
_COLUMNS = {
    "accuracy": "right office",
    "top3": "among three",
    "type_accuracy": "right kind",
    "coverage_at_95": "sure at 95 %",
    "coverage_at_90": "sure at 90 %",
    "ece": "ECE",
    "macro_f1": "macro F1",
}


def write(results: Mapping[str, Any]) -> None:
    """Write all of it below `bench/routing/`."""
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    PICTURES.mkdir(exist_ok=True)
    for name, drawn in pictures.all_of(results, NAMES).items():
        (PICTURES / f"{name}.svg").write_text(drawn)
    TABLE.write_text(_page(results))


def table(results: Mapping[str, Any]) -> str:
    """What matters, as Markdown that a terminal shows as well."""
    return "\n\n".join([_accuracy(results["figures"]), _size(results), _thresholds(results["thresholds"])]) + "\n"


def _page(results: Mapping[str, Any]) -> str:
    about = results["machine"]
    return "\n\n".join(
        [
            "# The text model, measured",
            f"Written by `python -m bench.routing FILE`: {about['date']}, Python {about['python']}, "
            f"{about['cpus']} CPUs, load {about['load_before']} before. All figures: [results.json](results.json).",
            table(results).rstrip(),
            "![Reliability](pictures/reliability.svg)",
            "![Coverage and accuracy](pictures/coverage.svg)",
            "![How often the coordinator is needed](pictures/coordinator.svg)",
            _HOW,
        ]
    )


_HOW = """## How

Complaints of one city over a year, oldest first: learnt from the first 70 %, judged on the last 30 %. The file is not
part of the project; its path is given as an argument or as `LAPOR_ROUTING_DATA`. *Right office* is the concrete
office: `Kelurahan X` by its own name. *Among three*: it is one of the first three. *Sure at 95 %*: the largest part of
the cases, the surest ones, of which 95 % are right; the cut is made with the answers known, so it says how well a model
sorts, not what a threshold chosen beforehand gives. That is the last table: each threshold was read from the newest
fifth of the cases that were learnt from, before the later ones were seen. ECE is the expected calibration error over 15
bins of equal width.

scikit-learn's models see words, pairs of words and runs of two to five letters, as TF-IDF; their strength and the
temperature of their scores are chosen on the newest fifth of the earlier cases. *Office directly* is a label for every
single office; *kind and place* has one label for all kelurahan and one for all kecamatan, as this model has. Times of a
text are processor time of one core, with each word read for the first time once, as in a warm function.
"""


def _accuracy(figures: Mapping[str, Mapping[str, float]]) -> str:
    rows = [["later cases of the same city", *_COLUMNS.values()]]
    for name, label in NAMES.items():
        rows.append([label, *(f"{figures[name][column]:.3f}" for column in _COLUMNS)])
    return f"{grid(rows)}\n\nCases judged: {figures['model']['n']:,}."


def _size(results: Mapping[str, Any]) -> str:
    cost = results["cost"]
    rows = [
        ["size and time", "", "goal"],
        ["file, bytes", f"{cost['model_bytes']:,}", "500,000"],
        ["load, ms", f"{cost['load_ms']:.1f}", "30"],
        ["a text, microseconds of processor time", f"{cost['us_per_text']:.0f}", "1,000"],
        ["the longest text that is read, microseconds", f"{cost['us_longest']:.0f}", ""],
        ["training, seconds", f"{cost['training_s']:.0f}", ""],
    ]
    return grid(rows)


def _thresholds(rows: Sequence[Mapping[str, float]]) -> str:
    lines = [["wanted share right", "threshold", "disposed automatically", "of those right", "coordinator needed"]]
    for row in rows:
        figures = [row["share"], row["threshold"], row["coverage"], row["right"], 1 - row["coverage"]]
        lines.append([f"{figure:.3f}" for figure in figures])
    return grid(lines)

"""How a young stack fares, which has few cases to learn from: with what is borrowed from the shipped model, without,
and beside scikit-learn."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bench.report import grid
from bench.textmodel import baseline
from chalicelib.domain.text.classifier import TextModel
from chalicelib.runtime.reference import shipped_model
from tools.textmodel import evaluation, significance, training
from tools.textmodel.examples import Example

SIZES = (300, 600, 1_200, 2_400)
_OWN = "model_alone"
NAMES = {
    "model": "this model",
    _OWN: "without borrowing",
    "svm_folded": "SVM, kind and place",
    "logistic_folded": "logistic, kind and place",
    "svm_direct": "SVM, office directly",
}


def measure(earlier: Sequence[Example], later: Sequence[Example], say: Callable[[str], None]) -> list[dict[str, Any]]:
    """For each size what came out on `later` after learning from the newest so many of `earlier`."""
    measured = []
    for size in SIZES:
        say(f"learning from {size} cases")
        known = list(earlier[-size:])
        judged = {
            "model": evaluation.judge(_model(known, shipped_model()), later),
            _OWN: evaluation.judge(_model(known, b""), later),
            **baseline.judge_all(known, later, lambda _: None),
        }
        right = {name: [row.right for row in rows] for name, rows in judged.items()}
        measured.append(
            {
                "learnt_from": size,
                "figures": {name: evaluation.figures(rows) for name, rows in judged.items()},
                "paired": {
                    name: significance.compare(right["model"], right[name]) for name in judged if name != "model"
                },
            }
        )
    return measured


def table(measured: Sequence[Mapping[str, Any]]) -> str:
    """Right offices by size, and how far ahead of the others this model is."""
    rows = [["learnt from", *NAMES.values()]]
    rows += [
        [f"{each['learnt_from']:,}", *(f"{each['figures'][name]['accuracy']:.3f}" for name in NAMES)]
        for each in measured
    ]
    ahead = [["this model's points more than", *list(NAMES.values())[1:]]]
    ahead += [
        [f"{each['learnt_from']:,}", *(_ahead(each["paired"][name]) for name in list(NAMES)[1:])] for each in measured
    ]
    return f"{grid(rows)}\n\n{grid(ahead)}"


def _ahead(compared: Mapping[str, float]) -> str:
    return f"{100 * compared['difference']:+.1f} ({compared['chance']:.3f})"


def _model(examples: Sequence[Example], borrowed: bytes) -> TextModel:
    settings = training.Settings(places=True, borrowed=borrowed)
    return TextModel.load(training.train(examples, settings, "2026-11-22", lambda _: None))

"""How good a model is on complaints it did not learn from."""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from chalicelib.domain.routing.decision import MOST_PREDICTIONS
from chalicelib.domain.text.classifier import TextModel
from tools.textmodel.calibration import softmax, temperature
from tools.textmodel.examples import Example
from tools.textmodel.places import Places

_TOP = 3
_BINS = 15
_TIMED = 2_000


@dataclass(frozen=True, slots=True)
class Judged:
    """One complaint: the prediction of a model, and the truth."""

    agency: str
    """The true office."""
    kind: str
    """Its kind, and the place of that among the labels; None if the model has never seen such an office."""
    place: int | None
    scores: Sequence[float]
    labels: Sequence[str]
    """The three likeliest, the likeliest first."""
    offices: Sequence[str]
    confidence: float

    @property
    def right(self) -> bool:
        """Whether the first office is the true one."""
        return self.offices[0] == self.agency


def judge(model: TextModel, examples: Sequence[Example], factor: float | None = None) -> list[Judged]:
    """Have the model classify each example; with another temperature than its own, if one is given."""
    places = Places(model.about["places"])
    factor = model.temperature if factor is None else factor
    return [
        judged(
            example, model.labels, model.scores(example.text, known_of(example, model.about["extras"])), factor, places
        )
        for example in examples
    ]


def judged(example: Example, labels: Sequence[str], scores: Sequence[float], factor: float, places: Places) -> Judged:
    """Scores of all labels, ranked and made concrete by the place."""
    odds = softmax(factor * np.array([scores]))[0]
    best = np.argsort(-odds, kind="stable")[:_TOP]
    kind = places.kind(example.agency)
    return Judged(
        agency=example.agency,
        kind=kind,
        place=labels.index(kind) if kind in labels else None,
        scores=scores,
        labels=[labels[place] for place in best],
        offices=[places.office(labels[place], example.district, example.subdistrict) for place in best],
        confidence=float(odds[best[0]]),
    )


def by_office(rows: Sequence[Judged], labels: Sequence[str], factor: float, offices: Mapping[str, str]) -> list[Judged]:
    """The same cases judged by the kind of office that each label leads to: the chances of the likeliest labels of one
    office add up, as they do when a case is routed (`domain/routing/decision.py`)."""
    found = []
    for row in rows:
        odds = softmax(factor * np.array([row.scores]))[0]
        chances: dict[str, float] = defaultdict(float)
        for place in np.argsort(-odds, kind="stable")[:MOST_PREDICTIONS]:
            chances[offices.get(labels[place], labels[place])] += float(odds[place])
        ranked = sorted(chances, key=lambda office: -chances[office])
        agency = offices.get(row.agency, row.agency)
        found.append(replace(row, agency=agency, offices=ranked[:_TOP], confidence=chances[ranked[0]]))
    return found


def temperature_of(rows: Sequence[Judged]) -> float:
    """The factor on the scores that makes the true labels likeliest; 1 if no label was known."""
    known = [(row.scores, row.place) for row in rows if row.place is not None]
    if not known:
        return 1.0
    return temperature(np.array([scores for scores, _ in known]), np.array([place for _, place in known]))


def known_of(example: Example, places: bool) -> list[str]:
    """What a model knows beside the text."""
    known = (("district", example.district), ("subdistrict", example.subdistrict))
    return [f"{name}={place}" for name, place in known if place] if places else []


def evaluate(data: bytes, examples: Sequence[Example]) -> dict[str, Any]:
    """The figures that `laporctl route evaluate` prints. Raises `UnreadableModel`."""
    model = TextModel.load(data)
    return figures(judge(model, examples)) | {"us_per_text": round(timed(model, examples), 1), "model_bytes": len(data)}


def figures(rows: Sequence[Judged]) -> dict[str, Any]:
    """Shares of the cases, 0 to 1."""
    right = np.array([row.right for row in rows])
    confidence = np.array([row.confidence for row in rows])
    return {
        "accuracy": _rounded(right.mean()),
        "top3": _rounded(np.mean([row.agency in row.offices for row in rows])),
        "macro_f1": _rounded(macro_f1([row.agency for row in rows], [row.offices[0] for row in rows])),
        "coverage_at_95": _rounded(coverage(confidence, right, 0.95)),
        "coverage_at_90": _rounded(coverage(confidence, right, 0.90)),
        "type_accuracy": _rounded(np.mean([row.kind == row.labels[0] for row in rows])),
        "ece": _rounded(calibration_error(confidence, right)),
        "n": len(rows),
    }


def coverage(confidence: np.ndarray, right: np.ndarray, share: float) -> float:
    """The largest part of the cases, the surest ones, of which so great a share is right."""
    return _cut(confidence, right, share)[1]


def thresholds(rows: Sequence[Judged], shares: Sequence[float]) -> list[tuple[float, float, float]]:
    """For each share of right decisions: the probability from which on it is reached, and the part of the cases above.
    A share that no threshold reaches is left out."""
    if not rows:
        return []
    confidence = np.array([row.confidence for row in rows])
    right = np.array([row.right for row in rows])
    found = [(share, *_cut(confidence, right, share)) for share in shares]
    return [(share, round(least, 4), round(part, 4)) for share, least, part in found if part]


def calibration_error(confidence: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over bins of equal width."""
    return sum(share * abs(sure - true) for sure, true, share in reliability(confidence, right))


def reliability(confidence: np.ndarray, right: np.ndarray, bins: int = _BINS) -> list[tuple[float, float, float]]:
    """For each bin that is not empty: mean confidence, share that is right, share of the cases."""
    numbers = np.minimum((confidence * bins).astype(int), bins - 1)
    points = []
    for number in range(bins):
        inside = numbers == number
        if inside.any():
            points.append((float(confidence[inside].mean()), float(right[inside].mean()), float(inside.mean())))
    return points


def macro_f1(true: Sequence[str], predicted: Sequence[str]) -> float:
    """Mean of the F1 scores of all labels that occur."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for label, prediction in zip(true, predicted, strict=True):
        counts[label][1] += 1
        counts[prediction][2] += 1
        counts[label][0] += label == prediction
    return sum(2 * hit / (real + claimed) for hit, real, claimed in counts.values()) / len(counts)


def timed(model: TextModel, examples: Sequence[Example]) -> float:
    """Microseconds of processor time a text, the first sight of each word included."""
    inputs = [(example.text, known_of(example, model.about["extras"])) for example in examples[:_TIMED]]
    begun = time.process_time()
    for text, extras in inputs:
        model.predict(text, extras)
    return (time.process_time() - begun) / len(inputs) * 1e6


def _cut(confidence: np.ndarray, right: np.ndarray, share: float) -> tuple[float, float]:
    order = np.argsort(-confidence, kind="stable")
    so_far = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    reached = np.flatnonzero(so_far >= share)
    if not len(reached):
        return 1.0, 0.0
    last = int(reached[-1])
    return float(confidence[order[last]]), (last + 1) / len(order)


def _rounded(value: float | np.floating[Any]) -> float:
    return round(float(value), 4)

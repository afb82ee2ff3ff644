"""From examples to the file of a model. The same examples and settings give the same bytes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from chalicelib.domain.text.classifier import ZERO, TextModel
from chalicelib.domain.text.features import Grams
from chalicelib.domain.text.model_file import Contents, pack, unpack
from chalicelib.domain.text.topic_words import topic_words
from tools.textmodel import calibration, evaluation, matrix
from tools.textmodel.examples import Example, hold_out
from tools.textmodel.places import Places

MOST_EXAMPLES = 12_000
"""More are not learnt from, only the newest: what offices do changes, and so many texts fit in memory at once."""

_SHARES = (0.99, 0.95, 0.9, 0.85, 0.8, 0.7)
_SEARCH = 14
_FEWEST, _FEWEST_LABELS = 10, 2


class TooFewExamples(ValueError):
    """Too few examples, or of one label alone."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to learn. Chosen in `bench/textmodel` on the older part of one city's complaints."""

    target: str = "agency"
    """`agency`: names of offices, folded by the place; `type`: kinds of office as they stand."""
    places: bool = False
    """Whether district and subdistrict are learnt from like words."""
    ridge: float = 1.0
    stiffness: float = 15.0
    rows: int = 26_000
    largest: int = 490_000
    """Bytes that the file may have."""
    tested: float = 0.2
    """Share of the examples that calibration and thresholds are read from; then they are learnt from as well."""
    calibrated_since: str = ""
    """Of the tested examples only those dated since then are calibrated on: those that are most like what will come."""
    shortest: int = 2
    longest: int = 5
    """Lengths of the runs of letters."""
    borrowed: bytes = b""
    """The file of a model whose scores go into the second step: what it has learnt elsewhere."""
    caution: float = 300.0
    """How little those scores are believed."""
    lent: int = 4_000
    """How many of the rows may be ones that only that model knows."""
    topic: bool = True
    """Whether addresses, salutations and persons' names are no evidence, in the examples and in what is classified."""
    offices: Mapping[str, str] = field(default_factory=dict)
    """The kind of office that each label leads to, where labels are no offices: a decision is right if that is."""
    source: str = ""
    """A digest of the examples, where they can be reproduced."""


def train(examples: Sequence[Example], settings: Settings, trained: str, say: Callable[[str], None]) -> bytes:
    """Learn a model. Examples are oldest first. Raises `TooFewExamples`."""
    examples = list(examples)[-MOST_EXAMPLES:]
    offices = len({example.agency for example in examples})
    if offices < _FEWEST_LABELS or len(examples) < _FEWEST:
        raise TooFewExamples(f"{len(examples)} examples of {offices} labels are too few")
    earlier, later = hold_out(examples, settings.tested)
    later = [example for example in later if example.date >= settings.calibrated_since] or later
    say(f"learning from {len(earlier)} of {len(examples)} texts, calibrating on {len(later)} others")
    trial = TextModel.load(_model(earlier, settings, trained, 1.0, []))
    temperature = evaluation.temperature_of(evaluation.judge(trial, later))
    judged = evaluation.judge(trial, later, temperature)
    if settings.offices:
        judged = evaluation.by_office(judged, trial.labels, temperature, settings.offices)
    thresholds = evaluation.thresholds(judged, _SHARES)
    say("learning from all of them")
    return _model(examples, settings, trained, temperature, thresholds)


def _model(
    examples: Sequence[Example],
    settings: Settings,
    trained: str,
    temperature: float,
    thresholds: list[tuple[float, float, float]],
) -> bytes:
    places = Places.learn(examples) if settings.target == "agency" else Places({})
    kinds = [places.kind(example.agency) for example in examples]
    labels = sorted(set(kinds))
    if len(labels) < _FEWEST_LABELS:
        raise TooFewExamples(f"of {len(examples)} examples, all are {labels}")
    numbers = np.array([labels.index(kind) for kind in kinds])
    counted = matrix.count(
        [topic_words(example.text) if settings.topic else example.text for example in examples],
        [evaluation.known_of(example, settings.places) for example in examples],
        Grams(settings.shortest, settings.longest),
    )
    known, fitted = _learnt(counted, numbers, settings)
    header = {
        "labels": labels,
        "bias": [round(float(value), 5) for value in fitted.bias],
        "temperature": round(temperature, 5),
        "square": known.square,
        "grams": [settings.shortest, settings.longest],
        "thresholds": thresholds,
        "about": {
            "target": settings.target,
            "texts": len(examples),
            "source": settings.source,
            "extras": settings.places,
            "topic": settings.topic,
            "places": places.table,
            "newest": max(example.date for example in examples),
        },
    }
    return _packed(known, fitted.weights * matrix.idf_of(known)[:, None], header, settings.largest, trained)


def _learnt(
    counted: Sequence[matrix.Counted], numbers: np.ndarray, settings: Settings
) -> tuple[matrix.Vocabulary, calibration.Fitted]:
    """Choose the rows that matter, then learn with them alone, so that what is left out is not missed."""
    known = matrix.vocabulary(counted)
    rows = matrix.matrix(counted, known)
    lender = _lender(settings)
    own = settings.rows - settings.lent if lender else settings.rows
    kept = np.arange(len(known.keys))
    if len(known.keys) > own:
        weights = calibration.weights_of_ridge(rows, numbers, settings.ridge)
        present = np.asarray(rows.multiply(rows).mean(axis=0)).ravel()
        worth = (weights**2).sum(axis=1) * present
        kept = np.sort(np.argsort(-worth, kind="stable")[:own])
    if lender is None:
        known = matrix.narrowed(known, kept)
        return known, calibration.fit(matrix.matrix(counted, known), numbers, settings.ridge, settings.stiffness)
    known = matrix.joined(known, lender, kept, settings.lent)
    borrowed = calibration.Borrowed(matrix.weights_from(lender, known), settings.caution)
    return known, calibration.fit(matrix.matrix(counted, known), numbers, settings.ridge, settings.stiffness, borrowed)


def _lender(settings: Settings) -> Contents | None:
    """The other model, if it cuts words as this one will."""
    contents = unpack(settings.borrowed) if settings.borrowed else None
    return contents if contents and contents.header["grams"] == [settings.shortest, settings.longest] else None


def _packed(known: matrix.Vocabulary, weights: np.ndarray, header: dict[str, Any], largest: int, trained: str) -> bytes:
    """The finest steps with which the file is not too large."""
    finest = float(np.abs(weights).max() / (ZERO - 1)) or 1.0
    low, high = finest, finest * ZERO
    packed = _with_step(known, weights, header, low, trained)
    if len(packed) <= largest:
        return packed
    packed = b""
    for _ in range(_SEARCH):
        step = (low * high) ** 0.5
        tried = _with_step(known, weights, header, step, trained)
        if len(tried) <= largest:
            packed, high = tried, step
        else:
            low = step
    if not packed:
        raise ValueError(f"{len(known.keys)} rows do not fit in {largest} bytes")
    return packed


def _with_step(
    known: matrix.Vocabulary, weights: np.ndarray, header: dict[str, Any], step: float, trained: str
) -> bytes:
    whole = np.clip(np.round(weights / step), 1 - ZERO, ZERO - 1) + ZERO
    rows = np.column_stack([known.squares, whole]).astype(np.uint8)
    return pack(Contents({**header, "step": step}, [int(key) for key in known.keys], rows.tobytes()), trained)

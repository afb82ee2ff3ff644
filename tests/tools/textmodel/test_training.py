"""What the shipped model has learnt elsewhere helps a model of a stack's own, in the same one table."""

import numpy as np
import pytest
import scipy.sparse as sp

from chalicelib.domain.text.classifier import TextModel
from chalicelib.domain.text.features import Grams
from chalicelib.domain.text.model_file import unpack
from chalicelib.runtime.reference import shipped_model
from tests.tools.textmodel import village
from tools.textmodel import calibration, matrix, training
from tools.textmodel.examples import Example

TOLD = "Lampu jalan mati dan aspal berlubang di depan sekolah"


def shipped_rows() -> matrix.Vocabulary:
    contents = unpack(shipped_model())
    width = len(contents.header["labels"]) + 1
    squares = np.frombuffer(contents.rows, dtype=np.uint8).reshape(-1, width)[:, 0].astype(int)
    return matrix.Vocabulary(np.array(contents.keys), squares, contents.header["square"])


def test_weights_taken_from_a_file_score_as_the_file_does() -> None:
    contents, model, known = unpack(shipped_model()), TextModel.load(shipped_model()), shipped_rows()
    counted = matrix.count([TOLD], [[]], Grams(*contents.header["grams"]))
    scores = matrix.matrix(counted, known) @ matrix.weights_from(contents, known) + contents.header["bias"]
    assert scores[0] == pytest.approx(model.scores(TOLD), abs=1e-3)


def test_rows_unknown_to_the_other_model_have_no_weight() -> None:
    known = matrix.Vocabulary(np.array([-1]), np.array([1]), 1.0)
    assert not matrix.weights_from(unpack(shipped_model()), known).any()


def test_borrowed_scores_help_where_examples_are_few() -> None:
    chance = np.random.default_rng(1)
    truth = chance.normal(size=(40, 3))
    rows = sp.csr_matrix(chance.normal(size=(260, 40)).astype(np.float32))
    labels = np.argmax(rows @ truth, axis=1)

    def right(borrowed: calibration.Borrowed | None) -> float:
        fitted = calibration.fit(rows[:60], labels[:60], 1.0, 15.0, borrowed)
        return float(np.mean(np.argmax(rows[60:] @ fitted.weights + fitted.bias, axis=1) == labels[60:]))

    assert right(calibration.Borrowed(truth.astype(np.float32), 1.0)) > right(None) + 0.05


def test_a_model_with_other_lengths_of_letter_runs_lends_nothing() -> None:
    examples = [Example(row["text"], row["agency"].partition(" ")[0], date=row["date"]) for row in village.complaints()]

    def made(borrowed: bytes) -> bytes:
        settings = training.Settings(target="type", longest=4, borrowed=borrowed)
        return training.train(examples, settings, "2026-11-22", lambda _: None)

    assert made(shipped_model()) == made(b"")


def test_rows_known_only_to_the_other_model_are_lent_and_none_appears_twice() -> None:
    contents = unpack(shipped_model())
    known = matrix.Vocabulary(np.array(contents.keys[:50]), np.arange(1, 51), 0.1)
    both = matrix.joined(known, contents, np.arange(0, 50, 2), 100)
    assert len(both.keys) == len(set(both.keys.tolist())) == 125
    assert list(both.keys) == sorted(both.keys)
    examples = dict(zip(known.keys.tolist(), known.squares.tolist(), strict=True))
    rarity = dict(zip(both.keys.tolist(), both.squares.tolist(), strict=True))
    assert all(rarity[key] == examples[key] for key in rarity.keys() & examples.keys())
    assert {square for key, square in rarity.items() if key not in examples} == {255}

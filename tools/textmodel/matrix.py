"""Texts as rows of a sparse matrix, counted and weighed exactly as `domain/text/classifier.py` does it later."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from chalicelib.domain.text import features
from chalicelib.domain.text.classifier import EXTRA_WEIGHT, TIMES_UNIT, ZERO, times_weight
from chalicelib.domain.text.model_file import Contents

# A feature of fewer texts than this teaches nothing about others.
_FEWEST_TEXTS = 2
_LARGEST_SQUARE = 255


@dataclass(frozen=True, slots=True)
class Counted:
    """What one text holds, by key."""

    words: "Counter[int]"
    letters: "Counter[int]"
    extras: "Counter[int]"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Keys that are kept, ascending; the squared idf of each, in units of `square`. A key that two things share by
    chance is one row, as it is in the file."""

    keys: np.ndarray
    squares: np.ndarray
    square: float


def count(texts: Sequence[str], extras: Sequence[Sequence[str]], grams: features.Grams) -> list[Counted]:
    """What each text holds."""
    reader = features.FeatureCounter(grams, _itself)
    counted = []
    for text, names in zip(texts, extras, strict=True):
        found = features.tokens(text)
        counted.append(Counted(reader.words(found), reader.letters(found), reader.extras(names)))
    return counted


def vocabulary(counted: Sequence[Counted]) -> Vocabulary:
    """All keys that enough texts hold."""
    texts: Counter[int] = Counter()
    for each in counted:
        texts.update({*each.words, *each.letters, *each.extras})
    kept = sorted(key for key, number in texts.items() if number >= _FEWEST_TEXTS)
    idf = np.array([1 + math.log((1 + len(counted)) / (1 + texts[key])) for key in kept])
    square = float((idf**2).max(initial=1) / _LARGEST_SQUARE)
    return Vocabulary(np.array(kept, dtype=np.int64), np.maximum(1, np.round(idf**2 / square)).astype(int), square)


def narrowed(known: Vocabulary, kept: np.ndarray) -> Vocabulary:
    """The vocabulary with the chosen rows alone."""
    return Vocabulary(known.keys[kept], known.squares[kept], known.square)


def joined(known: Vocabulary, contents: Contents, kept: np.ndarray, most: int) -> Vocabulary:
    """The rows that are `kept`, and of another model's file those others that weigh most and are not rare there. A row
    of the texts keeps its rarity; one that they do not hold counts as the rarest."""
    weights, squares = _rows_of(contents)
    keys = np.array(contents.keys)
    worth = (weights**2).sum(axis=1) / squares**2
    worth[np.isin(keys, known.keys[kept])] = -1
    lent = keys[np.sort(np.argsort(-worth, kind="stable")[:most])]
    known_squares = dict(zip(known.keys.tolist(), known.squares.tolist(), strict=True))
    both = np.concatenate([known.keys[kept], lent])
    rarity = np.concatenate([known.squares[kept], [known_squares.get(key, _LARGEST_SQUARE) for key in lent.tolist()]])
    order = np.argsort(both)
    return Vocabulary(both[order], rarity[order].astype(int), known.square)


def weights_from(contents: Contents, known: Vocabulary) -> np.ndarray:
    """What another model's file says of these rows: a weight for each of its labels, for a thing of idf 1; nought where
    it does not know the row."""
    weights, squares = _rows_of(contents)
    idf = np.sqrt(squares * contents.header["square"])
    _, here, there = np.intersect1d(known.keys, np.array(contents.keys), assume_unique=True, return_indices=True)
    found = np.zeros((len(known.keys), weights.shape[1]), dtype=np.float32)
    found[here] = weights[there] / idf[there, None]
    return found


def _rows_of(contents: Contents) -> tuple[np.ndarray, np.ndarray]:
    """Weights as they are added up, and the squares, of the rows of a file."""
    rows = np.frombuffer(contents.rows, dtype=np.uint8).reshape(-1, len(contents.header["labels"]) + 1)
    rows = rows.astype(np.float32)
    return (rows[:, 1:] - ZERO) * contents.header["step"], rows[:, 0]


def matrix(counted: Sequence[Counted], known: Vocabulary) -> sp.csr_matrix:
    """A row a text: words and letters each of length 1, extras as they are."""
    number = {int(key): place for place, key in enumerate(known.keys)}
    idf = sp.diags(idf_of(known))
    words = _block([each.words for each in counted], number) @ idf
    letters = _block([each.letters for each in counted], number) @ idf
    extras = _block([each.extras for each in counted], number) @ idf
    return (_measured(words) + _measured(letters) + EXTRA_WEIGHT * extras).tocsr().astype(np.float32)


def idf_of(known: Vocabulary) -> np.ndarray:
    """The idf of each row as the file can tell it."""
    return np.sqrt(known.squares * known.square)


def _measured(block: sp.csr_matrix) -> sp.csr_matrix:
    length = np.sqrt(np.asarray(block.multiply(block).sum(axis=1)).ravel())
    return sp.diags(1 / np.maximum(length, 1e-9)) @ block


def _block(counted: Sequence["Counter[int]"], number: dict[int, int]) -> sp.csr_matrix:
    starts, columns, values = [0], [], []
    for each in counted:
        for key, times in each.items():
            place = number.get(key)
            if place is not None:
                columns.append(place)
                values.append(times_weight(times) / TIMES_UNIT)
        starts.append(len(columns))
    return sp.csr_matrix((values, columns, starts), shape=(len(counted), len(number)))


def _itself(key: int) -> int:
    return key

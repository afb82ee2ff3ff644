"""The text classifier: a linear model from a report's words to labels, in one small file, read with the standard
library alone.

The file holds a row of small whole numbers for each word, pair of words and run of letters that training kept.
Rows are added up as single large integers in which every label has its own 32 bits, so one addition serves all labels
at once. `laporctl route train` makes the file; `model_file` describes its layout.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from struct import Struct
from typing import Any

from chalicelib.domain.text import features
from chalicelib.domain.text.model_file import Contents, unpack
from chalicelib.domain.text.topic_words import topic_words
from chalicelib.domain.values import dataclass

ZERO = 128
"""The byte that stands for the weight zero."""

TIMES_UNIT = 16
"""The weight of a feature that occurs once: n occurrences weigh 1 + ln n, in whole sixteenths."""

EXTRA_WEIGHT = 0.04
"""Facts beside the text weigh little: the words are about the matter, the place only about who shares it."""

_LANE = 4
_LANE_MASK = (1 << 8 * _LANE) - 1
_MOST_TIMES = features.LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class Threshold:
    """At `probability` or more, `share` of the trainer's unseen cases were right; `coverage` of them were that sure."""

    share: float
    probability: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Words of the text, and how far they moved the score of a label."""

    words: str
    weight: float


class TextModel:
    """A model loaded from its file. Keep it: it caches the words that it has seen."""

    def __init__(self, contents: Contents) -> None:
        header = contents.header
        self.version: str = header["version"]
        self.labels: tuple[str, ...] = tuple(header["labels"])
        self.thresholds = tuple(Threshold(*row) for row in header["thresholds"])
        self.temperature: float = header["temperature"]
        self.about: Mapping[str, Any] = header["about"]
        self._topic: bool = self.about.get("topic", False)
        self._last: tuple[tuple[str, tuple[str, ...]], list[str]] = (("", ()), [])
        self._step: float = header["step"]
        self._square: float = header["square"]
        self._bias: Sequence[float] = header["bias"]
        self._rows = contents.rows
        self._lanes = Struct(f"<{len(self.labels) + 1}I")
        self._integers = [0] * len(contents.keys)
        self._numbers = dict(zip(contents.keys, range(len(contents.keys)), strict=True))
        self._features = features.FeatureCounter(features.Grams(*header["grams"]), self._row)

    @classmethod
    def load(cls, data: bytes) -> "TextModel":
        """The model in a file's bytes. Raises `UnreadableModel`."""
        return cls(unpack(data))

    def predict(self, text: str, extras: Iterable[str] = (), names: Iterable[str] = ()) -> list[tuple[str, float]]:
        """Every label with its probability, the likeliest first.

        `extras` are facts beside the text (`district=...`); one that the model was not trained on makes no difference.
        `names` are words of the text that were read as places: to a model of topics they are no evidence.
        """
        probabilities = _softmax([score * self.temperature for score in self.scores(text, extras, names)])
        return sorted(zip(self.labels, probabilities, strict=True), key=lambda pair: (-pair[1], pair[0]))

    def scores(self, text: str, extras: Iterable[str] = (), names: Iterable[str] = ()) -> list[float]:
        """One number a label, in the order of `labels`: the logits before the temperature."""
        words = self._tokens(text, names)
        scores = list(self._bias)
        for block in (self._features.words(words), self._features.letters(words)):
            lanes, square = self._sum_rows(block)
            if square:
                _add(scores, lanes, self._step / math.sqrt(square * self._square))
        lanes, _ = self._sum_rows(self._features.extras(extras))
        _add(scores, lanes, self._step * EXTRA_WEIGHT / TIMES_UNIT)
        return scores

    def count_known_words(self, text: str) -> int:
        """How many different words of a text the model knows."""
        return sum(bool(self._features.words([word])) for word in set(features.tokens(text)) if word[0] not in "_0")

    def threshold(self, share: float) -> float:
        """The probability from which on at least `share` of the decisions were right; infinite if there is none."""
        return min((row.probability for row in self.thresholds if row.share >= share), default=math.inf)

    def reasons(self, text: str, label: str, most: int = 3, names: Iterable[str] = ()) -> list[Reason]:
        """The words and pairs of words that speak for a label, the strongest first; no word is in two of them."""
        lane = self.labels.index(label)
        tokens = self._tokens(text, names)
        per_word, per_letters = (
            self._step / math.sqrt(square * self._square) if square else 0.0
            for square in (
                self._sum_rows(self._features.words(tokens))[1],
                self._sum_rows(self._features.letters(tokens))[1],
            )
        )

        def weight(words: list[str]) -> float:
            word_sums, _ = self._sum_rows(self._features.words(words))
            letter_sums, _ = self._sum_rows(self._features.letters(words))
            return (word_sums[lane] * per_word + letter_sums[lane] * per_letters) * self.temperature

        candidates = [tokens[i : i + size] for size in (2, 1) for i in range(len(tokens) - size + 1)]
        weights = {" ".join(span): weight(span) for span in candidates if not any(word[0] in "_0" for word in span)}
        return _apart(sorted(weights.items(), key=lambda item: (-item[1], item[0])), most)

    def _tokens(self, text: str, names: Iterable[str]) -> list[str]:
        """The words of a text as the model's own training has read them; those of the last text are kept, for whoever
        asks for reasons has asked for the prediction."""
        key = (text, tuple(names))
        if key != self._last[0]:
            self._last = key, features.tokens(topic_words(*key) if self._topic else text)
        return self._last[1]

    def _sum_rows(self, block: "Counter[int]") -> tuple[list[int], int]:
        """Sum of the rows in a block, a number a label, and the sum of the squares; in units of the file."""
        # Most features occur once: those are added without a step of Python for each.
        by_times = {1: sum(map(self._integers.__getitem__, [row for row, times in block.items() if times == 1]))}
        offset = 0
        for row, times in block.items():
            offset += _TIMES[times]
            if times > 1:
                by_times[times] = by_times.get(times, 0) + self._integers[row]
        total = square = 0
        for times, added in by_times.items():
            total += _TIMES[times] * added
            square += _TIMES[times] ** 2 * (added & _LANE_MASK)
        _, *lanes = self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))
        return [lane - ZERO * offset for lane in lanes], square

    def _row(self, key: int) -> int | None:
        """The number of the row that belongs to a key. A row becomes an integer when it is first needed."""
        row = self._numbers.get(key)
        if row is not None and not self._integers[row]:
            width = len(self.labels) + 1
            spread = bytearray(_LANE * width)
            spread[::_LANE] = self._rows[row * width : (row + 1) * width]
            self._integers[row] = int.from_bytes(spread, "little")
        return row


def times_weight(times: int) -> int:
    """The weight of a feature that occurs so often."""
    return round(TIMES_UNIT * (1 + math.log(times)))


def _add(scores: list[float], lanes: Sequence[int], unit: float) -> None:
    for label, lane in enumerate(lanes):
        scores[label] += lane * unit


def _softmax(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    raised = [math.exp(score - highest) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


def _apart(ranked: Iterable[tuple[str, float]], most: int) -> list[Reason]:
    taken: set[str] = set()
    reasons: list[Reason] = []
    for words, weight in ranked:
        if weight <= 0 or len(reasons) == most:
            break
        if taken.isdisjoint(words.split()):
            taken.update(words.split())
            reasons.append(Reason(words, weight))
    return reasons


_TIMES = [0, *(times_weight(times) for times in range(1, 4 * _MOST_TIMES))]

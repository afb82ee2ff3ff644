"""Features of a text for the classifier: words, pairs of near words, and the runs of letters inside words.

Words carry the meaning, runs of letters carry it through typing errors, prefixes and suffixes (`dilampu`, `lampunya`).
Every feature is a key of 24 bits, the same on every machine and in every process.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, pairwise
from zlib import crc32

from chalicelib.domain.text.plain_characters import plain_letters
from chalicelib.domain.values import dataclass

LONGEST_TEXT = 3000
"""How many characters of a text are read. Longer texts add little, and nobody can slow a prediction down."""

KEYS = 1 << 24

_LONGEST_WORD = 24
_REMEMBERED_WORDS = 4096
_TOKEN = re.compile(r"[a-z]+|[0-9]+|_+")
# One seed a block, so that the word `mati` and the run of letters `mati` have different keys.
_WORD, _PAIR, _LETTERS, _EXTRA, _APART = range(5)


@dataclass(frozen=True, slots=True)
class Grams:
    """The lengths of the runs of letters that are counted. A word's two ends count as a letter each."""

    shortest: int = 2
    longest: int = 5


def tokens(text: str) -> list[str]:
    """The words of a text: lower case, no accents, every number as `0`. `_` stands for an unknown word."""
    text = text[:LONGEST_TEXT]
    if not text.isascii():
        # Some single characters are whole words when taken apart, so the end is cut once more.
        text = unicodedata.normalize("NFKD", plain_letters(text)).encode("ascii", "ignore").decode()[:LONGEST_TEXT]
    return ["0" if token[0].isdigit() else token[:_LONGEST_WORD] for token in _TOKEN.findall(text.lower())]


def runs(word: str, grams: Grams) -> list[str]:
    """The runs of letters in a word and its two ends."""
    padded = f" {word} "
    size = len(padded)
    return [padded[i : i + n] for n in range(grams.shortest, grams.longest + 1) for i in range(size - n + 1)]


def word_key(word: str) -> int:
    """Key of a word."""
    return crc32(word.encode(), _WORD) % KEYS


def pair_key(first: str, second: str) -> int:
    """Key of two words, one after the other."""
    return crc32(f"{first} {second}".encode(), _PAIR) % KEYS


def apart_key(first: str, third: str) -> int:
    """Key of two words with one between them."""
    return crc32(f"{first} {third}".encode(), _APART) % KEYS


def letters_key(run: str) -> int:
    """Key of a run of letters."""
    return crc32(run.encode(), _LETTERS) % KEYS


def extra_key(name: str) -> int:
    """Key of a fact beside the text, such as `district=Tarakan Tengah`."""
    return crc32(name.encode(), _EXTRA) % KEYS


class FeatureCounter:
    """Counts the features of a text. `find` turns a key into the number that is counted, or None to leave it out."""

    def __init__(self, grams: Grams, find: Callable[[int], int | None]) -> None:
        self._grams = grams
        self._find = find
        self._words: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def words(self, tokens: Sequence[str]) -> "Counter[int]":
        """Words, pairs of neighbours, and pairs with a word between them. An unknown word is in no pair."""
        pairs = chain(
            (pair_key(*pair) for pair in pairwise(tokens) if "_" not in (pair[0][0], pair[1][0])),
            (apart_key(*pair) for pair in zip(tokens, tokens[2:], strict=False) if "_" not in (pair[0][0], pair[1][0])),
        )
        single = chain.from_iterable(self._cached(word)[0] for word in tokens)
        return Counter(chain(single, self._find_all(pairs)))

    def letters(self, tokens: Iterable[str]) -> "Counter[int]":
        """Runs of letters."""
        return Counter(chain.from_iterable(self._cached(word)[1] for word in tokens))

    def extras(self, names: Iterable[str]) -> "Counter[int]":
        """Facts beside the text; neither order nor repetition makes a difference."""
        return Counter(set(self._find_all(extra_key(name) for name in names)))

    def _cached(self, word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        numbers = self._words.get(word)
        if numbers is None:
            numbers = self._numbers_of(word)
            if len(self._words) < _REMEMBERED_WORDS:
                self._words[word] = numbers
        return numbers

    def _numbers_of(self, word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        if word[0] == "_":
            return (), ()
        letters = self._find_all(letters_key(run) for run in runs(word, self._grams))
        return tuple(self._find_all((word_key(word),))), tuple(letters)

    def _find_all(self, keys: Iterable[int]) -> Iterable[int]:
        return (number for number in map(self._find, keys) if number is not None)

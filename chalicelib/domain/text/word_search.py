"""Words that somebody looks for in titles: each must begin a word of the title, in any order. Capitals, accents and
what stands between words make no difference."""

from __future__ import annotations

import re
import unicodedata

from chalicelib.domain.text.plain_characters import plain_letters

MOST_WORDS = 5
LONGEST_SEARCH = 100
"""Characters of a search; nobody types more into such a field."""
SHORTEST_WORD = 3
"""Letters; a shorter word, such as "di", is in nearly every title. Of numbers one figure is enough: RT 5."""

_WORD = re.compile(r"[a-z]+|[0-9]+")


def searched_words(text: str) -> tuple[str, ...]:
    """The words to look for, at most `MOST_WORDS` different ones in their order; empty if there is none that tells
    anything, or if the text is longer than `LONGEST_SEARCH`."""
    if len(text) > LONGEST_SEARCH:
        return ()
    telling = (word for word in _words(text) if len(word) >= SHORTEST_WORD or word.isdigit())
    return tuple(dict.fromkeys(telling))[:MOST_WORDS]


def has_words(title: str, searched: tuple[str, ...]) -> bool:
    """Whether each of the words that are searched begins a word of the title."""
    words = _words(title)
    return all(any(word.startswith(each) for word in words) for each in searched)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", plain_letters(text)).encode("ascii", "ignore").decode()
    return _WORD.findall(plain.lower())

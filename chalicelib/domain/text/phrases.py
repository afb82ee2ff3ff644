"""Phrases: lists of words as one expression, and a text as they are looked for in it.

In a list two blanks or more separate phrases. `*` is any letters, ` .. ` up to five words of the same sentence,
`{name}` the words of that name in `alarm_words` or `calm_words`; the rest is a regular expression. A phrase may have an
ending such as `-nya`. No two parts that repeat without limit are neighbours, so a long text is searched in one pass.
"""

import re
from functools import cache

from chalicelib.domain.text import alarm_words, calm_words
from chalicelib.domain.text.plain_characters import plain_letters

_ENDINGS = "(?:nya|ku|mu|lah|e|ne|pun)?"
_BETWEEN = r" (?:\w+ ){0,5}"
_APART = re.compile(r"\s{2,}")
_GROUP = re.compile(r"\((?!\?)")
_TWICE = re.compile(r"(?<=[a-z]{3})2")
# Looked for from the first mark of a row only, or ten thousand dots without a blank took a second.
_SENTENCE = re.compile(r"(?<![.!?])[.!?]+(?=\s)")
_SHORT = re.compile(r"\b(jl|jln|gg|kel|kec|kab|ds|kp|no|rt|rw|yth|bpk|dr|drs|hj|tgl|sdr|prof)\.", re.ASCII)
_SPACES = re.compile(r"[^a-z0-9|]+")
_BREAK = re.compile(r"[,;:()\n]| [-\u2013\u2014] ")


@cache
def pattern(listed: str) -> re.Pattern[str]:
    """A list of phrases as one expression for plain text, compiled when it is first needed."""
    for name, words in (alarm_words.WORDS | calm_words.WORDS).items():
        listed = listed.replace(f"{{{name}}}", f"({words})")
    expression = _GROUP.sub("(?:", listed.strip()).replace(" .. ", _BETWEEN).replace("*", r"\w*")
    return re.compile(rf"\b(?:{'|'.join(_APART.split(expression))}){_ENDINGS}\b", re.ASCII)


def clauses(text: str) -> str:
    """Small letters and single blanks, a bar between sentences, a comma for what parts clauses; `kejang2` becomes
    `kejang`."""
    single = _SHORT.sub(r"\1 ", _TWICE.sub("", plain_letters(text).lower().replace("|", " ")))
    return _SPACES.sub(_space, _SENTENCE.sub("|", single))


def _space(between: re.Match[str]) -> str:
    return "," if _BREAK.search(between.group()) else " "


def plain(marked: str) -> str:
    """A text of `clauses` as phrases are looked for in it: they run on across a comma. It is as long as before."""
    return marked.replace(",", " ")

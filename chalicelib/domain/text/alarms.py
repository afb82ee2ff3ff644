"""Alarms: danger to life, violence, extortion or corruption in a text, detected before anything else is decided.

They are detected in two ways. A list has the words that mean them (`alarm_words`). Many people only hint ("who brings
nothing has to come again"): a small model, trained for nothing else, says what such a text resembles, and a text that
resembles an accusation or a cry for help is taken for one. The model runs elsewhere; its answer is an argument here,
and without it the words alone count.

A false alarm is better than a missed one. Danger and violence show the emergency numbers at once; violence, extortion
and corruption hide the case from all but its office; and an accusation of extortion or corruption goes to the
inspectorate, never first to the office that it is about.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from chalicelib.domain.text import alarm_words
from chalicelib.domain.text.plain_characters import plain_letters
from chalicelib.domain.values import dataclass

DANGER, VIOLENCE, EXTORTION, CORRUPTION = "danger", "violence", "extortion", "corruption"
PROTECTED = (VIOLENCE, EXTORTION, CORRUPTION)
"""Alarms that only the office that works the case may see."""

CATEGORY = {EXTORTION: "pungli", CORRUPTION: "korupsi"}
"""The category of an accusation, whatever category was chosen: both begin at the inspectorate."""

NUMBERS = {DANGER: ("112", "119", "113"), VIOLENCE: ("112", "110", "129")}
"""Emergency numbers. 112 emergencies, 119 ambulance, 113 fire, 110 police, 129 violence against women and children."""

WORDS, IMPRESSION = "words", "impression"
"""The basis of an alarm: words that mean it, or what the text as a whole resembles."""

SURE = 0.3
"""The least probability, all protected kinds together, that a text is about one of them. Chosen on texts that the model
was not trained on: there 87 of 100 that reach it were about one, and nine tenths of those that were about one reached
it (`bench/textmodel/RESULTS.md` has the results on others)."""

FEWEST_WORDS = 6
"""The fewest words of a hint: it needs a sentence. What a shorter text resembles is chance; alarm words are detected in
any."""

FEWEST_KNOWN = 4
"""The fewest words of a text that a model must know to form an impression: a text in a language that it was not trained
on resembles nothing."""

_ENDINGS = "(?:nya|ku|mu|lah|e|ne|pun)?"
_BETWEEN = r" (?:\w+ ){0,5}"
_APART = re.compile(r"\s{2,}")
_GROUP = re.compile(r"\((?!\?)")


_PHRASES = {
    DANGER: alarm_words.DANGER,
    VIOLENCE: alarm_words.VIOLENCE,
    EXTORTION: alarm_words.EXTORTION,
    CORRUPTION: alarm_words.CORRUPTION,
}
_TWICE = re.compile(r"(?<=[a-z]{3})2")
# Looked for from the first mark of a row only, or ten thousand dots without a blank took a second.
_SENTENCE = re.compile(r"(?<![.!?])[.!?]+(?=\s)")
_SPACES = re.compile(r"[^a-z0-9|]+")


@cache
def pattern(phrases: str) -> re.Pattern[str]:
    """A list of `alarm_words` as one expression for plain text, compiled when it is first needed."""
    for name, words in alarm_words.WORDS.items():
        phrases = phrases.replace(f"{{{name}}}", f"({words})")
    expression = _GROUP.sub("(?:", phrases.strip()).replace(" .. ", _BETWEEN).replace("*", r"\w*")
    return re.compile(rf"\b(?:{'|'.join(_APART.split(expression))}){_ENDINGS}\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class Impression:
    """What a text resembles to a model: how likely each kind of alarm is, from 0 to 1, and the words that spoke for
    those that are `suspected`."""

    chances: Mapping[str, float]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Alarm:
    """A detected alarm: its kind, the words it was detected in, the numbers to call, and the basis: `words` or
    `impression`."""

    kind: str
    words: str
    numbers: tuple[str, ...]
    basis: str = WORDS


def detect(text: str, impression: Impression | None = None) -> tuple[Alarm, ...]:
    """Every kind of alarm in a text: first those that its words mean, then those of its impression as a whole."""
    plain = pattern(alarm_words.CALM).sub("|", _plain(text))
    matches = ((kind, pattern(phrases).search(plain)) for kind, phrases in _PHRASES.items())
    by_words = tuple(Alarm(kind, match.group().strip(), NUMBERS.get(kind, ())) for kind, match in matches if match)
    if impression is None:
        return by_words
    kinds = {alarm.kind for alarm in by_words}
    return by_words + tuple(
        Alarm(kind, impression.words.get(kind, ""), NUMBERS.get(kind, ()), IMPRESSION)
        for kind in suspected(text, impression.chances)
        if kind not in kinds
    )


def suspected(text: str, chances: Mapping[str, float]) -> tuple[str, ...]:
    """The protected kinds that a text with these chances is taken to be about, the likeliest first.

    Their sum decides: a text that may as well be about a bribe as about a theft of public money is an accusation, and
    the likelier of the two is named."""
    ranked = sorted(PROTECTED, key=lambda kind: -chances.get(kind, 0.0))
    if len(text.split()) < FEWEST_WORDS or sum(chances.get(kind, 0.0) for kind in PROTECTED) < SURE:
        return ()
    return (ranked[0], *(kind for kind in ranked[1:] if chances.get(kind, 0.0) >= SURE))


def protects(detected: Iterable[Alarm]) -> bool:
    """Whether a case with these alarms is for its office alone."""
    return any(alarm.kind in PROTECTED for alarm in detected)


def accusation(detected: Iterable[Alarm]) -> str | None:
    """The category of an accusation of extortion or corruption, whatever else the text is about; None if it is none.
    Words go before an impression."""
    kinds = {(alarm.basis, alarm.kind) for alarm in detected}
    return next(
        (CATEGORY[kind] for basis in (WORDS, IMPRESSION) for kind in (CORRUPTION, EXTORTION) if (basis, kind) in kinds),
        None,
    )


def _plain(text: str) -> str:
    """Small letters and single blanks, a bar between sentences; `kejang2` becomes `kejang`."""
    single = _TWICE.sub("", plain_letters(text).lower().replace("|", " "))
    return _SPACES.sub(" ", _SENTENCE.sub("|", single))

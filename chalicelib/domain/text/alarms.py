"""Danger to life, violence, or money where none may be asked: heard before anything else is decided.

It is heard in two ways. Words that mean it stand in a list (`alarmwords`). Many people only hint ("who brings nothing
has to come again"): what such a text is like, a small model says that has learnt nothing else, and a text that is like
an accusation or a cry for help is taken for one. The model is asked elsewhere; what it says is an argument here, and
without it the words alone are heard.

Rather too often than too seldom. What is heard as danger or violence shows the emergency numbers at once; what is heard
as violence, extortion or corruption makes the case one that only its office sees; and an accusation of extortion or
corruption goes to the inspectorate, never first to the office that it is about.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from chalicelib.domain.text import alarm_words

DANGER, VIOLENCE, EXTORTION, CORRUPTION = "danger", "violence", "extortion", "corruption"
PROTECTED = (VIOLENCE, EXTORTION, CORRUPTION)
"""What only the office that works it may see."""

CATEGORY = {EXTORTION: "pungli", CORRUPTION: "korupsi"}
"""Where an accusation goes, whatever category was chosen: both begin at the inspectorate."""

NUMBERS = {DANGER: ("112", "119", "113"), VIOLENCE: ("112", "110", "129")}
"""Whom to call. 112 emergencies, 119 ambulance, 113 fire, 110 police, 129 violence against women and children."""

WORDS, IMPRESSION = "words", "impression"
"""What an alarm was heard from: words that mean it, or what the text as a whole is like."""

SURE = 0.3
"""So likely must it be, all protected kinds together, that a text tells of one of them. Chosen on texts that the model
had not learnt from: there 87 of 100 that reach it did tell of one, and nine tenths of those that told reached it
(`bench/textmodel/RESULTS.md` has what came out on others)."""

FEWEST_WORDS = 6
"""A hint needs a sentence. What a shorter text is like is chance; words that mean something are heard in any."""

FEWEST_KNOWN = 4
"""So many words of a text a model must know before it has an impression: what is written in a language that it has
never met is like nothing."""

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
_SENTENCE = re.compile(r"[.!?]+(?=\s)")
_SPACES = re.compile(r"[^a-z0-9|]+")


@cache
def pattern(phrases: str) -> re.Pattern[str]:
    """A list of `alarmwords` as one expression for plain text, made when it is first asked for."""
    for name, words in alarm_words.WORDS.items():
        phrases = phrases.replace(f"{{{name}}}", f"({words})")
    written = _GROUP.sub("(?:", phrases.strip()).replace(" .. ", _BETWEEN).replace("*", r"\w*")
    return re.compile(rf"\b(?:{'|'.join(_APART.split(written))}){_ENDINGS}\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class Impression:
    """What a model thinks that a text is like: how likely each kind is, from 0 to 1, and the words that spoke for those
    that are `suspected`."""

    chances: Mapping[str, float]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was heard: a kind, the words that told, whom to call, and the basis: `words` or `impression`."""

    kind: str
    words: str
    numbers: tuple[str, ...]
    basis: str = WORDS


def detect(text: str, impression: Impression | None = None) -> tuple[Alarm, ...]:
    """Every kind of alarm that a text gives: those in its words, then those that it only gives as a whole."""
    plain = pattern(alarm_words.CALM).sub("|", _plain(text))
    found = ((kind, pattern(phrases).search(plain)) for kind, phrases in _PHRASES.items())
    told = tuple(Alarm(kind, match.group().strip(), NUMBERS.get(kind, ())) for kind, match in found if match)
    if impression is None:
        return told
    kinds = {alarm.kind for alarm in told}
    return told + tuple(
        Alarm(kind, impression.words.get(kind, ""), NUMBERS.get(kind, ()), IMPRESSION)
        for kind in suspected(text, impression.chances)
        if kind not in kinds
    )


def suspected(text: str, chances: Mapping[str, float]) -> tuple[str, ...]:
    """The protected kinds that a text with these chances is taken to tell of, the likeliest first.

    What counts is that it is one of them: a text that may as well be about a bribe as about a theft of public money is
    an accusation, and the likelier of the two is named."""
    ranked = sorted(PROTECTED, key=lambda kind: -chances.get(kind, 0.0))
    if len(text.split()) < FEWEST_WORDS or sum(chances.get(kind, 0.0) for kind in PROTECTED) < SURE:
        return ()
    return (ranked[0], *(kind for kind in ranked[1:] if chances.get(kind, 0.0) >= SURE))


def protects(found: Iterable[Alarm]) -> bool:
    """Whether a case in which these were heard is for its office alone."""
    return any(alarm.kind in PROTECTED for alarm in found)


def accusation(found: Iterable[Alarm]) -> str | None:
    """The category of an accusation of extortion or corruption, whatever else the text is about; None if it is none.
    What was said in words goes before what was only hinted at."""
    said = {(alarm.basis, alarm.kind) for alarm in found}
    return next(
        (CATEGORY[kind] for basis in (WORDS, IMPRESSION) for kind in (CORRUPTION, EXTORTION) if (basis, kind) in said),
        None,
    )


def _plain(text: str) -> str:
    """Small letters and single blanks, a bar between sentences; `kejang2` becomes `kejang`."""
    once = _TWICE.sub("", text.lower().replace("|", " "))
    return _SPACES.sub(" ", _SENTENCE.sub("|", once))

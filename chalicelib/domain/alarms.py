"""Words that mean danger to life, violence, or money where none may be asked: heard before anything else is decided.

Rather too often than too seldom. What is heard as danger or violence shows the emergency numbers at once; what is heard
as violence, extortion or corruption makes the case one that only its office sees; and an accusation of extortion or
corruption goes to the inspectorate, never first to the office that it is about.
"""

import re
from dataclasses import dataclass
from functools import cache

from chalicelib.domain import alarmwords

DANGER, VIOLENCE, EXTORTION, CORRUPTION = "danger", "violence", "extortion", "corruption"
PROTECTED = (VIOLENCE, EXTORTION, CORRUPTION)
"""What only the office that works it may see."""

CATEGORY = {EXTORTION: "pungli", CORRUPTION: "korupsi"}
"""Where an accusation goes, whatever category was chosen: both begin at the inspectorate."""

NUMBERS = {DANGER: ("112", "119", "113"), VIOLENCE: ("112", "110", "129")}
"""Whom to call. 112 emergencies, 119 ambulance, 113 fire, 110 police, 129 violence against women and children."""

_ENDINGS = "(?:nya|ku|mu|lah|e|ne|pun)?"
_BETWEEN = r" (?:\w+ ){0,5}"
_APART = re.compile(r"\s{2,}")
_GROUP = re.compile(r"\((?!\?)")


_PHRASES = {
    DANGER: alarmwords.DANGER,
    VIOLENCE: alarmwords.VIOLENCE,
    EXTORTION: alarmwords.EXTORTION,
    CORRUPTION: alarmwords.CORRUPTION,
}
_TWICE = re.compile(r"(?<=[a-z]{3})2")
_SENTENCE = re.compile(r"[.!?]+(?=\s)")
_SPACES = re.compile(r"[^a-z0-9|]+")


@cache
def pattern(phrases: str) -> re.Pattern[str]:
    """A list of `alarmwords` as one expression for plain text, made when it is first asked for."""
    for name, words in alarmwords.WORDS.items():
        phrases = phrases.replace(f"{{{name}}}", f"({words})")
    written = _GROUP.sub("(?:", phrases.strip()).replace(" .. ", _BETWEEN).replace("*", r"\w*")
    return re.compile(rf"\b(?:{'|'.join(_APART.split(written))}){_ENDINGS}\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was heard: a kind, the words, and the numbers to call."""

    kind: str
    words: str
    numbers: tuple[str, ...]


def heard(text: str) -> tuple[Alarm, ...]:
    """Every kind of alarm that a text gives."""
    plain = pattern(alarmwords.CALM).sub("|", _plain(text))
    found = ((kind, pattern(phrases).search(plain)) for kind, phrases in _PHRASES.items())
    return tuple(Alarm(kind, match.group().strip(), NUMBERS.get(kind, ())) for kind, match in found if match)


def protects(text: str) -> bool:
    """Whether a case with these words is for its office alone."""
    return any(alarm.kind in PROTECTED for alarm in heard(text))


def accusation(text: str) -> str | None:
    """The category of an accusation of extortion or corruption, whatever else the text is about; None if it is none."""
    kinds = {alarm.kind for alarm in heard(text)}
    return next((CATEGORY[kind] for kind in (CORRUPTION, EXTORTION) if kind in kinds), None)


def _plain(text: str) -> str:
    """Small letters and single blanks, a bar between sentences; `kejang2` becomes `kejang`."""
    once = _TWICE.sub("", text.lower().replace("|", " "))
    return _SPACES.sub(" ", _SENTENCE.sub("|", once))

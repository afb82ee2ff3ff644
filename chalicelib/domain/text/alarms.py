"""Alarms: danger to life, violence, extortion or corruption in a text, detected before anything else is decided.

They are detected in two ways. A list has the words that mean them (`alarm_words`). Many people only hint ("who brings
nothing has to come again"): a small model, trained for nothing else, says what such a text resembles, and a text that
resembles an accusation or a cry for help is taken for one. The model runs elsewhere; its answer is an argument here,
and without it the words alone count.

Danger and violence show the emergency numbers at once; violence, extortion and corruption hide the case from all but
its office. Words that accuse an office of extortion or corruption lead to its inspectorate, never first to the office
that they are about. What only resembles an accusation hides the case too, but a person decides where it goes: a false
alarm must cost nobody his answer.
"""

import re
from collections.abc import Iterable, Mapping

from chalicelib.domain.text import accused, alarm_words, calm_words, denials, phrases
from chalicelib.domain.values import dataclass

DANGER, VIOLENCE, EXTORTION, CORRUPTION = "danger", "violence", "extortion", "corruption"
PROTECTED = (VIOLENCE, EXTORTION, CORRUPTION)
"""Alarms that only the office that works the case may see."""

CATEGORY = {EXTORTION: "pungli", CORRUPTION: "korupsi"}
"""The category of an accusation, whatever category was chosen: both begin at the inspectorate. Of a body of the centre
it is the variant that its answer makes."""

NUMBERS = {DANGER: ("112", "119", "113"), VIOLENCE: ("112", "110", "129")}
"""Emergency numbers. 112 emergencies, 119 ambulance, 113 fire, 110 police, 129 violence against women and children."""

LOCAL = accused.LOCAL

WORDS, IMPRESSION = "words", "impression"
"""The basis of an alarm: words that mean it, or what the text as a whole resembles."""

SURE = 0.3
"""The least probability, all protected kinds together, that a text is about one of them. Chosen on texts that the model
was not trained on: there 87 of 100 that reach it were about one, and nine tenths of those that were about one reached
it (`bench/textmodel/RESULTS.md` has the results on others)."""

SURER = 0.85
"""The same for a text whose resemblance has another explanation: alarm words that are harmless there or denied, or a
danger that its words tell of. Chosen on the seen half of `tools/textmodel/corpora/alarm_trials`."""

FEWEST_WORDS = 6
"""The fewest words of a hint: it needs a sentence. What a shorter text resembles is chance; alarm words are detected in
any."""

FEWEST_KNOWN = 4
"""The fewest words of a text that a model must know to form an impression: a text in a language that it was not trained
on resembles nothing."""

_PHRASES = {
    DANGER: alarm_words.DANGER,
    VIOLENCE: alarm_words.VIOLENCE,
    EXTORTION: alarm_words.EXTORTION,
    CORRUPTION: alarm_words.CORRUPTION,
}


@dataclass(frozen=True, slots=True)
class Impression:
    """What a text resembles to a model: how likely each kind of alarm is, from 0 to 1, and the words that spoke for
    those that are `suspected`."""

    chances: Mapping[str, float]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Alarm:
    """A detected alarm: its kind, the words it was detected in, the numbers to call, and the basis: `words` or
    `impression`. `accused` are the bodies that an accusation may be about (`accused.of`), and `chance` is how likely it
    is one, from 0 to 1. `told` says whether the text tells of an office at all."""

    kind: str
    words: str
    numbers: tuple[str, ...]
    basis: str = WORDS
    accused: tuple[str, ...] = ()
    chance: float = 1.0
    told: bool = True


def detect(text: str, impression: Impression | None = None) -> tuple[Alarm, ...]:
    """Every kind of alarm in a text: first those that its words mean, then those of its impression as a whole."""
    marked = phrases.clauses(text)
    plain = phrases.pattern(calm_words.CALM).sub(_struck, phrases.plain(marked))
    by_words = tuple(alarm for kind, listed in _PHRASES.items() if (alarm := _by_words(kind, listed, plain, marked)))
    if impression is None or (not protects(by_words) and _is_explained(impression, by_words, phrases.plain(marked))):
        return by_words
    kinds = {alarm.kind for alarm in by_words}
    return by_words + tuple(
        _by_impression(kind, impression, plain) for kind in suspected(text, impression.chances) if kind not in kinds
    )


def _is_explained(impression: Impression, by_words: tuple[Alarm, ...], unstruck: str) -> bool:
    """Whether an impression that is not overwhelming comes from alarm words that mean none here, or from a danger."""
    if not SURE <= _protected(impression.chances) < SURER:
        return False
    return bool(by_words) or any(phrases.pattern(_PHRASES[kind]).search(unstruck) for kind in PROTECTED)


def _protected(chances: Mapping[str, float]) -> float:
    return sum(chances.get(kind, 0.0) for kind in PROTECTED)


def _struck(calm: re.Match[str]) -> str:
    """Bars in place of what sounds alike and is none, so that every word keeps its position."""
    return "|" * len(calm.group())


def _by_words(kind: str, listed: str, plain: str, marked: str) -> Alarm | None:
    """The first place where the words of a kind are said and not denied."""
    for match in phrases.pattern(listed).finditer(plain):
        if not denials.is_denied(marked, *match.span()):
            bodies = accused.of(plain, *match.span()) if kind in CATEGORY else ()
            told = not bodies or accused.is_told(plain, *match.span())
            return Alarm(kind, match.group().strip(), NUMBERS.get(kind, ()), WORDS, bodies, told=told)
    return None


def _by_impression(kind: str, impression: Impression, plain: str) -> Alarm:
    bodies = accused.of_text(plain) if kind in CATEGORY else ()
    words, chance = impression.words.get(kind, ""), impression.chances[kind]
    return Alarm(kind, words, NUMBERS.get(kind, ()), IMPRESSION, bodies, chance)


def suspected(text: str, chances: Mapping[str, float]) -> tuple[str, ...]:
    """The protected kinds that a text with these chances is taken to be about, the likeliest first.

    Their sum decides: a text that may as well be about a bribe as about a theft of public money is an accusation, and
    the likelier of the two is named."""
    ranked = sorted(PROTECTED, key=lambda kind: -chances.get(kind, 0.0))
    if len(text.split()) < FEWEST_WORDS or _protected(chances) < SURE:
        return ()
    return (ranked[0], *(kind for kind in ranked[1:] if chances.get(kind, 0.0) >= SURE))


def protects(detected: Iterable[Alarm]) -> bool:
    """Whether a case with these alarms is for its office alone."""
    return any(alarm.kind in PROTECTED for alarm in detected)


def accusation(detected: Iterable[Alarm]) -> str | None:
    """The category of what the words accuse an office of, whatever else the text is about; None if they accuse none, or
    leave open whether it is an office of the region or of the centre."""
    by_kind = {alarm.kind: alarm.accused for alarm in detected if alarm.basis == WORDS and alarm.told}
    return next(
        (_category(kind, by_kind[kind][0]) for kind in (CORRUPTION, EXTORTION) if len(by_kind.get(kind, ())) == 1), None
    )


def suspicions(detected: Iterable[Alarm]) -> Mapping[str, float]:
    """The categories of accusations that a person should look for in the text, with the chance of each: what it only
    resembles, and what may be about an office of the region or of the centre."""
    chances: dict[str, float] = {}
    for alarm in detected:
        for body in alarm.accused:
            category = _category(alarm.kind, body)
            chances[category] = max(chances.get(category, 0.0), alarm.chance / len(alarm.accused))
    return chances


def accused_of(text: str) -> tuple[str, ...]:
    """The bodies that a text without an alarm accuses if it is an accusation."""
    return accused.of_text(phrases.plain(phrases.clauses(text)))


def _category(kind: str, body: str) -> str:
    return CATEGORY[kind] if body == accused.LOCAL else f"{CATEGORY[kind]}.{body}"

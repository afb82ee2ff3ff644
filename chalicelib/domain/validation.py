"""Validation: checks what a citizen sends and normalises it. Every wrong field is found before any error is raised."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from itertools import islice

from chalicelib.domain.errors import FieldError, InvalidInput

TEXT_LIMIT = 10_000
TITLE_LIMIT = 120
PLACE_LIMIT = 300
NAME_LIMIT = 100
NOTE_LIMIT = 4_000
"""The longest note of an office or addition of a reporter, in characters."""

SUBSTANCE_SHORTEST = 10
SUBSTANCE_WORDS = 4
"""The fewest characters and different words of a reason that is to be judged: "Perlu menanyakan letak lubang"."""

EARLIEST_INCIDENT = date(1945, 8, 17)

SHORTEST_TEXT = 5
_TITLE_FROM_TEXT = 80
_CUT = " …"
_KEPT_CONTROLS = "\n\t"
# What a decoder puts in the place of bytes that are not UTF-8; accepted, it would hide that something was lost.
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# What editors and old programs end a line with: Windows, Mac, Word's soft line end, a new page, a host computer.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85]")
# They make a text read differently from what is stored. Embeddings and isolates do not: WhatsApp and Word put them
# around numbers and names. Emoji joiners are no threat either.
_OVERRIDES = "\u202d\u202e"
_MARKS_IN_A_ROW = 30
_UNSEEN = ("Cf", "Zs", "Zl", "Zp", "Mn", "Me")
# Beside those categories: line ends, Hangul fillers, the empty Braille cell. Other controls are an error of their own.
_BLANKS = f"{_KEPT_CONTROLS}\u115f\u1160\u3164\uffa0\u2800"
_SENTENCE_END = re.compile(r"[.!?\n]")
_LETTERS = re.compile(r"[^\W\d_]+")


def normalise(text: str) -> str:
    """The text in Unicode NFC with Unix line ends and no blank margin; empty if nothing of it can be seen. HTML and
    emoji are text like any other."""
    lines = _LINE_ENDS.sub("\n", text)
    normalised = unicodedata.normalize("NFC", lines if lines.isascii() else _joined(lines)).strip()
    return normalised if is_visible(normalised) else ""


def _joined(text: str) -> str:
    """The text with U+034F after every 30 combining marks in a row, as in the Stream-Safe Text Format (UAX #15). No
    script writes that many, and sorting a row of marks takes time that grows with the square of its length."""
    parts, row = [], 0
    for character in text:
        marks = [unicodedata.combining(each) > 0 for each in unicodedata.normalize("NFKD", character)]
        leading = marks.index(False) if False in marks else len(marks)
        if row + leading > _MARKS_IN_A_ROW:
            parts.append("\N{COMBINING GRAPHEME JOINER}")
            row = 0
        row = row + leading if leading == len(marks) else marks[::-1].index(False)
        parts.append(character)
    return "".join(parts)


def is_visible(text: str, characters: int = 1) -> bool:
    """Whether at least so many characters of a text leave a mark on a page: blanks, format characters and fillers do
    not, and accents only on a letter."""
    visible = (each for each in text if each not in _BLANKS and unicodedata.category(each) not in _UNSEEN)
    return len(tuple(islice(visible, characters))) == characters


def check(field: str, text: str, longest: int, shortest: int = 0, sent: str | None = None) -> list[FieldError]:
    """The errors of a normalised text: `too_short` (in characters that can be seen), `too_long` (in characters),
    `control_character` or `broken_character`, these two with their position in the text as it was `sent`."""
    errors = []
    if not is_visible(text, shortest):
        errors.append(FieldError(field, "too_short", str(shortest)))
    if len(text) > longest:
        errors.append(FieldError(field, "too_long", str(longest)))
    for code, matches in (("control_character", _is_refused), ("broken_character", _is_broken)):
        if any(map(matches, text)):
            errors.append(FieldError(field, code, position=_first(matches, sent or text)))
    return errors


def without_refused(text: str) -> str:
    """A normalised text without the characters that `check` refuses, for what is no report's words."""
    return "".join(each for each in text if not _is_refused(each))


def _first(matches: Callable[[str], bool], sent: str) -> int | None:
    """Where the first character of a kind stands in a text, line ends and blank margins aside."""
    begins = len(sent) - len(sent.lstrip())
    inside = enumerate(sent.strip(), begins)
    return next((at for at, each in inside if matches(each) and not _LINE_ENDS.fullmatch(each)), None)


def check_text(text: str, sent: str | None = None) -> list[FieldError]:
    """The errors of the complaint's own text."""
    return check("/text", text, TEXT_LIMIT, SHORTEST_TEXT, sent)


def checked_note(note: str, *, required: bool, field: str = "/note") -> str:
    """The normalised words that somebody adds to a case; raises InvalidInput naming `field`."""
    normalised = normalise(note)
    errors = check(field, normalised, NOTE_LIMIT, int(required), note)
    if errors:
        raise InvalidInput(*errors)
    return normalised


def distinct_words(text: str) -> int:
    """How many different words a text has. A word has two different letters at least: "aaaaaaaaaa" is none."""
    words = set(_LETTERS.findall(text.casefold()))
    return sum(len(set(word)) > 1 for word in words)


def check_substance(field: str, text: str, sent: str) -> list[FieldError]:
    """The errors of a normalised text that somebody else must be able to judge by: those of a note, and
    `too_few_words`. Whether the words are true no rule can tell; who reads them can."""
    errors = check(field, text, NOTE_LIMIT, SUBSTANCE_SHORTEST, sent)
    if not errors and distinct_words(text) < SUBSTANCE_WORDS:
        errors.append(FieldError(field, "too_few_words", str(SUBSTANCE_WORDS)))
    return errors


def title_from(text: str) -> str:
    """A title for a complaint that came without one: its first sentence, cut between words. Never cut inside of
    personal data, which a part of a number would not be recognised as any more."""
    from chalicelib.domain.text.personal_data import find, mask

    findings = find(text)
    ends = (match.start() for match in _SENTENCE_END.finditer(text) if text[: match.start()].strip())
    end = next((end for end in ends if not any(each.start < end < each.end for each in findings)), len(text))
    sentence = text[:end].strip()
    if len(sentence) > _TITLE_FROM_TEXT:
        sentence = sentence[:_TITLE_FROM_TEXT].rsplit(" ", 1)[0]
    for finding in findings:
        if finding.start < len(sentence) and finding not in find(sentence):
            sentence = text[: finding.start].strip()
    if not sentence:
        return mask(text[: findings[0].end], TITLE_LIMIT)
    return sentence if len(sentence) == len(text[:end].strip()) else sentence + _CUT


def title_and_text(title: str, text: str) -> str:
    """Title and text as one text for a classifier; a title that the text begins with adds nothing."""
    return text if begins_with(text, title) else f"{title}\n{text}"


def begins_with(text: str, title: str) -> bool:
    """Whether a text begins with its title."""
    return text.startswith(title.removesuffix(_CUT))


def check_incident_date(incident: date, today: date) -> list[FieldError]:
    """The errors of an incident's date, which lies neither in the future nor before the republic."""
    if incident > today:
        return [FieldError("/incident_date", "in_the_future", today.isoformat())]
    if incident < EARLIEST_INCIDENT:
        return [FieldError("/incident_date", "too_long_ago", EARLIEST_INCIDENT.isoformat())]
    return []


def _is_refused(character: str) -> bool:
    is_control = unicodedata.category(character) in ("Cc", "Cs") and character not in _KEPT_CONTROLS
    return is_control or character in _OVERRIDES


def _is_broken(character: str) -> bool:
    return character == _REPLACEMENT

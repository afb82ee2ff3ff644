"""The public form of a case's words and place: personal data and what an office covered masked, the point to about
100 m. The reporter and the offices involved read what was written. Outputs take words and points from nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from chalicelib.domain.cases.marks import Cover  # noqa: TC001 - a field of a named tuple
from chalicelib.domain.cases.model import REDACTABLE_WORDS, REDACTED, WORDS_OF_CONTENT, Actor, Case, Content, Event
from chalicelib.domain.cases.visibility import VIEWS, Line, is_party, shows_note, shows_title, shows_words
from chalicelib.domain.validation import NOTE_LIMIT, PLACE_LIMIT, TEXT_LIMIT, TITLE_LIMIT

POINT_DECIMALS = 3
"""Of a degree: about 110 m. "Use my location" is pressed at home."""

PARTS = (*REDACTABLE_WORDS, "note")
"""The parts of a case that hold words."""

NOTHING = Content(text="", place="", region_path=(), lat=None, lon=None, incident_date=None, salt=b"")
"""What a viewer reads who may know of a case and not read it."""


class PersonalData(NamedTuple):
    """Kinds of personal data in one part of a case; `seq` is the number of a note's event, 0 for the other parts."""

    part: str
    seq: int
    kinds: tuple[str, ...]


def title(case: Case, viewer: Actor | None, language: str = "id") -> str:
    """The title as a viewer reads it; empty for one who may not."""
    if not shows_words(case, viewer):
        return ""
    if is_party(case, viewer):
        return case.title
    return _masked(case.title, TITLE_LIMIT, language, case.covers, "title")


def line_title(line: Line, reader: Actor) -> str | None:
    """The title in a line of a queue that the reader gets."""
    if not shows_title(line, reader):
        return None
    title = line.title or ""
    return title if VIEWS[reader.role].words else _masked(title, TITLE_LIMIT, "id", line.covers, "title")


def content(case: Case, written: Content, viewer: Actor | None, language: str = "id") -> Content:
    """Text, place and point as a viewer reads them."""
    if not shows_words(case, viewer):
        return NOTHING
    if is_party(case, viewer):
        return written
    return replace(
        written,
        text=_masked(written.text, TEXT_LIMIT, language, case.covers, "text"),
        place=_masked(written.place, PLACE_LIMIT, language, case.covers, "place"),
        lat=rounded(written.lat),
        lon=rounded(written.lon),
    )


def note(event: Event, case: Case, viewer: Actor | None, language: str = "id") -> str:
    """An event's note as a viewer reads it; empty for one who may not."""
    if not shows_note(event, case, viewer):
        return ""
    if is_party(case, viewer):
        return event.note
    return _masked(event.note, NOTE_LIMIT, language, case.covers, f"note/{event.seq}")


def rounded(degrees: float | None) -> float | None:
    """Latitude or longitude as the public sees it."""
    return None if degrees is None else round(degrees, POINT_DECIMALS)


def personal_data(case: Case, written: Content, events: Iterable[Event]) -> list[PersonalData]:
    """What is masked in public, part by part, for the office that can redact it."""
    from chalicelib.domain.text.personal_data import find

    found = ((part, seq, find(words)) for part, seq, words in _parts(case, written, events))
    return [
        PersonalData(part, seq, tuple(dict.fromkeys(each.kind for each in findings)))
        for part, seq, findings in found
        if findings
    ]


def _parts(case: Case, written: Content, events: Iterable[Event]) -> Iterator[tuple[str, int, str]]:
    yield "title", 0, case.title
    for part in WORDS_OF_CONTENT:
        yield part, 0, getattr(written, part)
    for event in events:
        if event.note and event.note != REDACTED:
            yield "note", event.seq, event.note


def _masked(words: str, longest: int, language: str, covers: Iterable[Cover], part: str) -> str:
    # Words that were removed since have nothing left to cover.
    here = [] if words == REDACTED else [(each.start, each.end, each.reason) for each in covers if each.part == part]
    # Imported with the first words that are read, and not at the start of a function.
    from chalicelib.domain.text.personal_data import mask

    return mask(words, longest, language, here)

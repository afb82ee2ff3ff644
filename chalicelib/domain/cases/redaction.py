"""Redaction: which words of a case go together, and which are gone by the events on record.

Words go with everything that was made from them: with a text its title, if that was cut from it, and with a note every
note that repeats it. The event says what it removed, so that a reader of the chain knows why words are missing.
"""

from collections.abc import Iterable, Sequence

from chalicelib.domain import validation
from chalicelib.domain.cases.model import REDACTED, Case, Content, Event, Role
from chalicelib.domain.values import dataclass

NOTE = "note"

RETITLED = "retitled"
"""The kind of event whose note is the title of the case from then on."""

OWN_WORDS = "words"
"""The `part` of an event by which reporters take out all their words, or another stack several parts at once."""

_WORDS = ("title", "text", "place")
_ALL = (*_WORDS, "point", "incident_date")

MOST_NOTES = 80
"""The notes that one event removes at most: all are written in one transaction, which holds a hundred items."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is removed together with the event that says so: `parts` of the report (`title`, `text`, `place`, `point`,
    `incident_date`), and the notes of the events with the numbers `notes`."""

    parts: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts or self.notes)


def of_part(part: str, case: Case, content: Content, events: Iterable[Event]) -> Redaction:
    """The redaction of the `title`, the `text` or the `place`, with what was made from it."""
    titles = {case.filing.title, case.title} - {REDACTED}
    with_title = part == "text" and any(_is_cut_from(title, content.text) for title in titles)
    parts = (part, "title") if with_title else (part,)
    return Redaction(parts, notes_of_titles(parts, events))


def of_note(seq: int, events: Sequence[Event]) -> Redaction:
    """The redaction of a note, and of every other that says the same: a draft and the response made from it. With the
    note that gave the case a title the title goes, whichever it has by now."""
    note = events[seq - 1].note
    copies = (event.seq for event in events if note not in ("", REDACTED) and event.note == note)
    gone = {seq, *copies}
    parts = ("title",) if any(event.seq in gone and event.kind == RETITLED for event in events) else ()
    return Redaction(parts, tuple(sorted({*gone, *notes_of_titles(parts, events)})))


def notes_of_titles(parts: Iterable[str], events: Iterable[Event]) -> tuple[int, ...]:
    """The numbers of the events whose notes go with the title, if that is one of the parts: those that corrected it."""
    if "title" not in parts:
        return ()
    return tuple(event.seq for event in events if event.kind == RETITLED and event.note != REDACTED)


def of_words(case: Case, content: Content, events: Iterable[Event]) -> Redaction:
    """The reporter's words that can still be read: title, text, place, and notes; at most as many as one event can
    remove."""
    return _of_reporter(_WORDS, case, content, events)


def of_reporter(case: Case, content: Content, events: Iterable[Event]) -> Redaction:
    """The same, with the point on the map and the day: all that the reporter said of the matter."""
    return _of_reporter(_ALL, case, content, events)


def is_reporters_note(event: Event) -> bool:
    """Whether an event has words of the reporter that can still be read."""
    return event.actor.role is Role.REPORTER and event.note not in ("", REDACTED)


def facts(redaction: Redaction, part: str | None = None) -> dict[str, str | int | bool]:
    """The data of an event that say what it removed. `part` is what was asked for; without it the one thing that
    goes."""
    found: dict[str, str | int | bool] = {}
    if part is None and len(redaction.parts) + len(redaction.notes) == 1:
        part = redaction.parts[0] if redaction.parts else NOTE
    if part is not None:
        found["part"] = part
    if part == NOTE:
        found["seq"] = redaction.notes[0]
    if redaction.parts and redaction.parts != (part,):
        found["removed"] = " ".join(redaction.parts)
    if redaction.notes and (part != NOTE or len(redaction.notes) > 1):
        found["notes"] = " ".join(map(str, redaction.notes))
    return found


def removed_parts(event: Event) -> frozenset[str]:
    """The parts of the report that an event removed; older events name one, as `part`."""
    if event.kind not in ("redacted", "erased"):
        return frozenset()
    parts = str(event.data.get("removed", "")).split()
    return frozenset([*parts, str(event.data.get("part", ""))]) & frozenset(_ALL)


def removed_notes(event: Event) -> frozenset[int]:
    """The numbers of the events whose notes an event removed; older events name one, as `seq`."""
    if event.kind not in ("redacted", "erased"):
        return frozenset()
    single = [int(event.data["seq"])] if event.data.get("part") == NOTE and "seq" in event.data else []
    return frozenset([*map(int, str(event.data.get("notes", "")).split()), *single])


def _of_reporter(parts: Sequence[str], case: Case, content: Content, events: Iterable[Event]) -> Redaction:
    given = {
        "title": case.title not in ("", REDACTED),
        "text": content.text not in ("", REDACTED),
        "place": content.place not in ("", REDACTED),
        "point": content.lat is not None,
        "incident_date": content.incident_date is not None,
    }
    gone = tuple(part for part in parts if given[part])
    events = list(events)
    notes = [*notes_of_titles(gone, events), *(event.seq for event in events if is_reporters_note(event))]
    return Redaction(gone, tuple(sorted(notes[:MOST_NOTES])))


def _is_cut_from(title: str, text: str) -> bool:
    """Whether a title repeats the beginning of the text, or may have done so before the text was removed."""
    return text == REDACTED or title == validation.title_from(text) or validation.begins_with(text, title)

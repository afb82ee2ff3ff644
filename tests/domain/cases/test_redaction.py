"""What an event says that it removed, and what is removed together."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.cases.model import REDACTED, Actor, Content, Role
from chalicelib.domain.cases.redaction import (
    MOST_NOTES,
    Redaction,
    facts,
    of_note,
    of_part,
    of_reporter,
    of_words,
    removed_notes,
    removed_parts,
)
from tests.support.case_states import event, worked_on

REPORTER = Actor(Role.REPORTER)
CONTENT = Content("Jalan berlubang", "", (), 0.5, 117.5, None, b"", {})


@pytest.mark.parametrize(
    ("redaction", "part", "data"),
    [
        (Redaction(("text",)), None, {"part": "text"}),
        (Redaction(("text",)), "text", {"part": "text"}),
        (Redaction(("text", "title")), "text", {"part": "text", "removed": "text title"}),
        (Redaction(("text", "title")), None, {"removed": "text title"}),
        (Redaction((), (4,)), None, {"part": "note", "seq": 4}),
        (Redaction((), (4,)), "note", {"part": "note", "seq": 4}),
        (Redaction((), (4, 6)), "note", {"part": "note", "seq": 4, "notes": "4 6"}),
        (Redaction((), (4, 6)), None, {"notes": "4 6"}),
        (Redaction(("title",), (4,)), "words", {"part": "words", "removed": "title", "notes": "4"}),
        (Redaction((), (4, 6)), "words", {"part": "words", "notes": "4 6"}),
    ],
)
def test_an_event_says_what_it_removed_and_is_read_back(
    redaction: Redaction, part: str | None, data: dict[str, Any]
) -> None:
    assert facts(redaction, part) == data
    written = event("redacted", 9, said=data)
    assert removed_parts(written) == set(redaction.parts)
    assert removed_notes(written) == set(redaction.notes)
    assert removed_parts(event("progressed", 9, said=data)) == removed_notes(event("progressed", 9, said=data)) == set()


def _with_note(seq: int, note: str, actor: Actor = REPORTER) -> Any:
    return replace(event("replied", seq, actor=actor), note=note)


def test_a_note_goes_with_every_other_that_says_the_same_in_their_order() -> None:
    events = [_with_note(seq, note) for seq, note in enumerate(["a", "b", "a", REDACTED, "", "a", REDACTED, ""], 1)]
    assert of_note(3, events).notes == (1, 3, 6)
    assert (of_note(4, events).notes, of_note(5, events).notes) == ((4,), (5,))


def test_many_copies_stay_in_order() -> None:
    events = [_with_note(seq, "a") for seq in range(1, 40)]
    assert of_note(17, events).notes == tuple(range(1, 40))


def test_a_text_takes_the_title_along_that_was_cut_from_it() -> None:
    case = worked_on()
    assert of_part("text", case, CONTENT, ()) == Redaction(("text", "title"))
    assert of_part("place", case, CONTENT, ()) == Redaction(("place",))


def test_the_reporters_words_are_those_that_can_be_read() -> None:
    officer = Actor(Role.OFFICER, "64.08-pupr", "PUPR", "KEY")
    events = [_with_note(1, "a"), _with_note(2, "b", officer), _with_note(3, REDACTED), _with_note(4, "")]
    assert of_words(worked_on(), CONTENT, events) == Redaction(("title", "text"), (1,))
    assert of_reporter(worked_on(), CONTENT, events) == Redaction(("title", "text", "point"), (1,))
    many = [_with_note(seq, "a") for seq in range(1, MOST_NOTES + 9)]
    assert of_words(worked_on(), CONTENT, many).notes == tuple(range(1, MOST_NOTES + 1))

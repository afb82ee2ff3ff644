"""Who sees that an event happened, and who reads its note."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.cases.visibility import shows_event, shows_note
from tests.support.case_states import FILING, event, worked_on

CASE = worked_on()
REPORTER, PUBLIC = Actor(Role.REPORTER), None
OFFICE = Actor(Role.OFFICER, "64.08-pupr", "PUPR", "KEY")
OTHER = Actor(Role.OFFICER, "64.08-dlh", "DLH", "KEY")
ABOUT_THE_IDENTITY = ["identity_requested", "identity_approved", "identity_refused", "accessed", "erased"]


@pytest.mark.parametrize("kind", ABOUT_THE_IDENTITY)
def test_what_is_done_about_an_identity_is_between_reporter_and_office(kind: str) -> None:
    done = event(kind)
    assert [shows_event(done, CASE, viewer) for viewer in (REPORTER, OFFICE, OTHER, PUBLIC)] == [
        True,
        True,
        False,
        False,
    ]
    assert [shows_note(done, CASE, viewer) for viewer in (REPORTER, OFFICE, OTHER, PUBLIC)] == [
        True,
        True,
        False,
        False,
    ]


def test_whoever_sees_that_words_are_missing_sees_which_event_took_them() -> None:
    taken = event("erased", said={"part": "words", "removed": "title text"})
    assert shows_event(taken, CASE, PUBLIC)
    assert not shows_note(taken, CASE, PUBLIC)


@pytest.mark.parametrize(("private", "seen"), [(True, False), (False, True), ("true", True)])
def test_a_private_photo_is_seen_by_the_parties_alone(private: bool | str, seen: bool) -> None:
    photo = event("attached", said={"private": private})
    assert shows_event(photo, CASE, PUBLIC) is seen
    assert shows_event(photo, CASE, REPORTER)


@pytest.mark.parametrize("kind", ["drafted", "sent_back"])
def test_a_draft_is_the_offices_own_and_a_reply_between_the_two(kind: str) -> None:
    draft, reply = event(kind), event("replied", actor=REPORTER)
    assert [shows_note(draft, CASE, viewer) for viewer in (REPORTER, OFFICE, OTHER, PUBLIC)] == [
        False,
        True,
        False,
        False,
    ]
    assert [shows_note(reply, CASE, viewer) for viewer in (REPORTER, OFFICE, OTHER, PUBLIC)] == [
        True,
        True,
        False,
        False,
    ]


def test_notes_of_offices_are_public_unless_the_case_is_not() -> None:
    note = event("progressed", actor=OFFICE)
    hidden = replace(CASE, filing=replace(FILING, secret=True))
    assert shows_note(note, CASE, PUBLIC)
    assert not shows_note(note, hidden, PUBLIC)
    assert shows_note(note, hidden, REPORTER)

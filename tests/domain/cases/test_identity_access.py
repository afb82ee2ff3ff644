"""For which purposes an identity is opened, and when a second person has agreed."""

from datetime import timedelta

import pytest

from chalicelib.domain import validation
from chalicelib.domain.cases import identity_access as access
from chalicelib.domain.cases.model import Actor, Event, Role
from chalicelib.domain.errors import IdentityApprovalNeeded, InvalidInput, NoIdentityRequest, SameHands
from tests.support.world import MONDAY

OFFICER = Actor(Role.OFFICER, "64.08-pupr", "Dinas", "ASKER")
APPROVER = Actor(Role.APPROVER, "64.08-pupr", "Dinas", "SECOND")
WORDS = "Perlu menanyakan letak lubang."
HOUR = timedelta(hours=1)
PURPOSE = "contact_needed_for_work"


def an_event(seq: int, kind: str, actor: Actor, hours: float = 0, **data: str | int) -> Event:
    return Event(seq, kind, MONDAY + hours * HOUR, actor, WORDS, data, b"", b"")


ASKED = an_event(1, "identity_requested", OFFICER, purpose="contact_needed_for_work")
AGREED = an_event(2, "identity_approved", APPROVER, 1, request=1)


@pytest.mark.parametrize(
    ("text", "words"),
    [("aaaaaaaaaa", 0), ("Perlu PERLU perlu", 1), ("x y z 1 2 3", 0), ("aa bb cc dd", 0), (WORDS, 4), ("", 0)],
)
def test_words_that_say_nothing_do_not_count(text: str, words: int) -> None:
    assert validation.distinct_words(text) == words


def test_an_order_s_number_stands_in_the_words_which_can_be_redacted() -> None:
    ground = access.ground(access.BY_ORDER, WORDS, " 12/Pen.Pid/2026/PN Sgt ")
    assert ground.words == f"Nomor 12/Pen.Pid/2026/PN Sgt. {WORDS}"
    assert ground.facts == {"purpose": "legal_order"}


def test_every_wrong_field_of_a_ground_is_named() -> None:
    with pytest.raises(InvalidInput) as caught:
        access.ground("penasaran", "aaaaaaaaaa", "12/2026")
    assert [error.field for error in caught.value.errors] == ["/purpose", "/reason", "/order"]


def test_the_one_who_asked_opens_once_a_second_person_agreed() -> None:
    assert access.approved_request([ASKED, AGREED], OFFICER, PURPOSE, MONDAY + 2 * HOUR) == 1
    with pytest.raises(IdentityApprovalNeeded):
        access.approved_request([ASKED, AGREED], OFFICER, "legal_order", MONDAY + 2 * HOUR)


@pytest.mark.parametrize(
    "events",
    [
        [],
        [ASKED],
        [AGREED],
        [ASKED, an_event(2, "identity_refused", APPROVER)],
        [ASKED, AGREED, an_event(3, "accessed", OFFICER, 1)],
        [ASKED, AGREED, an_event(3, "identity_requested", OFFICER, 1, purpose="legal_order")],
        [ASKED, AGREED, an_event(3, "disposed", APPROVER, 1, to="64.08-pupr")],
        [ASKED, AGREED, an_event(3, "referred", APPROVER, 1)],
        [ASKED, AGREED, an_event(3, "erased", APPROVER, 1)],
    ],
)
def test_without_an_approval_that_stands_nothing_is_opened(events: list[Event]) -> None:
    with pytest.raises(IdentityApprovalNeeded):
        access.approved_request(events, OFFICER, PURPOSE, MONDAY + 2 * HOUR)


@pytest.mark.parametrize(
    "reader",
    [
        APPROVER,
        Actor(Role.OFFICER, "64.08-pupr", "Dinas", "COLLEAGUE"),
        Actor(Role.OFFICER, "64.08-dlh", "Dinas", "ASKER"),
        Actor(Role.COORDINATOR, "64.08-pupr", "Dinas", "ASKER"),
        Actor(Role.OFFICER, "64.08-pupr", "Dinas", None),
    ],
)
def test_nobody_opens_on_somebody_else_s_request(reader: Actor) -> None:
    with pytest.raises(IdentityApprovalNeeded):
        access.approved_request([ASKED, AGREED], reader, PURPOSE, MONDAY + 2 * HOUR)


def test_an_approval_holds_for_a_day() -> None:
    last = AGREED.at + access.APPROVAL_LASTS
    assert access.approved_request([ASKED, AGREED], OFFICER, PURPOSE, last - timedelta(milliseconds=1))
    with pytest.raises(IdentityApprovalNeeded):
        access.approved_request([ASKED, AGREED], OFFICER, PURPOSE, last)


def test_a_request_is_answered_once_by_somebody_else_within_a_week() -> None:
    assert access.request_to_answer([ASKED], APPROVER, MONDAY, approves=True) == ASKED
    last = ASKED.at + access.REQUEST_LASTS
    for events, now in (([], MONDAY), ([ASKED, AGREED], MONDAY), ([ASKED], last)):
        with pytest.raises(NoIdentityRequest):
            access.request_to_answer(events, APPROVER, now, approves=True)


@pytest.mark.parametrize("key", ["ASKER", None])
def test_nobody_agrees_to_the_own_request_but_may_take_it_back(key: str | None) -> None:
    same = Actor(Role.COORDINATOR, "64.08-diskominfo", "Diskominfo", key)
    with pytest.raises(SameHands):
        access.request_to_answer([ASKED], same, MONDAY, approves=True)
    assert access.request_to_answer([ASKED], same, MONDAY, approves=False) == ASKED


@pytest.mark.parametrize(
    ("order", "code"),
    [("", "missing"), ("12", "order_shape"), ("12/2026; drop", "order_shape"), ("1" * 61, "order_shape")],
)
def test_an_order_needs_a_number_of_a_courts_form_and_is_shown_one(order: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        access.ground(access.BY_ORDER, WORDS, order)
    (error,) = caught.value.errors
    assert (error.field, error.code, error.allowed) == ("/order", code, "12/Pen.Pid/2026/PN Sgt")
    assert access.ground(access.BY_ORDER, WORDS, error.allowed).words.startswith(f"Nomor {error.allowed}.")


@pytest.mark.parametrize("purpose", ["contact_needed_for_work", "protection_of_reporter", "asked_by_reporter"])
def test_each_purpose_without_an_order_is_a_ground_and_takes_none(purpose: str) -> None:
    assert purpose in access.PURPOSES
    assert access.ground(purpose, WORDS, "") == access.Ground(purpose, WORDS)
    with pytest.raises(InvalidInput) as caught:
        access.ground(purpose, WORDS, "12/2026")
    assert [(each.field, each.code) for each in caught.value.errors] == [("/order", "unknown_field")]

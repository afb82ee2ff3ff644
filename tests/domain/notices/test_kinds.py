"""Which notice follows from which event, and from which state of the case."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.lifecycle import EVENT_KINDS
from chalicelib.domain.cases.model import REPORTER, SYSTEM, Actor
from chalicelib.domain.notices import kinds
from chalicelib.domain.notices.kinds import Kind
from tests.support.notices import OFFICER, ROUTED, History, moved

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEXT = moved("64-pupr", "Dinas PUPR Kalimantan Timur")
SILENT = {
    "arrived",  # the stack that it comes from has the reporter, and tells of it
    "accepted",
    "resumed",
    "drafted",
    "approved",
    "sent_back",
    "supported",
    "assisted",
    "warned",
    "warning_answered",
    "raised",  # who is told above the office; the breach before it was told
    "redacted",
    "covered",
    "uncovered",
    "identity_requested",
    "identity_approved",
    "identity_refused",
    "erased",
    "attached",
    "replied",
    "rated",
    "lapsed",
    "listed",
    "resent",
    "handed_over",
    "archive_proposed",  # nothing has ended yet
    "archive_refused",
    "promise_proposed",  # until somebody agrees it is between people of the office
    "promise_refused",
    "told",
    "retyped",
    "retitled",
    "followed_up",
}
"""Kinds of events that the reporter is not told of."""


def test_every_kind_of_event_is_told_or_silent_on_purpose() -> None:
    assert set(kinds.TOLD) | SILENT == set(EVENT_KINDS), "decide whether the reporter is told of a new kind of event"
    assert not set(kinds.TOLD) & SILENT


@pytest.mark.parametrize(
    ("filing", "said", "kind"),
    [
        ({}, {}, Kind.FILED),
        ({"type": "praise"}, {}, Kind.PRAISE),
        ({"type": "aspiration"}, {}, Kind.ASPIRATION),
        ({"type": "information_request"}, {}, Kind.FILED),
        ({}, {"priority": "emergency"}, Kind.DANGER),
    ],
)
def test_the_notice_of_a_filing_names_the_office_that_got_the_case_in_time(
    filing: dict[str, Any], said: dict[str, Any], kind: Kind
) -> None:
    history = History(ROUTED, said=said, **filing)
    notice = history.notice(1)
    assert notice is not None
    assert (notice.kind, notice.office) == (kind, "Dinas PUPR Kutai Timur")
    assert history.notice(2) is None, "one notice says both"


@pytest.mark.parametrize("steps", [(), (("routed", timedelta(seconds=2), moved(status="triage")),)])
def test_a_case_that_no_office_has_yet_is_looked_after(steps: tuple[Any, ...]) -> None:
    history = History(*steps)
    assert [each.kind for each in history.notices() if each] == [Kind.SEEKING]


def test_a_case_that_is_routed_late_is_told_twice() -> None:
    history = History(("routed", timedelta(seconds=61), moved()))
    assert [each.kind if each else None for each in history.notices()] == [Kind.FILED, Kind.MOVED]


@pytest.mark.parametrize(
    ("kind", "data", "actor", "expected"),
    [
        ("disposed", NEXT, OFFICER, Kind.MOVED),
        ("assigned", NEXT, OFFICER, Kind.MOVED),
        ("refused", NEXT, OFFICER, Kind.MOVED),
        ("escalated", NEXT, OFFICER, Kind.MOVED),
        ("escalated", NEXT, SYSTEM, Kind.LATE),
        ("breached", NEXT | {"clock": "progress"}, SYSTEM, Kind.LATE),
        ("breached", {"clock": "progress"}, SYSTEM, Kind.LATE_AT_TOP),
        ("referred", {"stack": "KU", "stack_name": "Kalimantan Utara"}, OFFICER, Kind.MOVED),
        ("progressed", {}, OFFICER, Kind.PROGRESS),
        ("progressed", {"promised": "2026-12-30"}, OFFICER, Kind.BUDGET),
        ("postponed", {}, OFFICER, Kind.QUESTION),
        ("responded", {}, OFFICER, Kind.ANSWERED),
        ("corrected", {}, OFFICER, Kind.ANSWERED),
        ("closed", {}, SYSTEM, Kind.CLOSED),
        ("confirmed", {}, REPORTER, Kind.CLOSED),
        ("thanked", {}, OFFICER, Kind.CLOSED),
        ("extended", {}, OFFICER, Kind.PROGRESS),
        ("planned", {"on": "2027-01-20"}, OFFICER, Kind.PROGRESS),
        ("archived", {"reason": "in_court"}, OFFICER, Kind.ARCHIVED),
        ("merged", {"into": "KI-0000-0000-0002-1"}, OFFICER, Kind.MERGED),
        ("parted", {"followed": "KI-0000-0000-0002-1", "status": "routed"}, OFFICER, Kind.MOVED),
        ("parted", {"followed": "KI-0000-0000-0002-1", "status": "received"}, OFFICER, None),
        ("objected", NEXT, REPORTER, Kind.OBJECTION),
        ("reopened", {}, REPORTER, Kind.REOPENED),
        ("appealed", NEXT, REPORTER, Kind.REOPENED),
        ("accessed", {"purpose": "contact"}, OFFICER, Kind.IDENTITY),
        ("prioritised", {"priority": "emergency"}, OFFICER, Kind.DANGER),
        ("prioritised", {"priority": "urgent"}, OFFICER, None),
    ],
)
def test_the_notice_of_an_event(kind: str, data: dict[str, Any], actor: Actor, expected: Kind | None) -> None:
    notice = History(ROUTED).add(kind, HOUR, data, actor).notice()
    assert (notice.kind if notice else None) == expected


def test_the_question_after_the_closing_is_told_while_the_case_is_closed() -> None:
    closed = History(ROUTED).add("closed", HOUR, {}, SYSTEM)
    asked = closed.add("asked", 10 * DAY, {"clock": "followup"}, SYSTEM).notice()
    assert asked is not None
    assert asked.kind is Kind.STILL_GOOD


def test_who_was_late_is_named_before_who_has_the_case_now() -> None:
    notice = History(ROUTED).add("breached", 30 * DAY, NEXT | {"clock": "progress"}).notice()
    assert notice is not None
    assert (notice.office, notice.next_office) == ("Dinas PUPR Kutai Timur", "Dinas PUPR Kalimantan Timur")


def test_who_learned_the_identity_is_named_whoever_has_the_case() -> None:
    reader = Actor(OFFICER.role, "64-diskominfo", "Diskominfo Kalimantan Timur", "K")
    notice = History(ROUTED).add("accessed", HOUR, {"purpose": "contact"}, reader).notice()
    assert notice is not None
    assert notice.office == "Diskominfo Kalimantan Timur"


@pytest.mark.parametrize(
    ("told", "then"),
    [
        ("postponed", "replied"),
        ("responded", "reopened"),
        ("responded", "closed"),
    ],
)
def test_what_is_no_longer_so_is_not_told(told: str, then: str) -> None:
    history = History(ROUTED).add(told, HOUR, actor=OFFICER)
    assert history.notice(3) is not None
    history.add(then, 2 * HOUR, actor=REPORTER)
    assert history.notice(3) is None


def test_a_move_is_not_told_once_the_case_has_moved_on() -> None:
    history = (
        History(ROUTED).add("disposed", HOUR, moved("64.08-dlh", "DLH"), OFFICER).add("disposed", DAY, NEXT, OFFICER)
    )
    assert [each.kind if each else None for each in history.notices()[2:]] == [None, Kind.MOVED]


def test_an_anonymous_reporter_is_told_nothing() -> None:
    history = History(ROUTED, anonymous=True).add("postponed", HOUR, actor=OFFICER)
    assert history.notices() == [None, None, None]


@pytest.mark.parametrize("flag", ["secret", "sensitive"])
def test_of_a_hidden_case_there_is_only_news(flag: str) -> None:
    history = History(ROUTED, **{flag: True}).add("postponed", HOUR, actor=OFFICER, note="Rumah yang mana?")
    notice = history.notice()
    assert notice is not None
    assert (notice.told_as, notice.kind) == (Kind.NEWS, Kind.QUESTION)
    assert (notice.office, notice.next_office, notice.words) == ("", "", "")


def test_the_offices_words_go_along_as_the_public_reads_them() -> None:
    history = History(ROUTED).add("responded", HOUR, actor=OFFICER, note="Sudah ditambal. Hubungi 081234567890.")
    notice = history.notice()
    assert notice is not None
    assert notice.words.startswith("Sudah ditambal.")
    assert "081234567890" not in notice.words

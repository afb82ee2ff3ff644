"""What each kind of event changes of a case that an office works on; everything that is not named stays as it was."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.cases import fold
from chalicelib.domain.cases.lifecycle import EVENT_KINDS
from chalicelib.domain.cases.marks import Cover, Proposal
from chalicelib.domain.cases.model import REDACTED, Actor, Case, Priority, Role, Status
from chalicelib.domain.cases.rungs import Ladder
from chalicelib.domain.geography.tiers import Tier
from tests.support.case_states import FILED, FILING, LATER, event, worked_on

COVER = Cover(2, "health", "text", 12, 20)
BEFORE = worked_on(
    promised=date(2027, 1, 1), hops=1, warnings=1, supporting=("64.08-satpolpp", "64.08-dlh"), covers=(COVER,)
)
MOVE = {"to": "64.08-dlh", "to_name": "DLH", "tier": "provinsi", "status": "triage"}
MOVED = {
    "status": Status.TRIAGE,
    "since": LATER,
    "arrived": LATER,
    "agency": "64.08-dlh",
    "agency_name": "DLH",
    "tier": Tier.PROVINSI,
    "supporting": ("64.08-satpolpp",),
    "lapsed": ("respond",),
}
NO_DRAFT = {"draft": None, "draft_key": None, "approved": False}
FRESH = {"clock_from": LATER, "promised": None}
ANSWER_OWED = {"answered": False, "respond_from": LATER}
TAKEN_ON = {"verify_open": False, "since": LATER}
UP = {"escalations": 1}
LATE = Ladder(since=LATER, offices=(BEFORE.agency or "",))

CHANGES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "routed": (MOVE, MOVED),
    "accepted": ({}, {"status": Status.ACCEPTED, **TAKEN_ON}),
    "progressed": (
        {"promised": "2027-02-03"},
        {"clock_from": LATER, "promised": date(2027, 2, 3), "ladder": Ladder(promises=1), **TAKEN_ON},
    ),
    "postponed": ({}, {"status": Status.POSTPONED, **TAKEN_ON}),
    "resumed": ({}, {"since": LATER}),
    "drafted": ({}, {"draft": 9, "draft_key": None, "approved": False}),
    "approved": ({}, {}),
    "sent_back": ({}, {**NO_DRAFT, "sent_back": True}),
    "responded": ({}, {"status": Status.RESPONDED, **TAKEN_ON, **FRESH, **NO_DRAFT}),
    "corrected": ({}, {"status": Status.RESPONDED, "since": LATER}),
    "refused": (MOVE, {**MOVED, **NO_DRAFT, "hops": 2}),
    "escalated": (MOVE, {**MOVED, **NO_DRAFT, **UP}),
    "disposed": (
        MOVE | {"category": "sampah-liar", "region": "64.08.01"},
        {**MOVED, **NO_DRAFT, "category": "sampah-liar", "region": "64.08.01"},
    ),
    "assigned": (MOVE, {**MOVED, **NO_DRAFT}),
    "supported": ({"agency": "64-pupr"}, {"supporting": ("64.08-satpolpp", "64.08-dlh", "64-pupr")}),
    "assisted": ({}, {}),
    "warned": ({}, {"warnings": 2, "warning": 9}),
    "warning_answered": ({}, {}),
    "prioritised": ({"priority": "urgent"}, {"priority": Priority.URGENT, "prioritised_at": LATER}),
    "retyped": ({"type": "praise", "was": "complaint"}, {"type": "praise"}),
    "retitled": ({}, {"retitled": event("retitled", 9).note}),
    "thanked": ({}, {"status": Status.CLOSED, "since": LATER, **NO_DRAFT}),
    "extended": ({}, {"extended": True}),
    "planned": ({"on": "2027-01-20"}, {"planned": date(2027, 1, 20), **TAKEN_ON, **FRESH}),
    "merged": (
        {"into": "KI-2"},
        {"status": Status.ARCHIVED, "since": LATER, "merged_into": "KI-2", "archived_for": "merged"},
    ),
    "parted": (
        {"followed": "KI-2", "status": "accepted"},
        {"status": Status.ACCEPTED, "since": LATER, "arrived": LATER, "clock_from": LATER, "respond_from": LATER},
    ),
    "archive_proposed": ({"reason": "spam"}, {"proposals": (Proposal("archive", 9, ""),)}),
    "archive_refused": ({}, {}),
    "promise_proposed": ({"promised": "2027-06-30"}, {"proposals": (Proposal("promise", 9, ""),)}),
    "promise_refused": ({}, {}),
    "archived": ({"reason": "spam"}, {"status": Status.ARCHIVED, "since": LATER, "archived_for": "spam"}),
    "redacted": ({"part": "title"}, {"filing": replace(FILING, title=REDACTED)}),
    "covered": ({"covers": "name:text:3-9"}, {"covers": (COVER, Cover(9, "name", "text", 3, 9))}),
    "uncovered": ({"cover": 2}, {"covers": ()}),
    "identity_requested": ({}, {}),
    "identity_approved": ({}, {}),
    "identity_refused": ({}, {}),
    "accessed": ({}, {}),
    "erased": ({"part": "title"}, {"filing": replace(FILING, title=REDACTED)}),
    "receipt_renewed": ({"secret_hash": "ab" * 32, "by": "mail"}, {"renewed_hash": b"\xab" * 32}),
    "attached": ({}, {}),
    "replied": ({}, {}),
    "told": ({"told": "mail"}, {}),
    "confirmed": ({}, {"status": Status.CLOSED, "since": LATER}),
    "rated": ({"rating": 4}, {"rating": 4}),
    "reopened": ({}, {"status": Status.REOPENED, "since": LATER, "lapsed": ("tier/opd",), **FRESH, **ANSWER_OWED}),
    "appealed": (MOVE, {**MOVED, **NO_DRAFT, **FRESH, **ANSWER_OWED, "lapsed": ()}),
    "objected": (MOVE, {**MOVED, **NO_DRAFT, **FRESH, **ANSWER_OWED, "lapsed": ()}),
    "withdrawn": ({}, {"status": Status.CLOSED, "since": LATER, "lapsed": ("respond", "tier/opd", "followup")}),
    "closed": ({}, {"status": Status.CLOSED, "since": LATER}),
    "asked": (
        {"clock": "followup", "again": True},
        {"asked": True, "recheck": True, "lapsed": ("respond", "tier/opd", "followup")},
    ),
    "followed_up": ({"good": True}, {}),
    "lapsed": ({"clock": "verify"}, {"lapsed": ("respond", "tier/opd", "verify")}),
    "listed": ({"clock": "overdue"}, {"lapsed": ("respond", "tier/opd", "overdue"), "ladder": LATE}),
    "breached": (MOVE | {"clock": "progress"}, {**MOVED, **NO_DRAFT, **FRESH, **UP, "breached": True, "ladder": LATE}),
    "raised": ({"step": "head", "clock": "ladder/head"}, {"ladder": Ladder(since=LATER, step="head")}),
    "referred": (
        {"stack": "KU"},
        {"status": Status.REFERRED, "since": LATER, "promised": None, "hops": 2, "referred_to": "KU", **NO_DRAFT},
    ),
    "resent": ({}, {"status": Status.REFERRED, "since": LATER}),
    "handed_over": ({}, {"handed_over": True}),
}
"""By kind: what the event says, and what the case is afterwards."""


def test_the_table_has_every_kind_that_a_case_can_meet() -> None:
    assert CHANGES.keys() | {"filed", "arrived", "returned"} == set(EVENT_KINDS)


@pytest.mark.parametrize("kind", CHANGES)
def test_an_event_changes_this_and_nothing_else(kind: str) -> None:
    said, changed = CHANGES[kind]
    happened = event(kind, 9, said=said)
    assert fold.apply(BEFORE, happened) == replace(BEFORE, version=9, chain=happened.hash, **changed)


@pytest.mark.parametrize(
    ("kind", "clock", "remembered"),
    [("breached", "respond", True), ("breached", "progress", False), ("listed", "overdue", True)],
)
def test_a_deadline_that_counts_once_is_remembered(kind: str, clock: str, remembered: bool) -> None:
    before = replace(BEFORE, lapsed=())
    assert (clock in fold.apply(before, event(kind, 9, said={"clock": clock})).lapsed) is remembered


def test_a_kind_without_a_clock_remembers_none() -> None:
    assert fold.apply(BEFORE, event("warned", 9, said={"clock": "overdue"})).lapsed == BEFORE.lapsed


@pytest.mark.parametrize("named", [{}, {"category": "", "region": ""}])
def test_a_move_without_category_and_region_keeps_them(named: dict[str, Any]) -> None:
    after = fold.apply(BEFORE, event("disposed", 9, said=MOVE | named))
    assert (after.category, after.region) == (BEFORE.category, BEFORE.region)


def test_a_case_becomes_sensitive_with_its_category_and_stays_so() -> None:
    sensitive = fold.apply(BEFORE, event("disposed", 9, said=MOVE | {"category": "korupsi", "sensitive": True}))
    assert (BEFORE.filing.sensitive, sensitive.filing.sensitive) == (False, True)
    again = fold.apply(sensitive, event("disposed", 10, said=MOVE | {"category": "jalan-rusak"}))
    assert again.filing == replace(BEFORE.filing, sensitive=True)


@pytest.mark.parametrize(
    ("status", "kind", "since"),
    [
        (Status.RESPONDED, "replied", LATER),
        (Status.IN_PROGRESS, "replied", FILED),
        (Status.RESPONDED, "rated", FILED),
        (Status.RESPONDED, "attached", FILED),
    ],
)
def test_a_reply_to_an_answer_gives_the_reporter_more_time_and_nothing_else_does(
    status: Status, kind: str, since: object
) -> None:
    said = {"rating": 4} if kind == "rated" else {}
    assert fold.apply(replace(BEFORE, status=status), event(kind, 9, said=said)).since == since


@pytest.mark.parametrize("kind", ["attached", "warned", "supported"])
def test_only_the_reporter_or_the_office_ends_a_pause(kind: str) -> None:
    waiting = replace(BEFORE, status=Status.POSTPONED)
    after = fold.apply(waiting, event(kind, 9, said={"agency": "64-pupr"} if kind == "supported" else {}))
    assert (after.status, after.clock_from) == (Status.POSTPONED, FILED)


@pytest.mark.parametrize("kind", ["resumed", "replied"])
def test_a_pause_that_ends_moves_both_clocks(kind: str) -> None:
    since = FILED + timedelta(days=1)
    after = fold.apply(replace(BEFORE, status=Status.POSTPONED, since=since), event(kind, 9))
    later = FILED + timedelta(days=2)
    assert (after.status, after.since, after.clock_from, after.respond_from) == (
        *(Status.IN_PROGRESS, LATER),
        *(later, later),
    )


def test_what_comes_back_is_no_longer_elsewhere() -> None:
    """The state that the other stack did not take over is the one that was sent."""
    away = fold.apply(fold.apply(BEFORE, event("referred", 9, said={"stack": "KU"})), event("handed_over", 10))
    assert (away.referred_to, away.handed_over) == ("KU", True)
    sent = fold.transfer_state(away)
    back = fold.apply(away, event("returned", 11, said=sent | MOVE))
    assert (back.referred_to, back.handed_over, back.agency, back.status) == (None, False, "64.08-dlh", Status.TRIAGE)
    assert fold.transfer_state(back) == sent


def test_a_case_begins_received_with_its_clocks_at_the_filing() -> None:
    filed = event("filed", 1, FILED)
    assert fold.begin(FILING, filed) == Case(
        filing=FILING,
        status=Status.RECEIVED,
        version=1,
        chain=filed.hash,
        since=FILED,
        arrived=FILED,
        clock_from=FILED,
        respond_from=FILED,
        category=FILING.category,
        region=FILING.region,
        imported_at=None,
    )


def test_a_case_that_is_imported_has_its_clocks_from_that_day() -> None:
    imported = event("filed", 1, FILED, said={"imported": "2026-11-26T02:00:00.000Z"})
    begun = fold.begin(FILING, imported)
    times = (begun.since, begun.arrived, begun.clock_from, begun.respond_from, begun.imported_at)
    assert times == (LATER,) * 5


def test_the_state_is_made_of_every_event() -> None:
    """In order, from the first: none is left out, the key that wrote a draft is the actor's."""
    writer = Actor(Role.OFFICER, "64.08-pupr", "PUPR", "WRITER")
    events = [event("filed", 1, FILED), event("drafted", 2, actor=writer), event("warned", 3), event("warned", 4)]
    state = fold.fold(FILING, events)
    assert (state.version, state.draft, state.draft_key, state.warnings) == (4, 2, "WRITER", 2)
    assert {
        field.name
        for field in fields(Case)
        if getattr(state, field.name) != getattr(fold.fold(FILING, events[:1]), field.name)
    } == {
        *("version", "chain", "draft", "draft_key", "warnings", "warning"),
    }


@pytest.mark.parametrize("kind", ["drafted", "responded"])
def test_a_draft_that_was_sent_back_is_marked_until_the_next_one(kind: str) -> None:
    marked = fold.apply(BEFORE, event("sent_back", 9))
    assert (marked.sent_back, marked.awaits_approval) == (True, False)
    after = fold.apply(marked, event(kind, 10))
    assert (after.sent_back, after.awaits_approval) == (False, kind == "drafted")


@pytest.mark.parametrize("name", ["category", "region"])
def test_an_empty_category_or_region_travels_as_nothing(name: str) -> None:
    assert fold.transfer_state(replace(BEFORE, **{name: None}))[name] == ""


def test_only_what_is_over_counts_as_an_ending() -> None:
    assert {"confirmed", "closed", "thanked", "withdrawn", "merged", "archived"} == fold.ENDINGS


@pytest.mark.parametrize(
    ("kind", "begun", "answered", "approved"),
    [("progressed", True, False, False), ("responded", True, True, False), ("approved", False, False, True)],
)
def test_the_first_work_answer_and_approval_are_remembered(
    kind: str, begun: bool, answered: bool, approved: bool
) -> None:
    fresh = replace(BEFORE, begun=False, answered=False, approved=False)
    after = fold.apply(fresh, event(kind, 9))
    assert (after.begun, after.answered, after.approved) == (begun, answered, approved)


def test_the_tier_clocks_of_one_stack_do_not_travel() -> None:
    lapsed = ("respond", "tier/opd", "overdue", "tier/desa")
    assert fold.transfer_state(replace(BEFORE, lapsed=lapsed))["lapsed"] == "respond overdue"


@pytest.mark.parametrize("part", ["text", "place"])
def test_a_title_stays_when_other_words_are_removed(part: str) -> None:
    assert fold.apply(BEFORE, event("redacted", 9, said={"part": part})).filing == BEFORE.filing

"""What the state becomes by each kind of event, where a slip would go unnoticed for long."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.cases import fold
from chalicelib.domain.cases.marks import Cover
from chalicelib.domain.cases.model import Actor, Case, Priority, Role, Status
from tests.support.case_states import FILED, FILING, LATER, event, worked_on

MOVE = {"to": "64.08-dlh", "to_name": "DLH", "tier": "opd", "status": "routed"}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("responded", {}),
        ("refused", MOVE),
        ("escalated", MOVE),
        ("disposed", MOVE),
        ("assigned", MOVE),
        ("breached", MOVE | {"clock": "progress"}),
        ("appealed", MOVE),
        ("referred", {"stack": "KU"}),
    ],
)
def test_no_draft_survives_a_response_or_a_move_to_another_office(kind: str, data: dict[str, Any]) -> None:
    """The next office would publish, approved, what another office meant."""
    after = fold.apply(worked_on(), event(kind, said=data))
    assert (after.draft, after.draft_key, after.approved) == (None, None, False)


@pytest.mark.parametrize("kind", ["progressed", "replied", "supported", "attached"])
def test_a_draft_survives_what_changes_no_office(kind: str) -> None:
    data = {"agency": "64.08-dlh"} if kind == "supported" else {}
    after = fold.apply(worked_on(), event(kind, said=data))
    assert (after.draft, after.draft_key, after.approved) == (1, "WRITER", True)


def test_a_new_draft_is_not_approved_and_names_its_writer() -> None:
    writer = Actor(Role.OFFICER, "64.08-pupr", "PUPR", "OTHER")
    after = fold.apply(worked_on(), event("drafted", 7, actor=writer))
    assert (after.draft, after.draft_key, after.approved) == (7, "OTHER", False)


@pytest.mark.parametrize("kind", ["reopened", "appealed"])
def test_a_case_that_is_taken_up_again_gets_fresh_clocks_for_progress_and_for_an_answer(kind: str) -> None:
    after = fold.apply(worked_on(status=Status.RESPONDED, breached=True), event(kind, said=MOVE))
    assert (after.answered, after.respond_from, after.clock_from) == (False, LATER, LATER)
    assert "respond" not in after.lapsed
    assert after.breached, "what was broken stays broken"


def test_the_time_that_the_reporter_took_does_not_count_against_the_office() -> None:
    waiting = replace(worked_on(), status=Status.POSTPONED, since=FILED + timedelta(days=1))
    after = fold.apply(waiting, event("replied"))
    waited = LATER - waiting.since
    assert after.clock_from == waiting.clock_from + waited
    assert after.respond_from == waiting.respond_from + waited
    assert (after.status, after.since) == (Status.IN_PROGRESS, LATER)


CARRIED = {
    "breached",
    "escalations",
    "hops",
    "verify_open",
    "lapsed",
    "begun",
    "answered",
    "clock_from",
    "respond_from",
    "category",
    "region",
    "imported_at",
    "covers",
    "priority",
    "type",
    "extended",
}
"""What a case takes along to another stack."""

NOT_CARRIED = {
    "filing": "sent beside it, field by field",
    "channel": "for the next stack it is this one",
    "retitled": "sent as the title of the filing",
    "renewed_hash": "sent as the secret of the filing",
    "status": "a case begins anew in each stack",
    "version": "counts the events of one stack",
    "chain": "seals the events of one stack",
    "since": "when the case arrived there",
    "arrived": "when the case arrived there",
    "agency": "an office of one stack",
    "agency_name": "an office of one stack",
    "tier": "of the office",
    "promised": "by the office that has let go of the case",
    "planned": "by the office that has let go of the case",
    "draft": "by the office that has let go of the case",
    "draft_key": "a key of one stack",
    "approved": "of the draft",
    "sent_back": "whether a draft was sent back",
    "told_at": "an open case that travels waits for no reporter",
    "proposals": "by people of one stack",
    "supporting": "offices of one stack",
    "merged_into": "an ended case does not travel",
    "archived_for": "an ended case does not travel",
    "asked": "of a closed case",
    "recheck": "of a closed case",
    "rating": "rated where it was answered",
    "warnings": "to offices of one stack",
    "warning": "to an office of one stack",
    "ladder": "positions of one region; in the next stack nobody was told yet",
    "referred_to": "where it is now",
    "handed_over": "where it is now",
    "prioritised_at": "the next stack's time to take it on begins with its arrival",
}


def test_each_field_of_the_state_travels_or_is_said_not_to() -> None:
    """A field that is added is decided here."""
    assert {field.name for field in fields(Case)} == CARRIED | NOT_CARRIED.keys()


def test_what_travels_arrives_equal() -> None:
    sent = worked_on(
        breached=True,
        escalations=3,
        hops=2,
        verify_open=False,
        lapsed=("respond", "overdue"),
        clock_from=FILED + timedelta(hours=5),
        respond_from=FILED + timedelta(hours=7),
        category="sampah-liar",
        region="64.08.01",
        imported_at=FILED + timedelta(hours=1),
        type="information_request",
        extended=True,
        covers=(Cover(1, "name", "text", 3, 9),),
        priority=Priority.URGENT,
        prioritised_at=FILED,
    )
    arrived = fold.begin(FILING, event("arrived", 1, LATER, said=fold.transfer_state(sent)))
    for name in CARRIED:
        assert getattr(arrived, name) == getattr(sent, name), name
    defaults = fold.begin(FILING, event("filed", 1, LATER))
    for name in CARRIED:
        assert getattr(sent, name) != getattr(defaults, name), f"{name} would arrive by chance"

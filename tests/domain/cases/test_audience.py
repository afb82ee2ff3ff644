from dataclasses import replace

import pytest

from chalicelib.domain.cases import fold
from chalicelib.domain.cases.audience import MOST_HELPERS_NOTIFIED, Part, audience
from chalicelib.domain.cases.lifecycle import RULES
from chalicelib.domain.cases.model import Actor, Case, Event, Role
from tests.support.world import MONDAY, World

A, B, HELPER = "64.08-pupr", "64.08-dlh", "64-pupr"


def held(by: str | None = A, *helpers: str) -> Case:
    world = World()
    return replace(world.case(world.file_and_route()), agency=by, supporting=helpers)


def event(kind: str, **data: str) -> Event:
    return Event(3, kind, MONDAY, Actor(Role.SYSTEM), "", data, b"", b"")


@pytest.mark.parametrize("kind", sorted({rule.event for rule in RULES.values()}))
def test_the_holder_hears_of_every_kind_of_event(kind: str) -> None:
    assert audience(held(A), event(kind, agency=HELPER))[A] is Part.HOLDER


def test_an_event_of_a_case_without_an_office_is_in_no_feed() -> None:
    assert audience(held(None), event("filed")) == {}


def test_a_move_is_in_the_feeds_of_the_former_and_the_new_holder() -> None:
    assert audience(held(B), event("refused", **{"from": A, "to": B})) == {A: Part.FORMER, B: Part.HOLDER}


def test_a_coordinator_who_disposes_to_its_own_office_gets_one_line_in_the_feed() -> None:
    assert audience(held(A), event("disposed", **{"from": A, "to": A})) == {A: Part.HOLDER}


def test_an_office_that_is_asked_for_support_gets_the_event() -> None:
    assert audience(held(A, HELPER), event("supported", agency=HELPER)) == {HELPER: Part.SUPPORTING, A: Part.HOLDER}


@pytest.mark.parametrize(
    "kind", ["responded", "reopened", "confirmed", "closed", "withdrawn", "merged", "archived", "referred"]
)
def test_supporting_offices_get_turning_points(kind: str) -> None:
    assert audience(held(A, HELPER), event(kind))[HELPER] is Part.SUPPORTING


@pytest.mark.parametrize("kind", ["progressed", "drafted", "replied", "accessed", "erased", "attached", "redacted"])
def test_supporting_offices_get_no_other_event(kind: str) -> None:
    assert audience(held(A, HELPER), event(kind)) == {A: Part.HOLDER}


def test_events_about_the_identity_are_in_the_holders_feed_alone() -> None:
    for kind in ("accessed", "erased"):
        assert set(audience(held(A, HELPER, B), event(kind))) == {A}


def test_however_many_offices_support_a_case_the_transaction_stays_small() -> None:
    helpers = tuple(f"64.08-kantor{number}" for number in range(150))
    assert len(audience(held(A, *helpers), event("closed"))) == MOST_HELPERS_NOTIFIED + 1


def test_a_helper_that_gets_the_case_is_its_holder() -> None:
    after = fold.apply(
        held(A, HELPER),
        event("disposed", **{"from": A, "to": HELPER, "to_name": "x", "tier": "opd", "status": "routed"}),
    )
    assert audience(after, event("disposed", **{"from": A, "to": HELPER})) == {A: Part.FORMER, HELPER: Part.HOLDER}

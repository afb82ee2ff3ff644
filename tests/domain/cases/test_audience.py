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


def test_nobody_hears_of_a_case_that_lies_with_nobody() -> None:
    assert audience(held(None), event("filed")) == {}


def test_a_move_tells_the_office_that_lost_the_case_and_the_one_that_got_it() -> None:
    assert audience(held(B), event("refused", **{"from": A, "to": B})) == {A: Part.FORMER, B: Part.HOLDER}


def test_a_coordinator_who_disposes_to_the_own_office_hears_of_it_once() -> None:
    assert audience(held(A), event("disposed", **{"from": A, "to": A})) == {A: Part.HOLDER}


def test_an_office_that_is_asked_to_help_hears_of_it() -> None:
    assert audience(held(A, HELPER), event("supported", agency=HELPER)) == {HELPER: Part.SUPPORTING, A: Part.HOLDER}


@pytest.mark.parametrize("kind", ["responded", "closed", "archived", "reopened", "referred"])
def test_helpers_hear_of_turning_points(kind: str) -> None:
    assert audience(held(A, HELPER), event(kind))[HELPER] is Part.SUPPORTING


@pytest.mark.parametrize("kind", ["progressed", "drafted", "replied", "accessed", "erased", "attached", "redacted"])
def test_helpers_hear_of_nothing_else(kind: str) -> None:
    assert audience(held(A, HELPER), event(kind)) == {A: Part.HOLDER}


def test_what_happens_to_the_identity_is_told_to_the_holder_alone() -> None:
    for kind in ("accessed", "erased"):
        assert set(audience(held(A, HELPER, B), event(kind))) == {A}


def test_however_many_help_the_transaction_stays_small() -> None:
    helpers = tuple(f"64.08-kantor{number}" for number in range(150))
    assert len(audience(held(A, *helpers), event("closed"))) == MOST_HELPERS_NOTIFIED + 1


def test_a_helper_that_gets_the_case_is_its_holder() -> None:
    after = fold.apply(
        held(A, HELPER),
        event("disposed", **{"from": A, "to": HELPER, "to_name": "x", "tier": "opd", "status": "routed"}),
    )
    assert audience(after, event("disposed", **{"from": A, "to": HELPER})) == {A: Part.FORMER, HELPER: Part.HOLDER}

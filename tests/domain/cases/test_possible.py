"""What is said to be possible is what the rules let through."""

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.cases.possible import refusal_of
from chalicelib.domain.errors import ApprovalNeeded, NotInThisStatus, NotYourCase, RoleNotAllowed, SameHands
from tests.support.world import World

DONE = "Petugas sudah menambalnya kemarin."
ROADS, GREEN = "64.08-pupr", "64.08-dlh"
APPROVER = Actor(Role.APPROVER, ROADS, "Dinas", "SECOND")


@pytest.fixture
def world() -> World:
    return World()


def test_role_office_and_status_say_why_not(world: World) -> None:
    case = world.case(world.file_and_route())
    officer = world.officer(ROADS)
    assert refusal_of(case, Command.ACCEPT, officer) is None
    assert isinstance(refusal_of(case, Command.PROGRESS, officer), NotInThisStatus)
    assert isinstance(refusal_of(case, Command.ACCEPT, world.officer(GREEN)), NotYourCase)
    assert isinstance(refusal_of(case, Command.ACCEPT, APPROVER), RoleNotAllowed)


def test_an_approval_waits_for_a_draft_of_somebody_else(world: World) -> None:
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    assert isinstance(refusal_of(world.case(filed), Command.APPROVE, APPROVER), ApprovalNeeded)
    world.do(
        filed,
        Command.DRAFT,
        note=DONE,
        by=Actor(Role.OFFICER, ROADS, "Dinas", "SECOND"),
    )
    assert isinstance(refusal_of(world.case(filed), Command.APPROVE, APPROVER), SameHands)
    world.do(filed, Command.DRAFT, note=DONE)
    assert refusal_of(world.case(filed), Command.APPROVE, APPROVER) is None


def test_an_answer_of_an_office_of_two_waits_for_the_second(world: World) -> None:
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    officer = world.officer(ROADS)
    assert refusal_of(world.case(filed), Command.RESPOND, officer) is None
    assert isinstance(refusal_of(world.case(filed), Command.RESPOND, officer, two_person=True), ApprovalNeeded)
    world.do(filed, Command.DRAFT, note=DONE)
    world.do(filed, Command.APPROVE, by=APPROVER)
    assert refusal_of(world.case(filed), Command.RESPOND, officer, two_person=True) is None

"""Who may send a file to a case, and what is refused before anybody sends it."""

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import InvalidInput, NotYourCase, RoleNotAllowed
from chalicelib.services.attachments.uploads import Offer
from tests.support.world import World

PHOTO = Offer("image/jpeg", 1_000, False)


def invite(actor: Actor, offer: Offer = PHOTO) -> object:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.SUPPORT, target="64.08-dlh")
    return world.services.uploads.invite_from_office(filed.case.id, actor, offer, world.now)


def actor(role: Role, agency: str) -> Actor:
    return Actor(role, agency, "Kantor", "KEY")


@pytest.mark.parametrize(
    "who",
    [
        actor(Role.OFFICER, "64.08-pupr"),
        actor(Role.OFFICER, "64.08-dlh"),
        actor(Role.COORDINATOR, "64.08-diskominfo"),
        actor(Role.COORDINATOR, "64-diskominfo"),
    ],
    ids=str,
)
def test_who_works_on_a_case_or_coordinates_its_area_may_send_files(who: Actor) -> None:
    assert invite(who)


@pytest.mark.parametrize(
    "who",
    [
        actor(Role.OFFICER, "64.08-satpolpp"),
        actor(Role.OFFICER, "64-pupr"),
        actor(Role.COORDINATOR, "64.72-diskominfo"),
    ],
    ids=str,
)
def test_offices_that_have_no_part_in_it_may_not(who: Actor) -> None:
    with pytest.raises(NotYourCase):
        invite(who)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OVERSEER, Role.ADMIN])
def test_who_only_watches_is_told_which_roles_may(role: Role) -> None:
    with pytest.raises(RoleNotAllowed) as caught:
        invite(actor(role, "64.08-pupr"))
    assert {Role.OFFICER, Role.COORDINATOR, Role.REPORTER} <= set(caught.value.allowed)


@pytest.mark.parametrize("offer", [Offer("application/pdf", 1_000, False), Offer("image/jpeg", 9_000_000, False)])
def test_a_file_that_would_be_refused_is_not_invited(offer: Offer) -> None:
    with pytest.raises(InvalidInput):
        invite(actor(Role.OFFICER, "64.08-pupr"), offer)

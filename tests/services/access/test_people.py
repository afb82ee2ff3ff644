"""Who makes and ends which grants, and what a grant must say."""

from datetime import timedelta

import pytest

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import (
    IdempotencyKeyReused,
    InvalidInput,
    NotYourCase,
    RoleNotAllowed,
    SameHands,
    UnknownAgency,
    UnknownGrant,
)
from chalicelib.services.access.people import LONGEST, MAY_MAKE, PEOPLES_ROLES, Appointment
from tests.support.people import appointed, id_of
from tests.support.world import MONDAY, World

ROADS, GREEN, PROVINCE = "64.08-pupr", "64.08-dlh", "64-pupr"
YEAR = timedelta(days=365)
LIAISON = Actor(Role.LIAISON, ROADS, "Dinas", "LIAISON")
COORDINATOR = Actor(Role.COORDINATOR, "64.08-diskominfo", "Diskominfo", "COORDINATOR")
ADMIN = Actor(Role.ADMIN, "64-diskominfo", "Diskominfo", "ADMIN")


def asked(role: str = "officer", email: str = "rina@contoh.go.id", **more: object) -> Appointment:
    facts: dict[str, object] = {"name": "Rina", "decree": "SK 1/2026", "valid_until": MONDAY + YEAR}
    return Appointment(email=email, role=role, **(facts | more))  # type: ignore[arg-type]


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize("actor", [LIAISON, COORDINATOR, ADMIN], ids=lambda actor: actor.role)
@pytest.mark.parametrize("role", [each for each in PEOPLES_ROLES if not each.startswith("overseer")])
def test_each_maker_makes_the_roles_of_the_table(world: World, actor: Actor, role: Role) -> None:
    if role in MAY_MAKE[actor.role]:
        grant = world.services.people.appoint(actor, ROADS, asked(role), world.now)
        assert (grant.role, grant.agency, grant.made_by) == (role, ROADS, actor.key)
        assert world.people.of_person(grant.person) == (grant,)
    else:
        with pytest.raises(RoleNotAllowed):
            world.services.people.appoint(actor, ROADS, asked(role), world.now)
        assert world.accounts.invited == []


def test_nobody_appoints_outside_the_own_office_or_area(world: World) -> None:
    with pytest.raises(NotYourCase):
        world.services.people.appoint(LIAISON, GREEN, asked(), world.now)
    with pytest.raises(NotYourCase):
        world.services.people.appoint(COORDINATOR, PROVINCE, asked(), world.now)
    assert world.services.people.appoint(COORDINATOR, GREEN, asked(), world.now).agency == GREEN
    with pytest.raises(UnknownAgency):
        world.services.people.appoint(ADMIN, "64.08-none", asked(), world.now)


def test_nobody_appoints_himself(world: World) -> None:
    self = Actor(Role.LIAISON, ROADS, "Dinas", id_of("sari@contoh.go.id"))
    with pytest.raises(SameHands):
        world.services.people.appoint(self, ROADS, asked("approver", "sari@contoh.go.id"), world.now)
    assert world.people.kept == {}


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"email": "rina"}, "/email", "email_shape"),
        ({"email": "a@contoh.go.id b@contoh.go.id"}, "/email", "email_shape"),
        ({"email": "rina@refused.example"}, "/email", "email_shape"),
        ({"name": " \u200b"}, "/name", "too_short"),
        ({"name": "x" * 101}, "/name", "too_long"),
        ({"decree": ""}, "/decree", "too_short"),
        ({"role": "reporter"}, "/role", "unknown_choice"),
        ({"role": "application"}, "/role", "unknown_choice"),
        ({"valid_until": MONDAY}, "/valid_until", "too_long_ago"),
        ({"valid_until": MONDAY + LONGEST + YEAR}, "/valid_until", "too_far"),
        ({"valid_from": MONDAY + 2 * YEAR}, "/valid_until", "too_long_ago"),
        ({"categories": ("jalan-rusak",)}, "/categories", "unknown_field"),
    ],
)
def test_what_a_grant_cannot_be_is_named(world: World, wrong: dict[str, object], field: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        world.services.people.appoint(ADMIN, ROADS, asked(**wrong), world.now)  # type: ignore[arg-type]
    assert [(each.field, each.code) for each in caught.value.errors] == [(field, code)]
    assert world.people.kept == {}


def test_a_programme_needs_categories_that_there_are(world: World) -> None:
    def appoint(*categories: str) -> Role:
        wanted = asked("overseer_ksp", categories=categories)
        return world.services.people.appoint_as_operator("00-ksp", wanted, world.now, "operator").role

    for wrong in ((), ("ufo",)):
        with pytest.raises(InvalidInput):
            appoint(*wrong)
    assert appoint("jalan-rusak") is Role.OVERSEER_KSP


def test_an_address_is_written_in_one_way_and_stored_nowhere(world: World) -> None:
    grant = appointed(world, "Rina.Contoh@Contoh.go.id")
    assert world.accounts.invited == ["rina.contoh@contoh.go.id"]
    assert "@" not in repr(grant)


def test_a_grant_is_never_older_than_its_making(world: World) -> None:
    assert appointed(world, valid_from=MONDAY - YEAR).valid_from == MONDAY
    assert appointed(world, valid_from=MONDAY + timedelta(days=1)).valid_from == MONDAY + timedelta(days=1)


def test_the_same_request_makes_one_grant_and_another_under_its_key_is_refused(world: World) -> None:
    appoint = world.services.people.appoint
    first = appoint(LIAISON, ROADS, asked(), world.now, "a" * 24)
    assert appoint(LIAISON, ROADS, asked(), world.now + YEAR / 2, "a" * 24) == first
    with pytest.raises(IdempotencyKeyReused):
        appoint(LIAISON, ROADS, asked("approver"), world.now, "a" * 24)
    assert len(world.people.kept) == 1


def test_who_may_make_a_grant_ends_it_and_its_first_end_counts(world: World) -> None:
    grant = appointed(world)
    people = world.services.people
    for stranger, error in (
        (world.officer(ROADS), RoleNotAllowed),
        (Actor(Role.LIAISON, GREEN, "Dinas", "KEY"), NotYourCase),
    ):
        with pytest.raises(error):
            people.end(stranger, ROADS, grant.id, world.now)
    ended = people.end(LIAISON, ROADS, grant.id, world.now)
    assert (ended.ended_at, ended.ended_by) == (MONDAY, "LIAISON")
    assert people.end(COORDINATOR, ROADS, grant.id, world.now + YEAR) == ended
    assert people.end_as_operator(ROADS, grant.id, world.now, "operator") == ended


def test_a_liaison_ends_no_grant_that_it_could_not_make(world: World) -> None:
    grant = appointed(world, role="liaison")
    with pytest.raises(RoleNotAllowed):
        world.services.people.end(LIAISON, ROADS, grant.id, world.now)
    with pytest.raises(UnknownGrant):
        world.services.people.end(COORDINATOR, GREEN, grant.id, world.now)


def test_the_list_is_for_those_who_look_after_the_office(world: World) -> None:
    grant = appointed(world)
    appointed(world, "wati@contoh.go.id", agency=GREEN)
    assert world.services.people.of_office(LIAISON, ROADS) == [grant]
    with pytest.raises(RoleNotAllowed):
        world.services.people.of_office(world.officer(ROADS), ROADS)
    with pytest.raises(NotYourCase):
        world.services.people.of_office(LIAISON, GREEN)

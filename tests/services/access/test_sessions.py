"""A session is one grant of one person, for a working day at most."""

from datetime import timedelta

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import NoGrant, NotSignedIn, SameHands, SecondFactorNeeded
from chalicelib.services.access.sessions import LASTS, NEED_SECOND_FACTOR
from chalicelib.services.ports.people_store import Grant
from tests.support.people import appointed, id_of, in_session
from tests.support.world import MONDAY, World

ROADS, GREEN = "64.08-pupr", "64.08-dlh"


@pytest.fixture
def world() -> World:
    return World()


def test_the_only_grant_is_taken_and_the_session_acts_as_its_office(world: World) -> None:
    grant = appointed(world)
    opened = world.services.sessions.open(grant.person, None, world.now)
    assert (opened.grant, opened.grants, opened.ends_at) == (grant, (grant,), MONDAY + LASTS)
    assert opened.bearer
    found = world.services.sessions.recognise(opened.bearer, world.now)
    assert found
    actor, session = found
    assert (actor.role, actor.agency, actor.name) == (Role.OFFICER, ROADS, grant.agency_name)
    assert (actor.key, session.grant) == (grant.person, grant.id)
    assert opened.bearer.split("_")[2].encode() not in session.secret_hash


def test_of_several_grants_one_is_chosen_by_name(world: World) -> None:
    first, second = appointed(world), appointed(world, agency=GREEN)
    opened = world.services.sessions.open(first.person, None, world.now)
    assert (opened.bearer, opened.grant, set(opened.grants)) == (None, None, {first, second})
    assert world.services.sessions.open(first.person, second.id, world.now).grant == second


@pytest.mark.parametrize("grant_id", [None, "0" * 12])
def test_without_a_grant_that_holds_there_is_no_session(world: World, grant_id: str | None) -> None:
    appointed(world, "other@contoh.go.id")
    with pytest.raises(NoGrant):
        world.services.sessions.open(id_of("rina@contoh.go.id"), grant_id, world.now)


def test_a_grant_opens_nothing_before_it_begins_or_after_it_ended(world: World) -> None:
    day = timedelta(days=1)
    grant = appointed(world, valid_from=MONDAY + day, valid_until=MONDAY + 3 * day)
    for moment in (MONDAY, MONDAY + 3 * day):
        with pytest.raises(NoGrant):
            world.services.sessions.open(grant.person, grant.id, moment)
    almost = MONDAY + 3 * day - timedelta(hours=1)
    assert world.services.sessions.open(grant.person, grant.id, almost).ends_at == grant.ends_at


@pytest.mark.parametrize("role", NEED_SECOND_FACTOR)
def test_who_decides_or_oversees_signs_in_with_an_authenticator(world: World, role: Role) -> None:
    bodies = {"overseer_kemenpanrb": "00-panrb", "overseer_ksp": "00-ksp", "overseer_ombudsman": "00-ombudsman"}
    categories = ("jalan-rusak",) if role is Role.OVERSEER_KSP else ()
    grant = appointed(world, role=role, agency=bodies.get(role, ROADS), categories=categories)
    with pytest.raises(SecondFactorNeeded):
        world.services.sessions.open(grant.person, None, world.now)
    world.accounts.with_second_factor.add(grant.person)
    assert world.services.sessions.open(grant.person, None, world.now).bearer


def test_a_session_ends_with_its_day_its_grant_or_its_closing(world: World) -> None:
    sessions, grant = world.services.sessions, appointed(world)
    bearer, another = in_session(world, grant), in_session(world, grant)
    assert sessions.recognise(bearer, MONDAY + LASTS - timedelta(seconds=1))
    assert sessions.recognise(bearer, MONDAY + LASTS) is None
    sessions.close(bearer.split("_")[1], world.now)
    assert sessions.recognise(bearer, world.now) is None
    assert sessions.recognise(another, world.now)
    world.services.people.end_as_operator(ROADS, grant.id, world.now, "operator")
    assert sessions.recognise(another, world.now) is None


def test_nothing_else_is_a_session(world: World) -> None:
    bearer = in_session(world, appointed(world))
    scheme, session_id, secret = bearer.split("_")
    wrong = [
        f"lapor_{session_id}_{secret}",
        f"{scheme}_{session_id}_{secret[:-1]}",
        f"{scheme}_{session_id}_{'0' * 32}",
        f"{scheme}_{'0' * 12}_{secret}",
        "",
    ]
    assert [world.services.sessions.recognise(each, world.now) for each in wrong] == [None] * len(wrong)
    for unknown in ("", "0" * 12):
        with pytest.raises(NotSignedIn):
            world.services.sessions.close(unknown, world.now)


def actor_in(world: World, grant: Grant) -> Actor:
    found = world.services.sessions.recognise(in_session(world, grant), world.now)
    assert found
    return found[0]


def test_one_person_does_not_approve_the_own_draft_under_another_grant(world: World) -> None:
    filed = world.file_and_route()
    writes, approves = appointed(world), appointed(world, role="approver")
    assert writes.person == approves.person

    officer, approver = actor_in(world, writes), actor_in(world, approves)
    world.do(filed, Command.ACCEPT, by=officer)
    world.do(filed, Command.DRAFT, by=officer, note="Petugas sudah menambalnya kemarin.")
    with pytest.raises(SameHands):
        world.do(filed, Command.APPROVE, by=approver)
    other = actor_in(world, appointed(world, "budi@contoh.go.id", role="approver"))
    assert world.do(filed, Command.APPROVE, by=other).approved

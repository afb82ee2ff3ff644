"""A key's grant: it begins and ends by itself, can be rotated and revoked, and a refusal reveals nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import InvalidInput, NotYourCase, RoleNotAllowed
from chalicelib.services.access import keys as access_module
from chalicelib.services.access.keys import BODIES, ISSUED_ROLES, Standing, standing
from chalicelib.services.ports.key_store import ApiKey, NoSuchKey
from tests.support.world import MONDAY, OFFICES, World

PUPR = OFFICES[2]
DAY, YEAR = timedelta(days=1), timedelta(days=365)


def issue(world: World, role: Role = Role.OFFICER, **grant: object) -> str:
    return world.services.keys.issue(role, PUPR, MONDAY, MONDAY + YEAR, **grant)  # type: ignore[arg-type]


def key_of(bearer: str) -> str:
    return bearer.split("_")[1]


def test_a_grant_begins_and_ends_by_itself() -> None:
    world = World()
    access = world.services.keys
    bearer = issue(world, valid_from=MONDAY + DAY, decree="SK Gubernur 100.3/1/2026")
    opens = [access.recognise(bearer, MONDAY + days * DAY) is not None for days in (0, 1, 364, 365)]
    assert opens == [False, True, True, False]
    kept = world.keys.kept[key_of(bearer)]
    assert kept.decree == "SK Gubernur 100.3/1/2026"
    seen = [standing(kept, MONDAY + days * DAY) for days in (0, 1, 365)]
    assert seen == [Standing.NOT_YET, Standing.VALID, Standing.EXPIRED]


def test_after_a_rotation_both_secrets_open_until_the_overlap_is_over() -> None:
    world = World()
    access = world.services.keys
    before = issue(world)
    after = access.rotate(key_of(before), MONDAY, DAY)
    assert key_of(after) == key_of(before)
    assert access.recognise(before, MONDAY) == access.recognise(after, MONDAY)
    assert access.recognise(before, MONDAY + DAY) is None
    assert access.recognise(after, MONDAY + DAY) is not None


def test_a_second_rotation_ends_the_first_secret_at_once() -> None:
    world = World()
    access = world.services.keys
    first = issue(world)
    access.rotate(key_of(first), MONDAY, DAY)
    access.rotate(key_of(first), MONDAY, DAY)
    assert access.recognise(first, MONDAY) is None


def test_a_revoked_key_opens_nothing_and_cannot_be_rotated() -> None:
    world = World()
    access = world.services.keys
    bearer = issue(world)
    access.keys.revoke(key_of(bearer), MONDAY)
    assert access.recognise(bearer, MONDAY) is None
    for key_id, at in ((key_of(bearer), MONDAY), ("X" * 12, MONDAY), (key_of(issue(world)), MONDAY + YEAR)):
        with pytest.raises(NoSuchKey):
            access.rotate(key_id, at, DAY)


@pytest.mark.parametrize(
    ("role", "grant", "wrong"),
    [
        (Role.OVERSEER_KSP, {}, "/categories"),
        (Role.OFFICER, {"categories": ("jalan-rusak",)}, "/categories"),
        (Role.OFFICER, {"valid_from": MONDAY + YEAR}, "/valid_until"),
    ],
)
def test_a_grant_that_makes_no_sense_is_not_issued(role: Role, grant: dict[str, object], wrong: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        issue(World(), role, **grant)
    assert [error.field for error in refused.value.errors] == [wrong]


def test_a_programmes_key_carries_its_categories() -> None:
    world = World()
    bearer = issue(world, Role.OVERSEER_KSP, categories=("gizi-stunting",))
    actor = world.services.keys.recognise(bearer, MONDAY)
    assert actor is not None
    assert actor.categories == ("gizi-stunting",)


def test_nobody_gets_a_key_for_a_reporter_the_system_or_the_overseer_of_old() -> None:
    assert set(Role) - set(ISSUED_ROLES) == {Role.REPORTER, Role.SYSTEM, Role.OVERSEER, Role.REGION_HEAD}
    assert set(BODIES) <= set(ISSUED_ROLES)


REFUSALS: dict[str, Callable[[World, str], str]] = {
    "unknown": lambda world, bearer: f"lapor_{'X' * 12}_{'0' * 32}",
    "wrong secret": lambda world, bearer: bearer[:-32] + "0" * 32,
    "expired": lambda world, bearer: (world.later(days=400), bearer)[1],
    "revoked": lambda world, bearer: (world.keys.revoke(key_of(bearer), MONDAY), bearer)[1],  # type: ignore[func-returns-value]
}


@pytest.mark.parametrize("why", REFUSALS)
def test_every_refused_key_gets_the_same_answer_after_the_same_comparisons(
    why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    sent = REFUSALS[why](world, issue(world))
    compared: list[int] = []
    reads: list[str] = []
    real_get, real_compare = world.keys.get, access_module.hmac.compare_digest

    def get(key_id: str) -> ApiKey | None:
        reads.append(key_id)
        return real_get(key_id)

    def compare(one: bytes, other: bytes) -> bool:
        compared.append(len(other))
        return real_compare(one, other)

    monkeypatch.setattr(world.keys, "get", get)
    monkeypatch.setattr(access_module.hmac, "compare_digest", compare)
    assert world.services.keys.recognise(sent, world.now) is None
    assert (len(reads), compared) == (1, [32, 32])
    assert all(key.last_used is None for key in world.keys.kept.values())


def test_the_last_use_is_a_day_written_once_a_day() -> None:
    world = World()
    bearer = issue(world)
    marked: list[object] = []
    real = world.keys.mark_used
    world.keys.mark_used = lambda key_id, day: (marked.append(day), real(key_id, day))[1]  # type: ignore[method-assign]
    for hours in (0, 1, 5, 24, 25):
        world.services.keys.recognise(bearer, MONDAY + timedelta(hours=hours))
    assert marked == [MONDAY.date(), MONDAY.date() + DAY]
    assert world.keys.kept[key_of(bearer)].last_used == MONDAY.date() + DAY


@pytest.mark.parametrize(
    ("role", "agency", "error"),
    [
        (Role.LIAISON, "64.08-pupr", None),
        (Role.LIAISON, "64.08-dlh", NotYourCase),
        (Role.COORDINATOR, "64-diskominfo", None),
        (Role.AUDITOR, "64.72-inspektorat", NotYourCase),
        (Role.OFFICER, "64.08-pupr", RoleNotAllowed),
    ],
)
def test_an_offices_keys_are_listed_for_those_who_manage_them(
    role: Role, agency: str, error: type[Exception] | None
) -> None:
    world = World()
    bearer = issue(world)
    actor = Actor(role, agency, "x", "KEY")
    if error is None:
        assert [key.id for key in world.services.keys.of_office(actor, PUPR.id)] == [key_of(bearer)]
    else:
        with pytest.raises(error):
            world.services.keys.of_office(actor, PUPR.id)

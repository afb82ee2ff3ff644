import os
from dataclasses import replace
from datetime import timedelta
from inspect import signature

import pytest

from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import (
    NotYourCase,
    RoleNotAllowed,
    TooManyGuesses,
    UnknownAgency,
    UnknownCase,
    WrongSecret,
)
from chalicelib.runtime.container import Container
from chalicelib.services.cases.filing import Submission
from chalicelib.services.ports.case_store import QueueQuery
from tests.support.world import MONDAY, OFFICES, ROAD, World

OVERSEER = Actor(Role.OVERSEER, "64-inspektorat", "Inspektorat", "KEY")


def test_a_key_is_recognised_until_it_expires_and_only_whole() -> None:
    world = World()
    access = world.services.keys
    bearer = access.issue(Role.OFFICER, OFFICES[2], MONDAY, MONDAY + timedelta(days=1))
    actor = access.recognise(bearer, MONDAY)
    assert actor == Actor(Role.OFFICER, "64.08-pupr", "Dinas PUPR Kabupaten Kutai Timur", bearer.split("_")[1])
    assert access.recognise(bearer, MONDAY + timedelta(days=1)) is None
    for wrong in (bearer[:-1], bearer + "0", bearer[:-1] + "!", "lapor_", "", bearer.replace("lapor", "other")):
        assert access.recognise(wrong, MONDAY) is None


def test_only_a_hash_of_a_key_is_kept() -> None:
    world = World()
    bearer = world.services.keys.issue(Role.OFFICER, OFFICES[2], MONDAY, MONDAY + timedelta(days=1))
    secret = bearer.split("_")[2]
    (kept,) = world.keys.kept.values()
    assert secret not in repr(kept)
    assert secret.encode() not in kept.secret_hash


def test_a_key_has_160_bits_of_the_systems_randomness() -> None:
    world, asked = World(), list[int]()

    def entropy(count: int) -> bytes:
        asked.append(count)
        return b"\xff" * count

    keys = replace(world.services.keys, entropy=entropy)
    secret = keys.issue(Role.OFFICER, OFFICES[2], MONDAY, MONDAY + timedelta(days=1)).split("_")[2]
    assert 5 * len(secret) == 160
    assert 8 * max(asked) >= 160
    assert secret == "Z" * len(secret), "every bit of it is taken from there"
    assert signature(Container).parameters["entropy"].default is os.urandom


@pytest.mark.parametrize(
    ("role", "agency", "may"),
    [
        (Role.OFFICER, "64.08-pupr", True),
        (Role.OFFICER, "64.08-dlh", False),
        (Role.OFFICER, "64-pupr", False),
        (Role.COORDINATOR, "64.08-diskominfo", True),
        (Role.COORDINATOR, "64-diskominfo", True),
        (Role.COORDINATOR, "64.72-diskominfo", False),
        (Role.OVERSEER, "64-inspektorat", True),
        (Role.ADMIN, "64-diskominfo", True),
    ],
)
def test_a_queue_opens_to_its_office_its_coordinators_and_overseers(role: Role, agency: str, may: bool) -> None:
    world = World()
    world.file_and_route()
    query = QueueQuery("64.08-pupr", 10)
    actor = Actor(role, agency, "x", "KEY")
    if may:
        assert len(world.services.queue.page(actor, query, False, world.now).items) == 1
    else:
        with pytest.raises(NotYourCase):
            world.services.queue.page(actor, query, False, world.now)


def test_an_invalid_agency_id_has_no_queue_even_for_an_admin() -> None:
    for wrong in ("0", "true", "64", "64.08-", "-pupr", "64.08-PUPR"):
        with pytest.raises(UnknownAgency):
            World().services.queue.page(OVERSEER, QueueQuery(wrong, 10), False, MONDAY)


def test_an_overdue_queue_shows_only_what_is_past_its_deadline() -> None:
    world = World()
    world.file_and_route()
    query = QueueQuery("64.08-pupr", 10)
    assert world.services.queue.page(OVERSEER, query, True, world.now).items == ()
    assert len(world.services.queue.page(OVERSEER, query, True, world.now + timedelta(days=31)).items) == 1


def test_broken_deadlines_are_for_overseers_and_for_coordinators_those_of_their_region() -> None:
    world = World()
    with pytest.raises(RoleNotAllowed):
        world.services.queue.listed(world.officer("64.08-pupr"), "breached", "2026-12", 10, None)
    filed = world.file_and_route()
    world.later(days=31)
    world.sweep()
    near, far = (Actor(Role.COORDINATOR, f"{each}-diskominfo", "x", "KEY") for each in ("64.08", "64.72"))
    lists = [world.services.queue.listed(each, "breached", "2026-12", 10, None).items for each in (near, far)]
    assert [[line.id for line in lines] for lines in lists] == [[filed.case.id], []]


@pytest.mark.parametrize("hidden", ["secret", "sensitive"])
@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        (None, False),
        (Actor(Role.OFFICER, "64.08-pupr", "x", "KEY"), "holder"),
        (Actor(Role.OFFICER, "64.08-dlh", "x", "KEY"), False),
        (Actor(Role.COORDINATOR, "64.08-diskominfo", "x", "KEY"), True),
        (Actor(Role.COORDINATOR, "64.72-diskominfo", "x", "KEY"), False),
        (OVERSEER, True),
    ],
)
def test_a_hidden_case_is_unknown_to_everybody_who_is_not_involved(
    hidden: str, viewer: Actor | None, sees: bool | str
) -> None:
    world = World()
    category = "pungli" if hidden == "sensitive" else ROAD.category
    filed = world.file_and_route(
        Submission(text="Tolong", category=category, region="64.08", secret=hidden == "secret")
    )
    expected = world.case(filed).agency == "64.08-pupr" if sees == "holder" else sees
    if expected:
        assert world.services.reporter.look_up(filed.case.id, viewer, world.now).case.id == filed.case.id
    else:
        with pytest.raises(UnknownCase):
            world.services.reporter.look_up(filed.case.id, viewer, world.now)


def test_the_secret_opens_a_secret_case_and_a_wrong_one_does_not_confirm_that_it_exists() -> None:
    world = World()
    hidden = world.file(Submission(text="Tolong", secret=True, reporter=Reporter("Contoh")))
    public = world.file()
    following = world.services.reporter
    assert following.look_up(hidden.case.id, None, world.now, hidden.receipt.secret).case == hidden.case
    with pytest.raises(UnknownCase):
        following.look_up(hidden.case.id, None, world.now, public.receipt.secret)
    with pytest.raises(WrongSecret):
        following.look_up(public.case.id, None, world.now, hidden.receipt.secret)


def test_wrong_secrets_are_counted_and_the_right_one_is_always_let_in() -> None:
    world = World()
    filed = world.file()
    for attempt in range(12):
        with pytest.raises(WrongSecret if attempt < 10 else TooManyGuesses):
            world.services.reporter.look_up(filed.case.id, None, world.now, "A" * 20)
    assert world.services.reporter.look_up(filed.case.id, None, world.now, filed.receipt.secret)
    world.later(hours=1)
    with pytest.raises(WrongSecret):
        world.services.reporter.look_up(filed.case.id, None, world.now, "A" * 20)

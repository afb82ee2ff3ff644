"""A number that is hidden cannot be told from one that does not exist: not by the answer, nor by what it takes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.cases import receipt
from chalicelib.domain.cases.commands import Accept
from chalicelib.domain.cases.model import Case
from chalicelib.domain.cases.reporter_commands import Reply
from chalicelib.domain.errors import DomainError, LivesElsewhere, UnknownCase
from chalicelib.services.attachments.uploads import Offer
from tests.support.country import Country
from tests.support.memory import MemoryCaseStore
from tests.support.world import ROAD, World

UNKNOWN = receipt.derive(bytes(16), "KI").tracking_id
WRONG = "0000-0000-0000-0000-0000"
OFFER = Offer("image/jpeg", 1000)


class Counted:
    """A store that notes which of its methods are called."""

    def __init__(self, inner: object) -> None:
        self.inner = inner
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        self.calls.append(name)
        return getattr(self.inner, name)  # type: ignore[no-any-return]


def look_up(world: World, number: str, secret: str | None = None) -> object:
    return world.services.reporter.look_up(number, None, world.now, secret)


def other_office(world: World, number: str) -> object:
    return world.services.reporter.look_up(number, world.officer("64.08-dlh"), world.now)


def act(world: World, number: str) -> object:
    return world.services.casework.perform(Accept(), number, 1, world.officer("64.08-dlh"), world.now)


def follow(world: World, number: str) -> object:
    return world.file(replace(ROAD, follows=number))


def invite(world: World, number: str) -> object:
    return world.services.uploads.invite_from_reporter(number, WRONG, OFFER, world.now)


ROADS_IN: dict[str, Callable[[World, str], object]] = {
    "the public": look_up,
    "a wrong secret": lambda world, number: look_up(world, number, WRONG),
    "another office": other_office,
    "a command": act,
    "a photo": invite,
    "a report that follows it": follow,
}


@pytest.mark.parametrize("way", ROADS_IN)
def test_a_hidden_and_an_unknown_number_take_the_same_reads(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    hidden = world.file_and_route(replace(ROAD, secret=True)).case.id
    hashes: list[str] = []
    original = receipt.hash_secret
    monkeypatch.setattr(receipt, "hash_secret", lambda *given: hashes.append("hash") or original(*given))
    found = []
    for number in (hidden, UNKNOWN):
        counted = Counted(world.cases)
        tried = Counted(world.services.reporter.secret_attempts)
        with monkeypatch.context() as patched:
            for service in (world.services.reporter, world.services.casework, world.services.filing.merging):
                patched.setattr(service, "cases", counted)
            patched.setattr(world.services.reporter, "secret_attempts", tried)
            hashes.clear()
            with pytest.raises(DomainError) as refused:
                ROADS_IN[way](world, number)
        found.append((counted.calls, tried.calls, list(hashes), type(refused.value), str(refused.value)))
    assert found[0] == found[1]
    assert len(found[0][0]) == 1


def test_a_hidden_case_of_another_stack_cannot_be_told_from_an_unknown_one() -> None:
    country = Country()
    world = country.kaltara
    filed = country.kaltim.file(replace(ROAD, secret=True))
    world.cases.kept[filed.case.id] = country.kaltim.cases.kept[filed.case.id]
    for number in (filed.case.id, UNKNOWN):
        with pytest.raises(LivesElsewhere):
            look_up(world, number)


def emptied(cases: MemoryCaseStore, case: Case) -> None:
    """One write into the table: the flags are gone."""
    cases.kept[case.id].case = replace(cases.load(case.id), filing=case.filing.with_flags([]))


@pytest.mark.parametrize("flag", ["secret", "sensitive"])
def test_emptied_flags_show_a_hidden_case_to_nobody(flag: str) -> None:
    world = World()
    category = "korupsi" if flag == "sensitive" else ROAD.category
    filed = world.file_and_route(replace(ROAD, secret=flag == "secret", category=category))
    assert getattr(filed.case.filing, flag)
    emptied(world.cases, filed.case)
    for way in (look_up, other_office):
        with pytest.raises(UnknownCase):
            way(world, filed.case.id)
    history = world.services.reporter.look_up(filed.case.id, None, world.now, filed.receipt.secret)
    assert getattr(history.case.filing, flag)


def test_a_command_of_the_reporter_writes_the_flags_back() -> None:
    world = World()
    filed = world.file_and_route(replace(ROAD, secret=True))
    emptied(world.cases, filed.case)
    world.services.reporter.perform(Reply("Masih berlubang."), filed.case.id, filed.receipt.secret, world.now)
    assert world.case(filed).filing.secret

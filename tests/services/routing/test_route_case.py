"""Routing a new case while somebody else writes to it."""

from datetime import timedelta

import pytest

from chalicelib.domain.cases import lifecycle
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import SYSTEM, Case
from chalicelib.domain.errors import StaleVersion
from tests.support.world import World

PHOTO = {"attachment": "0", "sha256": "0" * 64, "bytes": 1, "width": 1, "height": 1}


def attach_first(world: World, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Let the photo cleaner be faster at the next `times` writes of a case."""
    append, writes = world.cases.append, iter(range(times))

    def overtaken(after: Case, *rest: object) -> None:
        if next(writes, None) is not None:
            before = world.cases.load(after.id)
            event = lifecycle.decide(before, Command.ATTACH, SYSTEM, facts=PHOTO)
            with monkeypatch.context() as patch:
                patch.setattr(world.cases, "append", append)
                world.services.event_writer.write(before, event, SYSTEM, world.now)
        append(after, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(world.cases, "append", overtaken)


def test_a_photo_attached_in_the_same_moment_does_not_leave_the_case_to_the_sweep(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    filed = world.file()
    attach_first(world, monkeypatch, times=2)

    assert world.services.route_case.route(filed.case.id, world.now) is True
    kinds = [event.kind for event in world.cases.load_history(filed.case.id).events]
    assert kinds == ["filed", "attached", "attached", "routed"]


def test_a_case_that_changes_at_every_try_is_brought_again(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    filed = world.file()
    attach_first(world, monkeypatch, times=99)

    with pytest.raises(StaleVersion):
        world.services.route_case.route(filed.case.id, world.now)
    assert world.cases.load(filed.case.id).status == "received"


def test_a_rival_that_routes_in_the_same_moment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    filed = world.file()
    append = world.cases.append

    def overtaken(after: Case, *rest: object) -> None:
        monkeypatch.setattr(world.cases, "append", append)
        world.services.route_case.route(after.id, world.now)
        append(after, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(world.cases, "append", overtaken)
    assert world.services.route_case.route(filed.case.id, world.now) is False
    assert world.cases.load(filed.case.id).version == 2


def test_a_function_whose_clock_is_behind_dates_no_event_before_the_filing() -> None:
    world = World()
    filed = world.file()
    world.services.route_case.route(filed.case.id, world.now - timedelta(minutes=3))
    times = [event.at for event in world.cases.load_history(filed.case.id).events]
    assert times == sorted(times)

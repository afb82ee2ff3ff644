"""What a sweep answers: what it looked at, what had been settled, and what it left to the next one."""

import pytest

from chalicelib.services.ports.case_store import DueTimer
from tests.support.world import World


class Never:
    """A healer that no sweep of single shards may call."""

    def heal(self, now: object, has_time: object) -> int:
        raise AssertionError("only a sweep of all shards heals")


def test_a_sweep_of_some_shards_tells_no_stack_and_heals_nothing() -> None:
    world = World()
    world.services.sweep.healers = {"never": Never()}  # type: ignore[dict-item]
    some = world.services.sweep.run(world.now, lambda: True, (1, 0))
    assert (some.healed, some.failures) == ({}, [])
    assert world.services.sweep.run(world.now, lambda: True).failures == [("never", "AssertionError")]


def test_the_shards_that_were_left_are_named_in_order() -> None:
    world = World()
    assert world.services.sweep.run(world.now, lambda: False, (3, 0, 2)).left == (0, 2, 3)
    assert world.services.sweep.run(world.now, lambda: True, (3, 0, 2)).left == ()


def test_a_case_that_an_index_names_late_is_a_conflict_and_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    filed = world.file_and_route()
    monkeypatch.setattr(world.cases, "due", lambda now, shard: iter([DueTimer(filed.case.id, 0)] if not shard else []))
    result = world.services.sweep.run(world.now, lambda: True)
    assert (result.due, result.fired, result.conflicts, result.failures) == (1, 0, 1, [])
    assert world.case(filed).version == 2

from dataclasses import dataclass
from typing import Any

import pytest
from aws_lambda_powertools import Logger

from chalicelib.workers.sweep import MOST_ROUNDS, sweep_once
from tests.support.world import World


@dataclass
class Context:
    """A Lambda context that runs out of time after some questions."""

    answers: int
    function_name: str = "sweep"

    def get_remaining_time_in_millis(self) -> int:
        self.answers -= 1
        return 60_000 if self.answers >= 0 else 1_000


def sweep(context: Context, world: World, later: list[Any] | None = None, **detail: Any) -> dict[str, Any]:
    def invoke_later(function: str, event: dict[str, Any]) -> None:
        assert function == "sweep"
        (later if later is not None else []).append(event["detail"])

    event = {"source": "aws.events", "detail": detail}
    return sweep_once(event, context, world.services.sweep, invoke_later, lambda: world.now, Logger())


def test_a_sweep_ends_with_one_line_that_counts(caplog: pytest.LogCaptureFixture) -> None:
    world = World()
    for _ in range(3):
        world.file()
    world.later(hours=1)
    answer = sweep(Context(99), world)
    counts = {"due": 3, "fired": 3, "conflicts": 0, "failed": 0, "set_aside": 0, "left": [], "carried_on": 0}
    healed = {"webhooks": 0, "photos": 0, "notices": 3, "told": 0, "mornings": 0}
    counts |= {"unrouted_seconds": 3600 - 300, "repeated": 0, "unanswered": 0, "healed": healed}
    assert answer == counts
    (line,) = [vars(record) for record in caplog.records]
    assert line["message"] == "swept"
    assert {name: line[name] for name in answer} == answer


def test_a_sweep_stops_before_the_function_is_killed() -> None:
    world = World()
    for _ in range(3):
        world.file()
    world.later(hours=1)
    answer = sweep(Context(2), world)
    assert answer["left"]
    assert answer["fired"] < 3
    assert answer["carried_on"] == len(answer["left"])


def test_a_sweep_without_time_is_carried_on_shard_by_shard_and_not_for_ever() -> None:
    world = World()
    for _ in range(3):
        world.file()
    world.later(hours=1)
    later: list[Any] = []
    answer = sweep(Context(1), world, later)
    assert later == [{"shards": [shard], "round": 1} for shard in answer["left"]]
    while later:
        sweep(Context(99), world, later, **later.pop())
    assert world.sweep() == 0

    world.file()
    world.later(hours=1)
    answer = sweep(Context(0), world, later, shards=[0], round=MOST_ROUNDS)
    assert (answer["left"], answer["carried_on"], later) == ([0], 0, [])

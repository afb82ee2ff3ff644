from dataclasses import dataclass

import pytest
from aws_lambda_powertools import Logger

from chalicelib.workers.sweep import sweep_once
from tests.support.world import World


@dataclass
class Context:
    """A Lambda context that runs out of time after some questions."""

    answers: int

    def get_remaining_time_in_millis(self) -> int:
        self.answers -= 1
        return 60_000 if self.answers >= 0 else 1_000


def test_a_sweep_ends_with_one_line_that_counts(caplog: pytest.LogCaptureFixture) -> None:
    world = World()
    for _ in range(3):
        world.file()
    world.later(hours=1)
    answer = sweep_once(Context(99), world.services.sweep, lambda: world.now, Logger())
    assert answer == {"due": 3, "fired": 3, "conflicts": 0, "failed": 0, "left": False}
    (line,) = [vars(record) for record in caplog.records]
    assert line["message"] == "swept"
    assert {name: line[name] for name in answer} == answer


def test_a_sweep_stops_before_the_function_is_killed() -> None:
    world = World()
    for _ in range(3):
        world.file()
    world.later(hours=1)
    answer = sweep_once(Context(2), world.services.sweep, lambda: world.now, Logger())
    assert (answer["fired"], answer["left"]) == (2, True)

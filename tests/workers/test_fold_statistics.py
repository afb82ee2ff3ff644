from dataclasses import dataclass
from typing import Any

from chalicelib.workers.fold_statistics import fold_once
from tests.support.world import World


@dataclass
class Context:
    """A function's context with so much time left."""

    milliseconds: int

    def get_remaining_time_in_millis(self) -> int:
        return self.milliseconds


class Log:
    """Keeps the lines."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, dict[str, Any]]] = []

    def info(self, message: str, extra: dict[str, Any]) -> None:
        self.lines.append((message, extra))


def fold(world: World, milliseconds: int) -> tuple[dict[str, Any], Log]:
    log = Log()
    return fold_once(Context(milliseconds), world.services.aggregation, lambda: world.now, log), log  # type: ignore[arg-type]


def test_a_run_ends_with_one_line_of_counts() -> None:
    world = World()
    world.file_and_route()
    line, log = fold(world, 900_000)
    assert log.lines == [("counted", line)]
    assert line == {"days": 2, "events": 2, "months": ["2026-11"], "files": 6, "left": False}


def test_a_function_without_time_begins_nothing() -> None:
    line, _ = fold(World(), 100_000)
    assert (line["days"], line["files"], line["left"]) == (0, 0, True)

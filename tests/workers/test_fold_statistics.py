import json
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
    uses = world.services.aggregation, world.services.summary_sender
    return fold_once(Context(milliseconds), *uses, lambda: world.now, log), log  # type: ignore[arg-type]


def test_a_run_ends_with_one_line_of_counts() -> None:
    world = World()
    world.file_and_route()
    line, log = fold(world, 900_000)
    assert log.lines == [("counted", line)]
    counted = {"days": 2, "events": 2, "months": ["2026-11"], "files": 6, "left": False}
    assert line == counted | {"summary": "unlinked"}


def test_a_function_without_time_begins_nothing_and_tells_the_centre_nothing() -> None:
    world = World()
    world.stacks.inboxes["ID"] = "inbox-ID"
    line, _ = fold(world, 100_000)
    assert (line["days"], line["files"], line["left"], line["summary"]) == (0, 0, True, "left")
    assert world.messenger.sent == []


def test_a_run_tells_the_centre_what_it_has_counted() -> None:
    world = World()
    world.stacks.inboxes["ID"] = "inbox-ID"
    world.file_and_route()
    line, _ = fold(world, 900_000)
    assert line["summary"] == "sent"
    ((inbox, message),) = world.messenger.sent
    assert (inbox, json.loads(message)["figures"]) == ("inbox-ID", [1, 0, 0, None])

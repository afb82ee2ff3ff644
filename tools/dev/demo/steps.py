"""What a story is made of: chapters, their steps, and how a step differs from what was expected."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from tools.dev.demo.actors import World

T = TypeVar("T")

PATIENCE_SECONDS = 60.0
"""How long the story waits for what happens by itself: the stream, an index. Usually it takes a second."""
_PAUSE_SECONDS = 0.15


class Differs(Exception):
    """What happened is not what was expected, and the chapter cannot go on from there."""

    def __init__(self, expected: object, got: object) -> None:
        super().__init__(f"expected {expected}, got {got}")
        self.expected = expected
        self.got = got


@dataclass(frozen=True)
class Step:
    """One thing that happened: `happened` tells people, `expected` and `got` decide whether it was right."""

    name: str
    happened: str
    expected: object
    got: object

    @property
    def ok(self) -> bool:
        return self.expected == self.got


Steps = Iterator[Step]


@dataclass(frozen=True)
class Chapter:
    """A part of the story that needs no other part and can be played any number of times."""

    id: str
    title: str
    play: Callable[["World"], Steps]


def until(ask: Callable[[], T], good: Callable[[T], bool], seconds: float = PATIENCE_SECONDS) -> T:
    """Ask again and again until the answer is good or patience is at its end; the last answer in both cases."""
    end = time.monotonic() + seconds
    while not good(answer := ask()) and time.monotonic() < end:
        time.sleep(_PAUSE_SECONDS)
    return answer

"""What a chapter of the story is made of: steps, and waiting for what happens by itself."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

PATIENCE_SECONDS = 60.0
"""How long the story waits for what happens by itself: the stream, an index. Usually it takes a second."""
_PAUSE_SECONDS = 0.15


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


def until(ask: Callable[[], T], good: Callable[[T], bool], seconds: float = PATIENCE_SECONDS) -> T:
    """Ask again and again until the answer is good or patience is at its end; the last answer in both cases."""
    end = time.monotonic() + seconds
    while not good(answer := ask()) and time.monotonic() < end:
        time.sleep(_PAUSE_SECONDS)
    return answer

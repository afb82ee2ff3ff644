"""What a chapter of the story is made of: steps, and waiting for what happens by itself."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from laporctl.http import Unexpected

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
    """Ask again and again until the answer is good. Raises Unexpected, with the last answer, when patience is at its
    end: who goes on with an answer that is not good fails later, for a reason that explains nothing."""
    end = time.monotonic() + seconds
    while not good(answer := ask()):
        if time.monotonic() >= end:
            raise Unexpected(f"something else within {seconds:.0f} s", f"{answer!r:.2000}")
        time.sleep(_PAUSE_SECONDS)
    return answer

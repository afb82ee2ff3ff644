"""What stands on a case beside its status: words that the public does not read, and what waits for a second person."""

from enum import StrEnum
from typing import NamedTuple

ARCHIVING, PROMISE = "archive", "promise"
PROPOSALS = (ARCHIVING, PROMISE)
"""What needs a second person and waits for one on the case."""


class DraftState(StrEnum):
    """How a drafted response stands, where somebody has to do something about it: it waits for a second person, or that
    person sent it back to be changed."""

    WAITING = "waiting"
    SENT_BACK = "sent_back"


class Cover(NamedTuple):
    """Words of a case that the public does not read: from the character `start` of a part up to `end`, for one of
    `covering.REASONS`. `seq` is the event that covered them."""

    seq: int
    reason: str
    part: str
    start: int
    end: int

    @property
    def place(self) -> tuple[str, int, int]:
        """Where the words stand, whoever covered them and why."""
        return self.part, self.start, self.end

    @property
    def in_own_note(self) -> bool:
        """Whether an event covered words of its own note, which said again what was covered before."""
        return self.part == f"note/{self.seq}"


class Proposal(NamedTuple):
    """What somebody proposed and a second person has to agree to, one of `PROPOSALS`. `seq` is the event that proposed
    it, `key` whose key wrote that event."""

    what: str
    seq: int
    key: str

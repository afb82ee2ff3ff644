"""Erasures that were asked for in another stack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class ErasureRequest:
    """That a reporter's data are to go from a case, because somebody asked in the stack `stack` (a prefix) at `at`.
    `chain` is the hash (hex) of the event there that says so: it names the request. `sender` is the stack that tells
    of it, the same one or another."""

    tracking_id: str
    stack: str
    stack_name: str
    at: datetime
    chain: str
    sender: str


class Forgetting(Protocol):
    """The vault as the function calls it that hears from other stacks; it can ask for nothing else."""

    def forget(self, asked: ErasureRequest) -> int | None:
        """Erase identity and the reporter's photos in this stack too. Answers the number of the event that says so, or
        None if everything from before the request is gone already. Raises UnknownCase if there is no such case, or none
        that the sender shares."""

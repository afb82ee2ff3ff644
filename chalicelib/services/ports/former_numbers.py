"""Former numbers: which case here has a number of an earlier system. They are written with the case itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol


class FormerNumber(NamedTuple):
    """The case that a number leads to, and what the row that it came from is recognised by."""

    tracking_id: str
    mac: bytes


class FormerNumbers(Protocol):
    """Numbers of earlier systems, as `former_number.normalise` makes them."""

    def find(self, number: str) -> tuple[str, ...]:
        """The tracking ids of the cases that had this number, one for each system that used it."""

    def find_all(self, system: str, numbers: Sequence[str]) -> dict[str, FormerNumber]:
        """Those of some numbers of a system, at most a hundred, that are known, by number."""

    def all_of(self, system: str, now: datetime) -> Iterator[tuple[str, str]]:
        """Every number of a system with its tracking id; for operators, because it reads month by month."""

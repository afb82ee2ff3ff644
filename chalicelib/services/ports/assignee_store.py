"""The assignee store: which person of an office has which of its cases."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_READ = 2_000
"""How many rows of an office are read at once: twice the lines that a desk has."""


@dataclass(frozen=True, slots=True)
class Assignee:
    """Who has a case: the person's id, None once nobody has it any more; since when, and the key that decided it."""

    case: str
    person: str | None
    at: datetime
    by: str


class AssigneeStore(Protocol):
    """Who has which case. What is kept says nothing about where a case is now."""

    def of_office(self, agency: str, most: int) -> Sequence[Assignee]:
        """The cases of an office that somebody has, by number, among the first so many that anybody had; may lag by a
        moment."""

    def person_of(self, agency: str, case: str) -> str | None:
        """Who has a case in an office."""

    def give(self, agency: str, assignee: Assignee, before: str | None) -> bool:
        """The person has the case from now on, or nobody; False, and nothing is written, unless `before` had it (None:
        nobody)."""

"""The rule book: the stack's own routing rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.routing.decision import Override


class RuleBook(Protocol):
    """The stack's own routing rules."""

    def overrides(self) -> Sequence[Override]:
        """The overrides in force and those to come."""

    def share(self) -> float:
        """The share of routing decisions by words that must be right, from 0 to 1."""

"""Which stacks share a case: those that it came from or went to, as its own events name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.services.ports.case_store import CaseHistory

CAME = ("arrived", "returned")
TOOK = ("handed_over", "returned")
"""After these another stack is told again what it may have missed while the case was on its way: there it has a copy,
and here nothing said so until now. What comes back may be here before the receipt for its going."""

_SHARED = ("handed_over", *CAME)
"""Kinds of events that name (as `stack`) another stack with a copy."""


def holders(history: CaseHistory) -> set[str]:
    """The stacks (by prefix) that are known to have the case too."""
    return {str(event.data["stack"]) for event in history.events if event.kind in _SHARED}


def involved(history: CaseHistory) -> set[str]:
    """The stacks that have the case too, or soon will."""
    return {str(event.data["stack"]) for event in history.events if event.kind in (*_SHARED, "referred")}

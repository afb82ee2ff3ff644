"""The participants of an exchange: the stacks that share a case because it came from them or went to them, as its own
events name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.services.ports.case_store import CaseHistory

CAME = ("arrived", "returned")
TOOK = ("handed_over", "returned")
"""After these events another stack gets again the messages it may have missed while the case was on its way: it has a
copy, and no event here said so until now. A case may come back before the receipt for its referral."""

_SHARED = ("handed_over", *CAME)
"""Kinds of events that name (as `stack`) another stack with a copy."""


def holders(history: CaseHistory) -> set[str]:
    """The stacks (by prefix) that are known to have a copy of the case."""
    return {str(event.data["stack"]) for event in history.events if event.kind in _SHARED}


def involved(history: CaseHistory) -> set[str]:
    """The stacks that have a copy of the case, or soon will."""
    return {str(event.data["stack"]) for event in history.events if event.kind in (*_SHARED, "referred")}

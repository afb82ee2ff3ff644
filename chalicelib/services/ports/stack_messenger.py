"""The stack messenger: carries messages between stacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from chalicelib.services.ports.stack_register import Inbox


class UnlinkedStack(Exception):
    """Raised for a stack that this one shares no secret with: it would believe no message."""


class StackMessenger(Protocol):
    """Carries messages to other stacks, at least once and in any order."""

    def send(self, inbox: Inbox, message: Mapping[str, Any]) -> None:
        """Sign a message and send it to an inbox. Raises UnlinkedStack."""

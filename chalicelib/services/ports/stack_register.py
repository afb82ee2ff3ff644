"""The stack register: addresses and inboxes of the other stacks."""

from __future__ import annotations

from typing import Protocol


class StackRegister(Protocol):
    """Addresses and inboxes of the other stacks."""

    def site_of(self, prefix: str) -> str | None:
        """The address of the stack whose tracking ids start with `prefix`, if known."""

    def inbox_of(self, prefix: str) -> str | None:
        """The inbox of that stack for messages, if known."""

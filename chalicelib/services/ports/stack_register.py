"""Where the other stacks live."""

from __future__ import annotations

from typing import Protocol


class StackRegister(Protocol):
    """Where the other stacks live."""

    def site_of(self, prefix: str) -> str | None:
        """The address of the stack whose tracking ids start with `prefix`, if known."""

    def inbox_of(self, prefix: str) -> str | None:
        """Where messages for that stack are left, if known."""

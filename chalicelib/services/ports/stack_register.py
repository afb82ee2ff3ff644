"""The stack register: addresses and inboxes of the other stacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from chalicelib.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Inbox:
    """Where the stack with this prefix takes messages."""

    prefix: str
    address: str


class StackRegister(Protocol):
    """Addresses and inboxes of the other stacks."""

    def site_of(self, prefix: str) -> str | None:
        """The address of the stack whose tracking ids start with `prefix`, if known."""

    def sites_of(self, prefixes: Sequence[str]) -> dict[str, str]:
        """The addresses of those of some stacks that are known, by prefix; may lag by a moment."""

    def inbox_of(self, prefix: str) -> Inbox | None:
        """The inbox of that stack for messages, if known."""

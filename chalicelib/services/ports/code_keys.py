"""The key that one-time codes follow from, and what was typed is hashed with."""

from __future__ import annotations

from typing import Protocol


class CodeKeys(Protocol):
    """The one key of a stack."""

    def get(self) -> bytes | None:
        """The key; None before the first code of the stack was asked for."""

    def make(self, key: bytes) -> bytes:
        """The key, which is this one unless there is one already."""

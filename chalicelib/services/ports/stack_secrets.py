"""The stack secrets: what messages between this stack and others are signed with."""

from __future__ import annotations

from typing import Protocol


class StackSecrets(Protocol):
    """One secret for each direction between this stack and another. Both stacks of a pair have it and nobody else."""

    def for_sending(self, prefix: str) -> bytes | None:
        """The secret for messages to the stack with this prefix; None if the two were not linked."""

    def of_sender(self, prefix: str) -> tuple[bytes, ...]:
        """The secrets that messages from that stack may be signed with: the present one and the two before; none if the
        two were not linked."""

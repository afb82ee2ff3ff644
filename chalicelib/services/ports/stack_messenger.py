"""The stack messenger: carries messages between stacks."""

from collections.abc import Mapping
from typing import Any, Protocol


class StackMessenger(Protocol):
    """Carries messages to other stacks, at least once and in any order."""

    def send(self, inbox: str, message: Mapping[str, Any]) -> None:
        """Send a message to an inbox."""

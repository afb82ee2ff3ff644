"""The refused messages: what another stack sent and this one does not deal with, for the operator to see."""

from datetime import datetime
from typing import Protocol


class RefusedMessages(Protocol):
    """Keeps messages that were refused, for two weeks."""

    def keep(self, envelope: str, reason: str, now: datetime) -> None:
        """Keep a message as it came, with the reason (one of `domain.exchange.refusal.REASONS`)."""

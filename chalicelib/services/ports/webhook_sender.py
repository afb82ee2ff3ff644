"""The way to the receivers of webhooks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.notifications.message import WebhookMessage
    from chalicelib.domain.notifications.subscription import Answer


class WebhookSender(Protocol):
    """The way to receivers. It follows no redirect and goes to no address that is not public."""

    def post(self, url: str, letter: WebhookMessage, body: str, secrets: Sequence[str], now: datetime) -> Answer:
        """One attempt, signed with every secret; ends within its time whatever the receiver does. Never raises for
        what a receiver or the network did."""

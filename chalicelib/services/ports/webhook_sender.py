"""The webhook sender: sends messages to the receivers of webhooks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.notifications.message import WebhookMessage
    from chalicelib.domain.notifications.subscription import Answer


class WebhookSender(Protocol):
    """Sends messages to receivers. It follows no redirect and connects to public addresses only."""

    def post(self, url: str, message: WebhookMessage, body: str, secrets: Sequence[str], now: datetime) -> Answer:
        """One attempt, signed with every secret; ends in time whatever the receiver does. Never raises for an error of
        the receiver or the network."""

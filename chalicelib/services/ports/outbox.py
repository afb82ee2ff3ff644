"""The outbox: webhook messages that wait for delivery."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.notifications.message import WebhookMessage


class Outbox(Protocol):
    """Webhook messages that wait for delivery."""

    def send(self, messages: Sequence[WebhookMessage]) -> None:
        """Put messages into the outbox; each is then delivered at least once."""

    def postpone(self, receipt: str, seconds: int) -> None:
        """Hold back a message that was handed out, so that it comes again after so many seconds."""

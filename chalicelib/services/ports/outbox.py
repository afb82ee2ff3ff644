"""Messages to webhooks on their way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.notifications.message import WebhookMessage


class Outbox(Protocol):
    """Messages on their way out."""

    def send(self, letters: Sequence[WebhookMessage]) -> None:
        """Hand over letters, each of which is then delivered at least once."""

    def postpone(self, receipt: str, seconds: int) -> None:
        """Hold back a letter that was handed out, so that it comes again after so many seconds."""

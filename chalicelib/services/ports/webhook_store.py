"""What offices have subscribed to, and the secrets that sign their messages."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.notifications.subscription import Disabled, Secrets, Webhook


class WebhookStore(Protocol):
    """Webhooks and their secrets. Who writes secrets and who reads them are different functions."""

    def add(self, webhook: Webhook, secret: str) -> None:
        """Keep a new webhook and its secret."""

    def of_office(self, agency: str, *, latest: bool = False) -> tuple[Webhook, ...]:
        """An office's webhooks; may lag by a moment unless the `latest` are asked for."""

    def get(self, agency: str, webhook_id: str) -> Webhook:
        """One webhook as it is; raises UnknownWebhook."""

    def rotate(self, agency: str, webhook_id: str, secret: str, old_until: datetime) -> None:
        """Sign with a new secret, and until `old_until` with the present one too; raises UnknownWebhook."""

    def remove(self, agency: str, webhook_id: str, now: datetime) -> None:
        """Forget a webhook and its secrets; raises UnknownWebhook."""

    def enable(self, agency: str, webhook_id: str) -> None:
        """Send to it again, and forget that it failed; raises UnknownWebhook."""

    def disable(self, agency: str, webhook_id: str, reason: Disabled, now: datetime) -> bool:
        """Send nothing more to it, and tell its office in the feed. False if it was disabled or removed before."""

    def note_success(self, agency: str, webhook_id: str, now: datetime) -> None:
        """It took a message. Nothing happens if it was removed meanwhile."""

    def note_failure(self, agency: str, webhook_id: str, failure: str, now: datetime) -> None:
        """It did not. Nothing happens if it was removed meanwhile."""

    def secrets(self, webhook_id: str) -> Secrets | None:
        """What signs its messages; only the function that delivers may ask."""

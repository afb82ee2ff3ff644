"""Webhooks: what offices subscribed, the secrets that sign, the outbox, and the way to a receiver."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.notifications.message import WebhookMessage
    from chalicelib.domain.notifications.subscription import Answer, Disabled, Secrets, Webhook


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


class Outbox(Protocol):
    """Messages on their way out."""

    def send(self, letters: Sequence[WebhookMessage]) -> None:
        """Hand over letters, each of which is then delivered at least once."""

    def postpone(self, receipt: str, seconds: int) -> None:
        """Hold back a letter that was handed out, so that it comes again after so many seconds."""


class Sender(Protocol):
    """The way to receivers. It follows no redirect and goes to no address that is not public."""

    def post(self, url: str, letter: WebhookMessage, body: str, secrets: Sequence[str], now: datetime) -> Answer:
        """One attempt, signed with every secret; ends within its time whatever the receiver does. Never raises for
        what a receiver or the network did."""

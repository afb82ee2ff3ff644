"""The webhook store: webhooks of offices, and the secrets that sign their messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.notifications.subscription import Disabled, Secrets, Webhook


class WebhookStore(Protocol):
    """Webhooks and their secrets. One function writes secrets, another reads them."""

    def add(self, webhook: Webhook, secret: str) -> bool:
        """Store a new webhook and its secret. False, and nothing is stored, if the office has or had one of this
        id."""

    def of_office(self, agency: str, *, latest: bool = False) -> tuple[Webhook, ...]:
        """An office's webhooks; may lag by a moment unless the `latest` are asked for."""

    def get(self, agency: str, webhook_id: str) -> Webhook:
        """One webhook as it is; raises UnknownWebhook."""

    def rotate(
        self,
        agency: str,
        webhook_id: str,
        secret: str,
        now: datetime,
        old_until: datetime,
        rotation: str | None = None,
    ) -> None:
        """Sign with a new secret, and until `old_until` with the present one too; raises UnknownWebhook. A rotation
        that comes again under the name of the last one takes its secret's place, and the one before it signs on."""

    def remove(self, agency: str, webhook_id: str, now: datetime) -> None:
        """Delete a webhook, but not its secrets; raises UnknownWebhook."""

    def enable(self, agency: str, webhook_id: str, now: datetime) -> None:
        """Enable it again, and clear its failures; raises UnknownWebhook. One that is enabled stays as it is."""

    def to_check(self, before: datetime) -> Iterator[tuple[Webhook, datetime]]:
        """The enabled webhooks that were last checked for lost messages up to a moment before `before`, each with that
        moment; the longest unchecked first."""

    def checked(self, webhook: Webhook, since: datetime, until: datetime) -> bool:
        """Note that a webhook was told of everything up to `until`; False, and nothing is noted, if somebody else has
        checked it since, or disabled it."""

    def disable(self, agency: str, webhook_id: str, reason: Disabled, now: datetime) -> bool:
        """Disable it, and notify its office in the feed. False if it was disabled or removed before."""

    def note_success(self, agency: str, webhook_id: str, now: datetime) -> None:
        """Note a success. Nothing happens if the webhook was removed meanwhile."""

    def note_failure(self, agency: str, webhook_id: str, failure: str, now: datetime) -> None:
        """Note a failure. Nothing happens if the webhook was removed meanwhile."""

    def secrets(self, webhook_id: str) -> Secrets | None:
        """The secrets that sign its messages; only the function that delivers may read them."""

    def forget_secrets(self, webhook_id: str) -> None:
        """Delete all its secrets; no error if there is none. Only the function that delivers may."""

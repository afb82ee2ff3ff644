"""An office's own webhooks: add, list, remove, rotate the secret, test, disable and enable."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.cases.tracking_id import encode_base32
from chalicelib.domain.errors import FieldError, InvalidInput, RoleNotAllowed, TooManyWebhooks
from chalicelib.domain.notifications import target_url
from chalicelib.domain.notifications.message import TEST_TYPE, WebhookMessage
from chalicelib.domain.notifications.subscription import (
    CASE_TYPES,
    OLD_SECRET_SIGNS,
    PER_OFFICE,
    SECRET_BYTES,
    SECRET_PREFIX,
    Disabled,
    Webhook,
)
from chalicelib.domain.timestamps import to_milliseconds
from chalicelib.services.access.authorization import require_office
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.outbox import Outbox
    from chalicelib.services.ports.webhook_store import WebhookStore
    from chalicelib.services.stack import Entropy

MANAGERS = (Role.LIAISON, Role.APPROVER, Role.COORDINATOR, Role.ADMIN)
"""Roles that may decide where an office's messages go. An officer's key works cases and is on many desks."""

_ID_CHARACTERS = 12
_ID_BITS = 5 * _ID_CHARACTERS


@use_case
class WebhookService:
    """Manages subscriptions. `loopback` allows plain HTTP to the machine itself, for a stack on a laptop."""

    webhooks: WebhookStore
    outbox: Outbox
    entropy: Entropy
    loopback: bool = False

    def add(self, actor: Actor, agency: str, url: str, types: Sequence[str], now: datetime) -> tuple[Webhook, str]:
        """A new webhook and its secret, which can never be shown again. Raises InvalidInput for an invalid URL or
        type, TooManyWebhooks."""
        require_manager(actor, agency)
        target_url.parse_target_url(url, loopback=self.loopback)
        unknown = [number for number, name in enumerate(types) if name not in CASE_TYPES]
        if unknown:
            allowed = ", ".join(CASE_TYPES)
            raise InvalidInput(*(FieldError(f"/types/{number}", "unknown_choice", allowed) for number in unknown))
        if len(self.webhooks.of_office(agency, latest=True)) >= PER_OFFICE:
            raise TooManyWebhooks
        chosen = tuple(dict.fromkeys(types))
        webhook = Webhook(self._new_id(), agency, url, chosen, to_milliseconds(now))
        secret = self._new_secret()
        self.webhooks.add(webhook, secret)
        return webhook, secret

    def of_office(self, actor: Actor, agency: str) -> tuple[Webhook, ...]:
        """The webhooks of an office, with their latest successes and failures."""
        require_manager(actor, agency)
        return self.webhooks.of_office(agency, latest=True)

    def remove(self, actor: Actor, agency: str, webhook_id: str, now: datetime) -> None:
        """Remove a webhook and its secrets. Raises UnknownWebhook."""
        require_manager(actor, agency)
        self.webhooks.remove(agency, webhook_id, now)

    def rotate(self, actor: Actor, agency: str, webhook_id: str, now: datetime) -> tuple[str, datetime]:
        """A new secret, and until when the one before it signs too. A second rotation ends the oldest at once, which
        is what to do when a secret has leaked. Raises UnknownWebhook."""
        require_manager(actor, agency)
        secret, old_until = self._new_secret(), to_milliseconds(now + OLD_SECRET_SIGNS)
        self.webhooks.rotate(agency, webhook_id, secret, old_until)
        return secret, old_until

    def test(self, actor: Actor, agency: str, webhook_id: str, now: datetime) -> str:
        """Send a test message, also to a webhook that is disabled; tried once. Answers its id. Raises
        UnknownWebhook."""
        require_manager(actor, agency)
        webhook = self.webhooks.get(agency, webhook_id)
        message = WebhookMessage(webhook.id, agency, f"msg_test_{self._new_id()}", TEST_TYPE, now, {"agency": agency})
        self.outbox.send([message])
        return message.id

    def enable(self, actor: Actor, agency: str, webhook_id: str) -> Webhook:
        """Enable a webhook again. Events in between are not sent; the office finds them in its feed. Raises
        UnknownWebhook."""
        require_manager(actor, agency)
        self.webhooks.enable(agency, webhook_id)
        return self.webhooks.get(agency, webhook_id)

    def disable(self, actor: Actor, agency: str, webhook_id: str, now: datetime) -> Webhook:
        """Disable a webhook until somebody enables it. Raises UnknownWebhook."""
        require_manager(actor, agency)
        self.webhooks.disable(agency, webhook_id, Disabled.BY_HAND, now)
        return self.webhooks.get(agency, webhook_id)

    def _new_id(self) -> str:
        number = int.from_bytes(self.entropy(_ID_CHARACTERS), "big") & ((1 << _ID_BITS) - 1)
        return encode_base32(number, _ID_CHARACTERS)

    def _new_secret(self) -> str:
        return SECRET_PREFIX + b64encode(self.entropy(SECRET_BYTES)).decode()


def require_manager(actor: Actor, agency: str) -> None:
    """Raises RoleNotAllowed or NotYourCase unless the actor may manage this office's webhooks."""
    if actor.role not in MANAGERS:
        raise RoleNotAllowed(actor.role, MANAGERS)
    require_office(actor, agency)

"""An office's own webhooks: add, list, remove, rotate the secret, test, disable and enable."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.cases.tracking_id import encode_base32
from chalicelib.domain.errors import (
    FieldError,
    IdempotencyKeyReused,
    InvalidInput,
    RoleNotAllowed,
    TooManyWebhooks,
    UnknownWebhook,
)
from chalicelib.domain.notifications import target_url
from chalicelib.domain.notifications.message import REMOVED_TYPE, TEST_TYPE, WebhookMessage
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

    def add(
        self,
        actor: Actor,
        agency: str,
        url: str,
        types: Sequence[str],
        now: datetime,
        command_key: str | None = None,
    ) -> tuple[Webhook, str]:
        """A new webhook and its secret, which can never be shown again.

        The id follows from `command_key` (hexadecimal), which is the same when the request is repeated: then the
        webhook is there already, and since nobody can look up its secret, a new one is answered; the one before signs
        too for a day. Raises InvalidInput for an invalid URL or type, TooManyWebhooks, and IdempotencyKeyReused for
        another address or types, or a webhook that was removed.
        """
        require_manager(actor, agency)
        target_url.parse_target_url(url, loopback=self.loopback)
        unknown = [number for number, name in enumerate(types) if name not in CASE_TYPES]
        if unknown:
            allowed = ", ".join(CASE_TYPES)
            raise InvalidInput(*(FieldError(f"/types/{number}", "unknown_choice", allowed) for number in unknown))
        chosen = tuple(dict.fromkeys(types))
        webhook_id = self._new_id() if command_key is None else _to_id(int(command_key, 16))
        present = self.webhooks.of_office(agency, latest=True)
        if any(each.id == webhook_id for each in present):
            return self._repeated(agency, webhook_id, url, chosen, now)
        if len(present) >= PER_OFFICE:
            raise TooManyWebhooks
        webhook = Webhook(webhook_id, agency, url, chosen, to_milliseconds(now))
        secret = self._new_secret()
        if not self.webhooks.add(webhook, secret):
            return self._repeated(agency, webhook_id, url, chosen, now)
        return webhook, secret

    def _repeated(
        self, agency: str, webhook_id: str, url: str, types: tuple[str, ...], now: datetime
    ) -> tuple[Webhook, str]:
        """The webhook that the same request added before, with a new secret."""
        try:
            webhook = self.webhooks.get(agency, webhook_id)
        except UnknownWebhook:
            # It was removed: a repetition that comes late does not bring it back.
            raise IdempotencyKeyReused from None
        if (webhook.url, webhook.types) != (url, types):
            raise IdempotencyKeyReused
        secret = self._new_secret()
        self.webhooks.rotate(agency, webhook_id, secret, now, to_milliseconds(now + OLD_SECRET_SIGNS))
        return webhook, secret

    def of_office(self, actor: Actor, agency: str) -> tuple[Webhook, ...]:
        """The webhooks of an office, with their latest successes and failures."""
        require_manager(actor, agency)
        return self.webhooks.of_office(agency, latest=True)

    def remove(self, actor: Actor, agency: str, webhook_id: str, now: datetime) -> None:
        """Remove a webhook: nothing is sent to it any more. Its secrets are deleted by who may read them, upon a last
        message. Raises UnknownWebhook."""
        require_manager(actor, agency)
        webhook = self.webhooks.get(agency, webhook_id)
        # Sent first, and held back there until the webhook is gone: after an end in between, the office asks again.
        message_id = f"msg_last_{webhook.id}"
        self.outbox.send([WebhookMessage(webhook.id, agency, message_id, REMOVED_TYPE, now, {"agency": agency})])
        self.webhooks.remove(agency, webhook_id, now)

    def rotate(
        self, actor: Actor, agency: str, webhook_id: str, now: datetime, command_key: str | None = None
    ) -> tuple[str, datetime]:
        """A new secret, and until when the one before it signs too. A second rotation ends the oldest at once, which
        is what to do when a secret has leaked; but not one that is the last repeated, with the same `command_key`: its
        secret takes the place of the one whose answer was perhaps lost. Raises UnknownWebhook."""
        require_manager(actor, agency)
        secret, old_until = self._new_secret(), to_milliseconds(now + OLD_SECRET_SIGNS)
        self.webhooks.rotate(agency, webhook_id, secret, now, old_until, command_key)
        return secret, old_until

    def test(self, actor: Actor, agency: str, webhook_id: str, now: datetime) -> str:
        """Send a test message, also to a webhook that is disabled; tried once. Answers its id. Raises
        UnknownWebhook."""
        require_manager(actor, agency)
        webhook = self.webhooks.get(agency, webhook_id)
        message = WebhookMessage(webhook.id, agency, f"msg_test_{self._new_id()}", TEST_TYPE, now, {"agency": agency})
        self.outbox.send([message])
        return message.id

    def enable(self, actor: Actor, agency: str, webhook_id: str, now: datetime) -> Webhook:
        """Enable a webhook again. Events in between are not sent; the office finds them in its feed. Raises
        UnknownWebhook."""
        require_manager(actor, agency)
        self.webhooks.enable(agency, webhook_id, to_milliseconds(now))
        return self.webhooks.get(agency, webhook_id)

    def disable(self, actor: Actor, agency: str, webhook_id: str, now: datetime) -> Webhook:
        """Disable a webhook until somebody enables it. Raises UnknownWebhook."""
        require_manager(actor, agency)
        self.webhooks.disable(agency, webhook_id, Disabled.BY_HAND, now)
        return self.webhooks.get(agency, webhook_id)

    def _new_id(self) -> str:
        return _to_id(int.from_bytes(self.entropy(_ID_CHARACTERS), "big"))

    def _new_secret(self) -> str:
        return SECRET_PREFIX + b64encode(self.entropy(SECRET_BYTES)).decode()


def _to_id(number: int) -> str:
    return encode_base32(number & ((1 << _ID_BITS) - 1), _ID_CHARACTERS)


def require_manager(actor: Actor, agency: str) -> None:
    """Raises RoleNotAllowed or NotYourCase unless the actor may manage this office's webhooks."""
    if actor.role not in MANAGERS:
        raise RoleNotAllowed(actor.role, MANAGERS)
    require_office(actor, agency)

"""Webhook delivery: one attempt to deliver a message, and what follows from its outcome: a retry, or a disabled
webhook."""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.domain.errors import UnknownWebhook
from chalicelib.domain.notifications import subscription as rules
from chalicelib.domain.notifications.subscription import Answer, Disabled, Webhook
from chalicelib.domain.timestamps import to_text
from chalicelib.domain.values import dataclass
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.notifications.message import WebhookMessage
    from chalicelib.services.ports.webhook_sender import WebhookSender
    from chalicelib.services.ports.webhook_store import WebhookStore
    from chalicelib.services.stack import Entropy


class Outcome(StrEnum):
    """How an attempt ended. `dropped`: the webhook was removed or disabled. `forgotten`: the secrets of a removed one
    were deleted."""

    DELIVERED = "delivered"
    DROPPED = "dropped"
    FAILED = "failed"
    RETRIED = "retried"
    GIVEN_UP = "given_up"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """The outcome, for a failure its code, for a retry the seconds until then, and why the webhook was disabled if this
    attempt did that."""

    ending: Outcome
    failure: str | None = None
    pause: int = 0
    disabled_for: Disabled | None = None


@use_case
class WebhookDelivery:
    """Delivers messages. `longest_pause` caps the pauses between retries (seconds), `site` is the stack's own
    address."""

    webhooks: WebhookStore
    sender: WebhookSender
    entropy: Entropy
    longest_pause: int = rules.LONGEST_PAUSE
    site: str = ""

    def deliver(self, message: WebhookMessage, attempt: int, now: datetime) -> DeliveryResult:
        """Make the `attempt` (the first is 1). Safe to repeat: the receiver recognises the message by its id."""
        try:
            webhook = self.webhooks.get(message.agency, message.webhook)
        except UnknownWebhook:
            return self._removed(message)
        if message.is_last:
            return self._too_early(attempt)
        secrets = self.webhooks.secrets(webhook.id)
        if secrets is None or not (webhook.enabled or message.is_test):
            return DeliveryResult(Outcome.DROPPED)
        answer = self.sender.post(webhook.url, message, self._body(message), secrets.at(now), now)
        if answer.ok:
            if message.is_test or rules.must_note_success(webhook, now):
                self.webhooks.note_success(webhook.agency, webhook.id, now)
            return DeliveryResult(Outcome.DELIVERED)
        return self._failed(webhook, message, answer, attempt, now)

    def _removed(self, message: WebhookMessage) -> DeliveryResult:
        if not message.is_last:
            return DeliveryResult(Outcome.DROPPED)
        self.webhooks.forget_secrets(message.webhook)
        return DeliveryResult(Outcome.FORGOTTEN)

    def _too_early(self, attempt: int) -> DeliveryResult:
        """The webhook is still there: its removal has not been written yet, or never was, and then it keeps its
        secrets."""
        pause = rules.pause(attempt, self.entropy(4)[-1], longest=self.longest_pause)
        return DeliveryResult(Outcome.DROPPED) if pause is None else DeliveryResult(Outcome.RETRIED, pause=pause)

    def _failed(
        self, webhook: Webhook, message: WebhookMessage, answer: Answer, attempt: int, now: datetime
    ) -> DeliveryResult:
        if message.is_test or rules.must_note_failure(webhook, now):
            self.webhooks.note_failure(webhook.agency, webhook.id, answer.code, now)
        if message.is_test:
            return DeliveryResult(Outcome.FAILED, answer.code)
        reason = _reason_to_disable(webhook, answer, now)
        if reason:
            was_enabled = self.webhooks.disable(webhook.agency, webhook.id, reason, now)
            return DeliveryResult(Outcome.FAILED, answer.code, disabled_for=reason if was_enabled else None)
        pause = rules.pause(attempt, self.entropy(4)[-1], answer.retry_after, self.longest_pause)
        if pause is None:
            return DeliveryResult(Outcome.GIVEN_UP, answer.code)
        return DeliveryResult(Outcome.RETRIED, answer.code, pause)

    def _body(self, message: WebhookMessage) -> str:
        """The payload, the same text at every attempt. `url` is the address at which the office reads the case."""
        data = dict(message.data)
        if tracking_id := data.get("tracking_id"):
            data["url"] = f"{self.site}/v1/agencies/{message.agency}/complaints/{tracking_id}"
        payload = {"type": message.type, "timestamp": to_text(message.at), "data": data}
        return json.dumps(payload, separators=(",", ":"), ensure_ascii=False)


def _reason_to_disable(webhook: Webhook, answer: Answer, now: datetime) -> Disabled | None:
    if answer.gone:
        return Disabled.GONE
    return Disabled.FAILING if rules.has_failed_too_long(webhook, now) else None

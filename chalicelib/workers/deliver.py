"""Messages of the outbox -> receivers of webhooks, one attempt each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger

from chalicelib.domain.notifications.message import parse_message
from chalicelib.services.notifications.webhook_delivery import Outcome

if TYPE_CHECKING:
    from chalicelib.services.notifications.webhook_delivery import WebhookDelivery

Postpone = Callable[[str, int], None]
"""Holds back the message with a receipt handle for some seconds."""


def deliver_batch(
    event: dict[str, Any],
    delivery: WebhookDelivery,
    postpone: Postpone,
    now: Callable[[], datetime],
    logger: Logger,
) -> dict[str, Any]:
    """Attempt to deliver each message; the response names the messages that must come again, each after its pause. Logs
    one line a message: ids and codes, never an address, a secret or words of a receiver."""
    failed = [
        {"itemIdentifier": record["messageId"]}
        for record in event["Records"]
        if not _deliver_one(record, delivery, postpone, now, logger)
    ]
    return {"batchItemFailures": failed}


def _deliver_one(
    record: dict[str, Any],
    delivery: WebhookDelivery,
    postpone: Postpone,
    now: Callable[[], datetime],
    logger: Logger,
) -> bool:
    """Whether the message is done with: delivered, failed for good, or without a receiver."""
    message = parse_message(record["body"])
    attempt = int(record["attributes"]["ApproximateReceiveCount"])
    outcome = delivery.deliver(message, attempt, now())
    line = {"message_id": message.id, "webhook": message.webhook, "agency": message.agency, "attempt": attempt}
    if outcome.failure:
        line["failure"] = outcome.failure
    if outcome.ending is Outcome.RETRIED:
        line["pause"] = outcome.pause
        postpone(record["receiptHandle"], outcome.pause)
    if outcome.ending is Outcome.GIVEN_UP:
        # The queue hands it out once more at once, finds its attempts used up and moves it to the dead-letter queue.
        postpone(record["receiptHandle"], 0)
    level = logger.warning if outcome.failure else logger.info
    level("webhook", extra={**line, "ending": str(outcome.ending)})
    if outcome.disabled_for:
        disabled = {"webhook": message.webhook, "agency": message.agency, "reason": str(outcome.disabled_for)}
        logger.error("webhook_disabled", extra=disabled)
    return outcome.ending not in (Outcome.RETRIED, Outcome.GIVEN_UP)

"""The outbox's messages -> receivers of webhooks, one attempt each."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aws_lambda_powertools import Logger

from chalicelib.domain.notifications import message
from chalicelib.services.notifications.webhook_delivery import Outcome, WebhookDelivery

Postpone = Callable[[str, int], None]
"""Hold back the message with this receipt for so many seconds."""


def deliver_batch(
    event: dict[str, Any],
    delivery: WebhookDelivery,
    postpone: Postpone,
    now: Callable[[], datetime],
    logger: Logger,
) -> dict[str, Any]:
    """Deliver each message; the answer names those that must come again, which hold back as long as they should. Logs
    a line for each: ids and codes, never an address, a secret or what a receiver said."""
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
    """Whether the message has reached its end."""
    letter = message.parse_message(record["body"])
    attempt = int(record["attributes"]["ApproximateReceiveCount"])
    outcome = delivery.deliver(letter, attempt, now())
    line = {"letter": letter.id, "webhook": letter.webhook, "agency": letter.agency, "attempt": attempt}
    if outcome.failure:
        line["failure"] = outcome.failure
    if outcome.ending is Outcome.RETRIED:
        line["pause"] = outcome.pause
        postpone(record["receiptHandle"], outcome.pause)
    if outcome.ending is Outcome.GIVEN_UP:
        # Handed out once more at once, the queue finds it was tried often enough and moves it to the dead letters.
        postpone(record["receiptHandle"], 0)
    level = logger.warning if outcome.failure else logger.info
    level("webhook", extra={**line, "ending": str(outcome.ending)})
    if outcome.disabled_for:
        disabled = {"webhook": letter.webhook, "agency": letter.agency, "reason": str(outcome.disabled_for)}
        logger.error("webhook_disabled", extra=disabled)
    return outcome.ending not in (Outcome.RETRIED, Outcome.GIVEN_UP)

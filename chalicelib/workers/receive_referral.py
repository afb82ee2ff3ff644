"""Messages of other stacks in the inbox -> cases, each message by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger

from chalicelib.workers import batches

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

    from chalicelib.services.exchange.admission import AdmissionService


def receive_batch(
    event: dict[str, Any],
    admission: AdmissionService,
    now: Callable[[], datetime],
    logger: Logger,
) -> dict[str, Any]:
    """Receive every message of a batch; the response names the messages that the queue must bring again. One that fails
    every time ends in the dead-letter queue, as does at once one that is refused. Logs one line of counts by
    outcome."""
    outcomes: dict[str, int] = {}

    def handle(record: SQSRecord) -> None:
        outcome = admission.receive(record.body, now())
        outcomes[outcome] = outcomes.get(outcome, 0) + 1

    response, failures = batches.handle_each(event, "SQS", handle)
    logger.info("received", extra={**outcomes, **failures})
    return response

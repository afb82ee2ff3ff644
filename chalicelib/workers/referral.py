"""The inbox's messages from other stacks -> cases, each message by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

    from chalicelib.services.referral import ReferralService


def receive_batch(
    event: dict[str, Any],
    context: Any,
    referral: ReferralService,
    now: Callable[[], datetime],
    logger: Logger,
) -> dict[str, Any]:
    """Receive every message of a batch; the answer names those that the queue must bring again, and that end among the
    dead letters if that does not help."""
    from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

    outcomes: dict[str, int] = {}

    def handle(record: SQSRecord) -> None:
        outcome = referral.receive(record.json_body, now())
        outcomes[outcome] = outcomes.get(outcome, 0) + 1

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    response = process_partial_response(event=event, record_handler=handle, processor=processor, context=context)
    failed = [type(error[1]).__name__ if isinstance(error, tuple) else "" for error in processor.exceptions]
    logger.info("received", extra={**outcomes, "failed": len(failed), "errors": sorted(set(failed))})
    return dict(response)

"""New events in the table's stream -> publishers, and debts to be told again -> other stacks; each record by
itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger

from chalicelib.workers import batches

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

    from chalicelib.services.event_dispatch import EventDispatcher
    from chalicelib.services.exchange.referral import ReferralService
    from chalicelib.services.ports.case_stream import CaseStream

KEPT_IN_STREAM = timedelta(hours=24)
"""An event that is older did not happen now but was restored from a backup: whom it concerned knows of it, and what is
owed to somebody is told by the sweep."""


def publish_batch(
    event: dict[str, Any],
    stream: CaseStream,
    dispatcher: EventDispatcher,
    referral: ReferralService,
    now: Callable[[], datetime],
    logger: Logger,
) -> dict[str, Any]:
    """Publish every new event of a stream batch, and send again what the sweep found owed to another stack; the
    response names the records that Lambda must bring again. Logs one line of counts: the records seen, and how many
    notifications they caused (`told`)."""
    counts = {"seen": 0, "told": 0}

    def handle(record: DynamoDBRecord) -> None:
        image = record.dynamodb.new_image if record.dynamodb else None
        if not image:
            return
        if debt := stream.debt_in(image):
            # A debt comes here when it is written anew: the first message about it goes out with its event.
            told = int(debt.tries > 0 and referral.repeat(debt))
        elif (case_event := stream.event_in(image)) and now() - case_event.at < KEPT_IN_STREAM:
            told = dispatcher.publish(case_event, now())
        else:
            return
        counts["seen"] += 1
        counts["told"] += told

    # Lambda brings again what follows a failed record: publishers do not mind seeing an event twice.
    response, failures = batches.handle_each(event, "DynamoDBStreams", handle)
    logger.info("published", extra={**counts, **failures})
    return response

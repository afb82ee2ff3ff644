"""The stream's new events -> publishers, each record by itself."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger

from chalicelib.domain.timestamps import from_text
from chalicelib.services.event_dispatch import CaseEvent, EventDispatcher
from chalicelib.workers import batches

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

_CASE_PARTITION = "C#"
_FEED = "FEED#"


def publish_batch(
    event: dict[str, Any],
    context: Any,
    publishing: EventDispatcher,
    now: Callable[[], datetime],
    logger: Logger,
) -> dict[str, Any]:
    """Publish every new event of a stream batch; the answer names the records that Lambda must bring again."""
    counts = {"seen": 0, "told": 0}

    def handle(record: "DynamoDBRecord") -> None:
        image = record.dynamodb.new_image if record.dynamodb else None
        if not image or not str(image.get("pk", "")).startswith(_CASE_PARTITION):
            return
        counts["seen"] += 1
        counts["told"] += publishing.publish(case_event(image), now())

    # Lambda brings again what follows a failed record: publishers do not mind seeing an event twice.
    response, failures = batches.each(event, context, "DynamoDBStreams", handle)
    logger.info("published", extra={**counts, **failures})
    return response


def case_event(image: dict[str, Any]) -> CaseEvent:
    """What is announced of the item EVENT of a stream record."""
    feed = str(image.get("agency_pk", ""))
    data = json.loads(image.get("data") or "{}")
    return CaseEvent(
        tracking_id=str(image["pk"]).removeprefix(_CASE_PARTITION),
        seq=int(image["seq"]),
        kind=str(image["kind"]),
        at=from_text(str(image["at"])),
        agency=feed.removeprefix(_FEED) if feed.startswith(_FEED) else None,
        left=data.get("from"),
    )

"""New cases in the table's stream -> routing, each record by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger

from chalicelib.workers import batches

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

    from chalicelib.services.ports.case_stream import CaseStream
    from chalicelib.services.routing.route_case import RouteCaseService


def route_batch(
    event: dict[str, Any],
    stream: CaseStream,
    router: RouteCaseService,
    now: Callable[[], datetime],
    logger: Logger,
) -> dict[str, Any]:
    """Route every new case of a stream batch; the response names the records that Lambda must bring again. Logs one
    line of counts: cases routed, records skipped."""
    counts = {"routed": 0, "skipped": 0}

    def handle(record: DynamoDBRecord) -> None:
        keys = record.dynamodb.keys if record.dynamodb else None
        tracking_id = stream.case_in(keys or {})
        routed = tracking_id is not None and router.route(tracking_id, now())
        counts["routed" if routed else "skipped"] += 1

    # Lambda stops at the first record of a shard that fails and brings the rest again; those that ran are no-ops then.
    response, failures = batches.handle_each(event, "DynamoDBStreams", handle)
    logger.info("routed", extra={**counts, **failures})
    return response

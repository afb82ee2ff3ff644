"""The stream's new cases -> triage, each record by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger

from chalicelib.workers import batches

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

    from chalicelib.services.routing.route_case import RouteCaseService

_CASE_PARTITION = "C#"


def route_batch(
    event: dict[str, Any],
    context: Any,
    triage: RouteCaseService,
    now: Callable[[], datetime],
    logger: Logger,
) -> dict[str, Any]:
    """Route every new case of a stream batch; the answer names the records that Lambda must bring again."""
    counts = {"routed": 0, "skipped": 0}

    def handle(record: DynamoDBRecord) -> None:
        image = record.dynamodb.keys if record.dynamodb else None
        partition = str((image or {}).get("pk", ""))
        if not partition.startswith(_CASE_PARTITION):
            counts["skipped"] += 1
            return
        routed = triage.route(partition.removeprefix(_CASE_PARTITION), now())
        counts["routed" if routed else "skipped"] += 1

    # Lambda stops at the first record of a shard that fails and brings the rest again; those that ran are no-ops then.
    response, failures = batches.each(event, context, "DynamoDBStreams", handle)
    logger.info("routed", extra={**counts, **failures})
    return response

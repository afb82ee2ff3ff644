"""A batch of records, each handled by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def each(event: dict[str, Any], context: Any, kind: str, handle: Callable[[Any], None]) -> tuple[dict[str, Any], Any]:
    """Hand every record of an event (`kind` as Powertools calls it: `SQS`, `DynamoDBStreams`) to `handle`. The answer
    names those that must come again; with it goes what a log line says of them: how many, and the errors' types."""
    # Loaded here, because it costs every function 20 ms of its start and only those with a batch need it.
    from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

    processor = BatchProcessor(event_type=EventType[kind], raise_on_entire_batch_failure=False)
    response = process_partial_response(event=event, record_handler=handle, processor=processor, context=context)
    failed = [type(error[1]).__name__ if isinstance(error, tuple) else "" for error in processor.exceptions]
    return dict(response), {"failed": len(failed), "errors": sorted(set(failed))}

"""What workers have in common: the context of an invocation, and batches of records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


class LambdaContext(Protocol):
    """What Lambda hands a function beside its event, as far as workers use it."""

    function_name: str

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until Lambda ends the function."""


def handle_each(
    event: dict[str, Any], kind: str, handle: Callable[[Any], None]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Hand every record of an event (`kind` as Powertools calls it: `SQS`, `DynamoDBStreams`) to `handle`; one that
    raises does not stop the others. Returns the response, which names the records that must come again, and what a log
    line says about these: how many, and the types of the errors."""
    # Loaded here, because it costs every function 20 ms of its start and only those with a batch need it.
    from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response

    processor = BatchProcessor(event_type=EventType[kind], raise_on_entire_batch_failure=False)
    response = process_partial_response(event=event, record_handler=handle, processor=processor)
    failed = [type(error[1]).__name__ if isinstance(error, tuple) else "" for error in processor.exceptions]
    return dict(response), {"failed": len(failed), "errors": sorted(set(failed))}

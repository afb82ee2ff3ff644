"""Structured logs that hold ids, statuses and counts: never a text, a name, a number or a key."""

import logging
import traceback
from collections.abc import Callable
from time import perf_counter

from aws_lambda_powertools import Logger
from chalice.app import Request, Response

logger = Logger()


def log_request(event: Request, get_response: Callable[[Request], Response]) -> Response:
    """Middleware: one line a request with its route and the id of its key or session, never the path's values or a
    body."""
    started = perf_counter()
    response = get_response(event)
    caller = event.context.get("authorizer") or {}
    by = {"session_id": caller["session"]} if "session" in caller else {"key_id": caller.get("key")}
    logger.info(
        "request",
        extra={
            "method": event.method,
            "route": event.context.get("resourcePath"),
            "status": response.status_code,
            "ms": round((perf_counter() - started) * 1000, 1),
            "request_id": event.context.get("requestId"),
            **by,
        },
    )
    return response


def log_failure(record: logging.LogRecord) -> bool:
    """Filter for Chalice's own log: an unexpected error leaves its type and the place it was raised at. Its message
    stays out, because it may quote a citizen's words."""
    if record.exc_info and record.exc_info[0]:
        frames = traceback.extract_tb(record.exc_info[2])
        places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames]
        logger.error("failed", extra={"error": record.exc_info[0].__name__, "at": places})
    return False

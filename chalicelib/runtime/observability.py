"""Structured logs that hold ids, statuses and counts: never a text, a name, a number or a key."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

from aws_lambda_powertools import Logger
from chalice.app import Response

logger = Logger()


def log_request(event: Any, get_response: Callable[[Any], Response]) -> Response:
    """Middleware: one line a request with the route, never the path's values or a body."""
    started = perf_counter()
    response = get_response(event)
    logger.info(
        "request",
        extra={
            "method": event.method,
            "route": event.context.get("resourcePath"),
            "status": response.status_code,
            "ms": round((perf_counter() - started) * 1000, 1),
            "request_id": event.context.get("requestId"),
        },
    )
    return response

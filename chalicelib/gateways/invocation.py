"""Invoking a function without waiting for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.gateways.vault import lambda_client


def invoke_later(function: str, event: Mapping[str, Any], client: Callable[[], Any] = lambda_client) -> None:
    """Have Lambda call `function` with an event, once or, after a failure, as often as the template says."""
    client().invoke(FunctionName=function, InvocationType="Event", Payload=json.dumps(event).encode())


def file_arrived(key: str) -> dict[str, Any]:
    """The event by which a bucket tells of a file at `key`, with every field that Chalice reads of it."""
    return {
        "version": "0",
        "id": "again",
        "source": "aws.s3",
        "detail-type": "Object Created",
        "account": "",
        "region": "",
        "time": "",
        "resources": [],
        "detail": {"object": {"key": key}},
    }

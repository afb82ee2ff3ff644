"""Invoking a function without waiting for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.gateways.vault import lambda_client


def invoke_later(function: str, event: Mapping[str, Any], client: Callable[[], Any] = lambda_client) -> None:
    """Have Lambda call `function` with an event, once or, after a failure, as often as the template says."""
    client().invoke(FunctionName=function, InvocationType="Event", Payload=json.dumps(event).encode())

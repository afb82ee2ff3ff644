"""Messages to other stacks: each has a queue in SQS, whose messages outlive the function that sent them."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.gateways.sqs import sqs_client


class SqsStackMessenger:
    """Implements `ports.stack_messenger.StackMessenger`: an inbox is the address of a queue."""

    def __init__(self, client: Callable[[], Any] = sqs_client) -> None:
        self._client = client

    def send(self, inbox: str, message: Mapping[str, Any]) -> None:
        """One message, in JSON."""
        self._client().send_message(QueueUrl=inbox, MessageBody=json.dumps(message, ensure_ascii=False))

"""Queues: messages that outlive the function that sent them."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

CONNECT_SECONDS = 1.0
READ_SECONDS = 5.0


@cache
def sqs_client() -> Any:
    """One client a process, made by the first message: most functions send none."""
    from botocore.config import Config
    from botocore.session import get_session

    config = Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries={"total_max_attempts": 3})
    return get_session().create_client("sqs", config=config)


class SqsPost:
    """Implements `ports.Post`: an inbox is the address of a queue."""

    def __init__(self, client: Callable[[], Any] = sqs_client) -> None:
        self._client = client

    def send(self, inbox: str, message: Mapping[str, Any]) -> None:
        """One message, in JSON."""
        self._client().send_message(QueueUrl=inbox, MessageBody=json.dumps(message, ensure_ascii=False))

"""Refused messages in SQS: they lie among the stack's dead letters, each with its reason."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from chalicelib.domain.timestamps import to_text
from chalicelib.gateways.sqs import sqs_client

KIND = "refused"
"""What tells a refused message from other dead letters."""


class SqsRefusedMessages:
    """Implements `ports.refused_messages.RefusedMessages`. `queue` is the address of the dead letters."""

    def __init__(self, queue: str, client: Callable[[], Any] = sqs_client) -> None:
        self._queue = queue
        self._client = client

    def keep(self, envelope: str, reason: str, now: datetime) -> None:
        """One message, in JSON."""
        letter = {"kind": KIND, "reason": reason, "at": to_text(now), "message": envelope}
        self._client().send_message(QueueUrl=self._queue, MessageBody=json.dumps(letter, ensure_ascii=False))

"""The outbox: one queue per stack. A message waits in it until its receiver has taken it, or moves to the dead-letter
queue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from chalicelib.domain.notifications import message as webhook_message
from chalicelib.gateways.sqs import sqs_client

if TYPE_CHECKING:
    from chalicelib.domain.notifications.message import WebhookMessage

_AT_A_TIME = 10
_HELD_SECONDS = 120


class SqsOutbox:
    """Implements `ports.outbox.Outbox`. `queue` is its address, `client` gives a client of SQS."""

    def __init__(self, queue: str, client: Callable[[], Any] = sqs_client) -> None:
        self._queue = queue
        self._client = client

    def send(self, messages: Sequence[WebhookMessage]) -> None:
        """One request a message: an event causes one or two. One group per office, because the queue takes turns among
        groups: a slow receiver of one office does not hold up the others."""
        for message in messages:
            body = webhook_message.serialize_message(message)
            self._client().send_message(QueueUrl=self._queue, MessageBody=body, MessageGroupId=message.agency)

    def postpone(self, receipt: str, seconds: int) -> None:
        """One request."""
        self._client().change_message_visibility(QueueUrl=self._queue, ReceiptHandle=receipt, VisibilityTimeout=seconds)


class DeadLetters:
    """Messages that the outbox gave up, for an operator to look at and to send again."""

    def __init__(self, queue: str, client: Any) -> None:
        self._queue = queue
        self._client = client

    def take(self) -> Iterator[tuple[WebhookMessage, str]]:
        """Each dead letter once, with the receipt handle that `forget` needs. One that is not deleted comes back by
        itself."""
        seen: set[str] = set()
        while True:
            answer = self._client.receive_message(
                QueueUrl=self._queue, MaxNumberOfMessages=_AT_A_TIME, VisibilityTimeout=_HELD_SECONDS, WaitTimeSeconds=1
            )
            fresh = [entry for entry in answer.get("Messages", []) if entry["MessageId"] not in seen]
            if not fresh:
                return
            seen |= {entry["MessageId"] for entry in fresh}
            for entry in fresh:
                yield webhook_message.parse_message(entry["Body"]), entry["ReceiptHandle"]

    def forget(self, receipt: str) -> None:
        """Delete a dead letter."""
        self._client.delete_message(QueueUrl=self._queue, ReceiptHandle=receipt)

    def release(self, receipt: str) -> None:
        """Put a dead letter back at once."""
        self._client.change_message_visibility(QueueUrl=self._queue, ReceiptHandle=receipt, VisibilityTimeout=0)

"""The outbox: one queue per stack. A letter waits in it until a receiver has taken it, or goes to its dead letters."""

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
    """Implements `ports.Outbox`. `queue` is its address, `client` gives a client of SQS."""

    def __init__(self, queue: str, client: Callable[[], Any] = sqs_client) -> None:
        self._queue = queue
        self._client = client

    def send(self, letters_: Sequence[WebhookMessage]) -> None:
        """One request a letter: an event has one or two. In one group per office, because the queue shares out among
        groups: one office's slow receiver does not hold up the others."""
        for letter in letters_:
            body = webhook_message.serialize_message(letter)
            self._client().send_message(QueueUrl=self._queue, MessageBody=body, MessageGroupId=letter.agency)

    def postpone(self, receipt: str, seconds: int) -> None:
        """One request."""
        self._client().change_message_visibility(QueueUrl=self._queue, ReceiptHandle=receipt, VisibilityTimeout=seconds)


class DeadLetters:
    """What the outbox gave up, for an operator to look at and to send again."""

    def __init__(self, queue: str, client: Any) -> None:
        self._queue = queue
        self._client = client

    def take(self) -> Iterator[tuple[WebhookMessage, str]]:
        """Each dead letter once, with what `forget` needs. Those that are not forgotten come back by themselves."""
        seen: set[str] = set()
        while True:
            answer = self._client.receive_message(
                QueueUrl=self._queue, MaxNumberOfMessages=_AT_A_TIME, VisibilityTimeout=_HELD_SECONDS, WaitTimeSeconds=1
            )
            fresh = [each for each in answer.get("Messages", []) if each["MessageId"] not in seen]
            if not fresh:
                return
            seen |= {each["MessageId"] for each in fresh}
            for message in fresh:
                yield webhook_message.parse_message(message["Body"]), message["ReceiptHandle"]

    def forget(self, receipt: str) -> None:
        """Delete a dead letter."""
        self._client.delete_message(QueueUrl=self._queue, ReceiptHandle=receipt)

    def release(self, receipt: str) -> None:
        """Put a dead letter back at once."""
        self._client.change_message_visibility(QueueUrl=self._queue, ReceiptHandle=receipt, VisibilityTimeout=0)

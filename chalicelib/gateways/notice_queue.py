"""The queue of notices in SQS."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from chalicelib.domain.channels import orders
from chalicelib.domain.notices.order import serialize_order
from chalicelib.gateways.sqs import sqs_client

if TYPE_CHECKING:
    from chalicelib.domain.channels.orders import ChannelOrder
    from chalicelib.domain.notices.code_order import CodeOrder
    from chalicelib.domain.notices.order import NoticeOrder

LONGEST_DELAY = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(hours=11)
"""What SQS allows: a quarter of an hour before the first time, and twelve hours from each handing out, of which the
function has used some seconds. What waits longer waits again."""


class SqsNoticeQueue:
    """Implements `ports.notice_queue.NoticeQueue`. `queue` is its address, `client` gives a client of SQS."""

    def __init__(self, queue: str, client: Callable[[], Any] = sqs_client) -> None:
        self._queue = queue
        self._client = client

    def send(self, order: NoticeOrder, wait: timedelta) -> None:
        """One request."""
        seconds = _seconds(min(wait, LONGEST_DELAY))
        self._client().send_message(QueueUrl=self._queue, MessageBody=serialize_order(order), DelaySeconds=seconds)

    def send_code(self, order: CodeOrder) -> None:
        """One request."""
        # Here, because few requests ask for a code, and every function that orders notices starts.
        from chalicelib.domain.notices.code_order import serialize_code_order

        self._client().send_message(QueueUrl=self._queue, MessageBody=serialize_code_order(order))

    def send_for_channel(self, order: ChannelOrder) -> None:
        """One request."""
        self._client().send_message(QueueUrl=self._queue, MessageBody=orders.serialize(order))

    def send_return(self, order: NoticeOrder, *, for_good: bool) -> None:
        """One request, in the form that the rules of the template give to what SES publishes."""
        returned = {"returned": [f"{order.tracking_id}-{order.seq}"], "why": "Permanent" if for_good else "Transient"}
        self._client().send_message(QueueUrl=self._queue, MessageBody=json.dumps(returned))

    def postpone(self, receipt: str, wait: timedelta) -> None:
        """One request."""
        seconds = _seconds(min(wait, LONGEST_PAUSE))
        self._client().change_message_visibility(QueueUrl=self._queue, ReceiptHandle=receipt, VisibilityTimeout=seconds)


def _seconds(wait: timedelta) -> int:
    return max(0, -(-int(wait.total_seconds() * 1000) // 1000))

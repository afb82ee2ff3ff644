"""The queue of notices, and what is asked of SQS."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.notices.order import NoticeOrder, parse_order
from chalicelib.gateways.notice_queue import SqsNoticeQueue

ORDER = NoticeOrder("KI-7F3K-9Q2M-XA0B-C", 4)


class Recorder:
    """A client that keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def send_message(self, **request: Any) -> None:
        self.asked.append(request)

    change_message_visibility = send_message


@pytest.mark.parametrize(
    ("wait", "seconds"),
    [(timedelta(), 0), (timedelta(milliseconds=1), 1), (timedelta(seconds=60), 60), (timedelta(days=1), 900)],
)
def test_an_order_comes_out_as_it_went_in_after_what_sqs_can_wait(wait: timedelta, seconds: int) -> None:
    client = Recorder()
    SqsNoticeQueue("queue", lambda: client).send(ORDER, wait)
    (asked,) = client.asked
    assert (asked["QueueUrl"], asked["DelaySeconds"]) == ("queue", seconds)
    assert parse_order(asked["MessageBody"]) == ORDER


@pytest.mark.parametrize(("wait", "seconds"), [(timedelta(minutes=3), 180), (timedelta(hours=20), 11 * 3600)])
def test_an_order_is_held_back_for_as_long_as_sqs_can(wait: timedelta, seconds: int) -> None:
    client = Recorder()
    SqsNoticeQueue("queue", lambda: client).postpone("receipt", wait)
    assert client.asked == [{"QueueUrl": "queue", "ReceiptHandle": "receipt", "VisibilityTimeout": seconds}]

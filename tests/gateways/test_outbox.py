"""The outbox against SQS as moto plays it."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.domain.notifications.message import WebhookMessage
from chalicelib.gateways.outbox import DeadLetters, SqsOutbox
from tests.support.world import MONDAY


def a_message(number: int, webhook: str = "ID") -> WebhookMessage:
    return WebhookMessage(webhook, "64.08-pupr", f"msg_{number}", "complaint.routed", MONDAY, {"seq": number})


@pytest.fixture
def sqs() -> Iterator[Any]:
    with mock_aws():
        yield boto3.client("sqs", "ap-southeast-3", aws_access_key_id="x", aws_secret_access_key="x")


@pytest.fixture
def queue(sqs: Any) -> str:
    return str(sqs.create_queue(QueueName="outbox")["QueueUrl"])


def test_any_number_of_messages_comes_out_as_it_went_in(sqs: Any, queue: str) -> None:
    sent = [a_message(number) for number in range(23)]
    SqsOutbox(queue, lambda: sqs).send(sent)
    SqsOutbox(queue, lambda: sqs).send([])
    taken = list(DeadLetters(queue, sqs).take())
    assert sorted((each for each, _ in taken), key=lambda each: int(each.data["seq"] or 0)) == sent


def test_each_office_is_a_message_group_of_its_own() -> None:
    sent: list[Any] = []

    class Client:
        def send_message(self, **message: Any) -> None:
            sent.append(message)

    SqsOutbox("queue", Client).send([a_message(1), a_message(2)])
    assert [message["MessageGroupId"] for message in sent] == ["64.08-pupr"] * 2


def test_a_postponed_message_is_not_handed_out(sqs: Any, queue: str) -> None:
    outbox = SqsOutbox(queue, lambda: sqs)
    outbox.send([a_message(1)])
    (message,) = sqs.receive_message(QueueUrl=queue, VisibilityTimeout=1)["Messages"]
    outbox.postpone(message["ReceiptHandle"], 600)
    counts = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    assert counts["ApproximateNumberOfMessagesNotVisible"] == "1"


def test_dead_letters_are_taken_once_and_stay_unless_they_are_deleted(sqs: Any, queue: str) -> None:
    SqsOutbox(queue, lambda: sqs).send([a_message(1), a_message(2)])
    dead = DeadLetters(queue, sqs)
    receipts = {each.id: receipt for each, receipt in dead.take()}
    dead.forget(receipts["msg_1"])
    dead.release(receipts["msg_2"])
    assert [each.id for each, _ in dead.take()] == ["msg_2"]

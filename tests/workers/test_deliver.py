"""The function that delivers, against messages as the queue brings them."""

from typing import Any

import pytest
from aws_lambda_powertools import Logger

from chalicelib.domain.notifications import message as webhook_message
from chalicelib.domain.notifications.message import WebhookMessage
from chalicelib.domain.notifications.subscription import ATTEMPTS, Answer, Webhook
from chalicelib.workers.deliver import deliver_batch
from tests.support.world import World

OFFICE, URL, SECRET = "64.08-pupr", "https://laporan.example.go.id/hook?key=rahasia", "whsec_rahasia"


def message(world: World, webhook: str, attempt: int = 1, number: int = 1) -> dict[str, Any]:
    sent = WebhookMessage(webhook, OFFICE, f"msg_{number}", "complaint.routed", world.now, {})
    return {
        "messageId": f"message-{number}",
        "receiptHandle": f"receipt-{number}",
        "body": webhook_message.serialize_message(sent),
        "attributes": {"ApproximateReceiveCount": str(attempt)},
        "eventSource": "aws:sqs",
    }


def run(world: World, *records: dict[str, Any]) -> list[str]:
    hooks = world.hooks.outbox
    event = {"Records": list(records)}
    answer = deliver_batch(event, world.services.webhook_delivery, hooks.postpone, lambda: world.now, Logger())
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


@pytest.fixture
def world() -> World:
    world = World()
    world.hooks.store.add(Webhook("ID", OFFICE, URL, (), world.now), SECRET)
    return world


def test_a_delivered_message_and_one_without_a_receiver_do_not_come_again(world: World) -> None:
    assert run(world, message(world, "ID"), message(world, "GONE", number=2)) == []
    assert [post.letter.id for post in world.hooks.sender.posts] == ["msg_1"]
    assert world.hooks.outbox.postponed == []


def test_a_message_that_fails_comes_again_after_its_pause(world: World) -> None:
    world.hooks.sender.answer = lambda: Answer(status=500)
    assert run(world, message(world, "ID", attempt=3)) == ["message-1"]
    ((receipt, seconds),) = world.hooks.outbox.postponed
    assert receipt == "receipt-1"
    assert 0.8 * 1800 <= seconds <= 1800


def test_a_message_that_is_given_up_is_left_to_the_dead_letter_queue(world: World) -> None:
    world.hooks.sender.answer = lambda: Answer(status=500)
    assert run(world, message(world, "ID", attempt=ATTEMPTS)) == ["message-1"]
    assert world.hooks.outbox.postponed == [("receipt-1", 0)]


def test_a_message_of_a_receiver_that_is_gone_does_not_come_again(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.hooks.sender.answer = lambda: Answer(status=410)
    assert run(world, message(world, "ID")) == []
    line, disabled = [vars(record) for record in caplog.records]
    assert (line["ending"], line["failure"]) == ("failed", "http_410")
    assert (disabled["message"], disabled["webhook"], disabled["reason"]) == ("webhook_disabled", "ID", "gone")


def test_the_log_names_ids_and_codes_and_neither_address_nor_secret(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.hooks.sender.answer = lambda: Answer(failure="timeout")
    run(world, message(world, "ID"))
    (line,) = [vars(record) for record in caplog.records]
    assert (line["webhook"], line["agency"], line["attempt"], line["failure"]) == ("ID", OFFICE, 1, "timeout")
    assert "rahasia" not in repr(line)

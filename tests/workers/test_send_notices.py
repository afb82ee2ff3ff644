"""The function that sends notices, against messages as the queue brings them."""

import json
from datetime import timedelta
from typing import Any

import pytest
from aws_lambda_powertools import Logger

from chalicelib.domain.notices.ledger import LEASE, Stop
from chalicelib.domain.notices.order import NoticeOrder, serialize_order
from chalicelib.workers.send_notices import LONGEST_PAUSE, handle_batch
from tests.services.notices.test_sending import ADDRESS, answered
from tests.support.people import appointed
from tests.support.world import World


def record(body: str, times: int = 1) -> dict[str, Any]:
    return {
        "messageId": "message",
        "receiptHandle": "receipt",
        "body": body,
        "attributes": {"ApproximateReceiveCount": str(times)},
    }


def run(world: World, body: str, times: int = 1) -> bool:
    """Whether the message is done with."""
    services = world.services
    answer = handle_batch(
        {"Records": [record(body, times)]},
        services.notice_sender,
        services.returns,
        world.notice_queue.postpone,
        lambda: world.now,
        Logger(),
    )
    return not answer["batchItemFailures"]


def order(world: World) -> tuple[str, str]:
    """A case that was answered, and the order of that notice."""
    filed = answered(world)
    return filed.case.id, serialize_order(NoticeOrder(filed.case.id, world.case(filed).version))


def test_an_order_is_carried_out(caplog: pytest.LogCaptureFixture) -> None:
    world = World()
    case, body = order(world)
    assert run(world, body)
    assert len(world.mailer.sent) == 1
    line = vars(caplog.records[-1])
    assert (line["message"], line["case"], line["seq"], line["outcome"]) == ("notice", case, 4, "sent")


def test_an_order_that_waits_comes_again_when_it_is_time() -> None:
    world = World()
    _, body = order(world)
    world.notice_ledger.claim(NoticeOrder(next(iter(world.cases.kept)), 4), world.now)
    assert not run(world, body)
    assert world.notice_queue.postponed == {"receipt": LEASE}


@pytest.mark.parametrize(("times", "minutes"), [(1, 1), (2, 2), (5, 16), (12, LONGEST_PAUSE.total_seconds() / 60)])
def test_a_failure_comes_again_after_a_pause_that_grows_and_leaves_no_address(
    times: int, minutes: float, caplog: pytest.LogCaptureFixture
) -> None:
    world = World()
    _, body = order(world)
    world.mailer.failing = 1
    assert not run(world, body, times)
    assert world.notice_queue.postponed == {"receipt": timedelta(minutes=minutes)}
    assert vars(caplog.records[-1])["error"] == "ConnectionError"
    assert not [record for record in caplog.records if ADDRESS in str(vars(record))]


def test_a_message_that_nobody_understands_is_kept_for_an_operator() -> None:
    world = World()
    assert [run(world, body) for body in ("", "{}", "[]", '{"case":1}')] == [False] * 4


@pytest.mark.parametrize(
    ("why", "stopped"), [("Permanent", Stop.BOUNCED), ("Complaint", Stop.COMPLAINED), ("Transient", None)]
)
def test_what_came_back_is_noted(why: str, stopped: Stop | None) -> None:
    world = World()
    case, body = order(world)
    run(world, body)
    assert run(world, json.dumps({"returned": [world.mailer.sent[0].order], "why": why}))
    assert world.notice_ledger.of_case(case).stopped is stopped
    assert not world.notice_ledger.waiting


def test_a_mail_to_a_person_of_an_office_that_came_back_stops_theirs_and_no_reporters(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = World()
    person = appointed(world).person
    case, _ = order(world)
    assert run(world, json.dumps({"returned": [f"person-{person}"], "why": "Permanent"}))
    assert world.notice_wishes.of_people([person])[person].stopped is Stop.BOUNCED
    assert world.notice_ledger.of_case(case).stopped is None
    assert person not in str(vars(caplog.records[-1])), "whose mailbox it is, no log says"

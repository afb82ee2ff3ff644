"""The function that sends notices, against messages as the queue brings them."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from aws_lambda_powertools import Logger

from chalicelib.domain.notices.code_order import serialize_code_order
from chalicelib.domain.notices.ledger import LEASE, Stop
from chalicelib.domain.notices.order import NoticeOrder, serialize_order
from chalicelib.workers.send_notices import LONGEST_PAUSE, handle_batch
from tests.services.notices.test_sending import ADDRESS, NAMED, answered
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
        services.code_sender,
        services.returns,
        lambda: services.answering,
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


def test_the_order_of_a_code_is_carried_out_and_nothing_of_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    world = World()
    filed = world.file(NAMED)
    world.services.renewals.ask(filed.case.id, ADDRESS, world.now)
    body = serialize_code_order(world.notice_queue.codes[-1])
    assert ADDRESS not in body
    assert run(world, body)
    (sent,) = world.mailer.sent
    code = re.findall(r"[0-9]{6}", sent.mail.body)[0]
    line = vars(caplog.records[-1])
    assert (line["message"], line["case"], line["outcome"]) == ("code", filed.case.id, "sent")
    for private in (ADDRESS, code):
        assert not [record for record in caplog.records if private in str(vars(record))]


def test_a_code_that_could_not_be_sent_is_sent_later_and_not_after_its_time(caplog: pytest.LogCaptureFixture) -> None:
    world = World()
    filed = world.file(NAMED)
    world.services.renewals.ask(filed.case.id, ADDRESS, world.now)
    body = serialize_code_order(world.notice_queue.codes[-1])
    world.mailer.failing = 1
    assert not run(world, body)
    world.later(minutes=1)
    assert run(world, body)
    assert len(world.mailer.sent) == 1
    world.later(minutes=15)
    assert run(world, body)
    assert len(world.mailer.sent) == 1
    assert vars(caplog.records[-1])["outcome"] == "late"

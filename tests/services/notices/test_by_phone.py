"""Who reported by WhatsApp is told by WhatsApp: within a day in words, later by template; once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import TOLD, Case
from chalicelib.domain.notices.ledger import LEASE, Outcome, Stop
from chalicelib.domain.notices.order import NoticeOrder
from tests.services.channels.test_answering import PHONE, STORY, Chat, a_chat
from tests.services.notices.test_sending_by_sms import carry_out
from tests.support.world import World

OFFICE, COORDINATOR = "64.08-pupr", "64.08-diskominfo"


def answered() -> tuple[World, Chat, Case]:
    world, chat = a_chat()
    chat.send(STORY)
    (number,) = world.cases.kept
    world.services.route_case.route(number, world.now)
    world.do_case(world.cases.load(number), Command.DISPOSE, world.coordinator(COORDINATOR), OFFICE)
    world.do_case(world.cases.load(number), Command.ACCEPT, world.officer(OFFICE), None)
    case = world.do_case(world.cases.load(number), Command.RESPOND, world.officer(OFFICE), None)
    world.later(minutes=1)
    world.whatsapp.sent.clear()
    return world, chat, case


def test_within_a_day_an_answer_is_told_in_words_with_buttons_that_work() -> None:
    world, chat, case = answered()
    assert [carry_out(world, case).outcome for _ in range(3)] == [Outcome.SENT] * 3
    (sent,) = world.whatsapp.sent
    assert (sent["to"], sent["tag"]) == (PHONE, f"{case.id}-{case.version}")
    assert "mencatat langkah" in sent["text"], "the office's words"
    yes, no = sent["buttons"]
    assert (yes.title, no.title) == ("Ya, sudah selesai", "Belum")
    chat.send(no.sends)
    assert world.cases.load(case.id).status == "reopened"
    assert not world.mailer.sent
    assert not world.sms_sender.sent


@pytest.mark.parametrize("closed", [False, True])
def test_later_only_a_template_goes_out(closed: bool) -> None:
    world, _, case = answered()
    if closed:
        world.whatsapp.closed = True
    else:
        world.later(hours=24)
    carry_out(world, case)
    (sent,) = world.whatsapp.sent
    assert sent["template"] == "lapor_answered"
    assert all(sent["values"])
    assert sent["buttons"][1].sends == f"BELUM {case.id}"


def test_a_provider_that_fails_sends_it_later_and_once() -> None:
    world, _, case = answered()
    world.whatsapp.failing = 2
    for _ in range(4):
        try:
            carry_out(world, case)
        except ConnectionError:
            world.now += LEASE + timedelta(seconds=1)
    assert len(world.whatsapp.sent) == 1


def test_a_phone_that_is_never_reached_is_left_alone() -> None:
    world, _, case = answered()
    world.whatsapp.refusing = True
    assert carry_out(world, case).outcome is Outcome.REFUSED
    assert world.notice_ledger.of_case(case.id).stopped is Stop.REFUSED


def test_delivered_is_told_and_failed_stops_where_nobody_is() -> None:
    world, _, case = answered()
    carry_out(world, case)
    door, order = world.services.whatsapp_door, NoticeOrder(case.id, case.version)
    door.failed(order, 131000)
    for _ in range(2):
        door.delivered(order, world.now)
    events = world.cases.load_history(case.id).events
    assert [event.data[TOLD] for event in events if TOLD in event.data] == ["whatsapp"]
    door.failed(order, 131026)
    assert world.notice_queue.returns == [(order, False), (order, True)]
    door.delivered(replace(order, tracking_id="KI-0000-0000-0000-0"), world.now)


def test_a_stack_without_whatsapp_tells_nobody_by_it() -> None:
    world, _, case = answered()
    world.settings = replace(world.settings, whatsapp_number="")
    assert carry_out(world, case).outcome is Outcome.NO_CONTACT

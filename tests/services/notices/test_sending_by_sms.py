"""Who reported by SMS is told by SMS, once; everybody else by mail."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.model import TOLD, Case
from chalicelib.domain.notices.ledger import LEASE, SETTLES_AFTER, Outcome, Stop
from chalicelib.domain.notices.order import NoticeOrder
from chalicelib.domain.notices.sent import Sent
from tests.services.channels.test_inbound import Phone, a_phone, answered, at_office
from tests.support.world import ROAD, World

E164 = "+6281234567890"


def carry_out(world: World, case: Case, seq: int = 0) -> Sent:
    order = NoticeOrder(case.id, seq or world.cases.load(case.id).version)
    return world.services.notice_sender.carry_out(order, world.now)


def told_of_an_answer() -> tuple[World, Phone, Case]:
    world, phone = a_phone()
    case = answered(world, phone)
    world.later(minutes=1)
    return world, phone, case


def test_an_answer_is_told_once_in_one_sms_that_can_be_replied_to() -> None:
    world, _, case = told_of_an_answer()
    assert [carry_out(world, case).outcome for _ in range(3)] == [Outcome.SENT] * 3
    ((to, text, order),) = world.sms_sender.sent
    assert (to, order) == (E164, f"{case.id}-{world.cases.load(case.id).version}")
    assert text.startswith(f"LAPOR! {case.id}: Din. PUPR Kab. Kutai sudah menjawab.")
    assert text.endswith("Baca: CEK. Balas YA/BELUM.")
    assert len(text) <= 160
    assert not world.mailer.sent


def test_a_gateway_that_fails_half_the_time_sends_each_notice_once() -> None:
    world, _, case = told_of_an_answer()
    chance, orders = random.Random(4), [1, world.cases.load(case.id).version] * 4
    for seq in orders:
        world.sms_sender.failing = chance.random() < 0.5
        try:
            carry_out(world, case, seq)
        except ConnectionError:
            world.now += LEASE + timedelta(seconds=1)
    ids = [order for _, _, order in world.sms_sender.sent]
    assert len(ids) == len(set(ids))
    assert ids[-1] == f"{case.id}-{orders[-1]}"


def test_a_phone_that_the_gateway_never_takes_is_left_alone() -> None:
    world, _, case = told_of_an_answer()
    world.sms_sender.refusing = True
    assert carry_out(world, case).outcome is Outcome.REFUSED
    assert world.notice_ledger.of_case(case.id).stopped is Stop.REFUSED


def test_stop_ends_them() -> None:
    world, phone, case = told_of_an_answer()
    phone.send("STOP")
    assert carry_out(world, case).outcome is Outcome.STOPPED
    assert not world.sms_sender.sent


def test_what_was_sent_counts_as_told_a_day_later() -> None:
    world, _, case = told_of_an_answer()
    carry_out(world, case)
    settler = world.services.notice_healers()["told"]
    world.now += SETTLES_AFTER - timedelta(minutes=1)
    assert settler.heal(world.now, lambda: True) == 0
    world.now += timedelta(minutes=2)
    assert settler.heal(world.now, lambda: True) == 1
    assert world.cases.load_history(case.id).events[-1].data[TOLD] == "sms"


def test_what_happens_in_the_evening_is_told_in_the_morning() -> None:
    world, phone = a_phone()
    case = at_office(world, phone)
    world.later(hours=12)  # 22.00 in Samarinda
    world.do_case(world.cases.load(case.id), Command.RESPOND, world.officer("64.08-pupr"), None)
    assert carry_out(world, case) == Sent(None, timedelta(hours=9))
    assert not world.sms_sender.sent


def test_a_phone_that_somebody_typed_on_the_site_gets_no_sms() -> None:
    world = World()
    for reporter, outcome in (
        (Reporter(None, "081234567890", None), Outcome.NO_CONTACT),
        (Reporter(None, "081234567890", "pelapor@contoh.id"), Outcome.SENT),
    ):
        filed = world.file_and_route(replace(ROAD, text=f"{ROAD.text} {outcome}", reporter=reporter))
        world.later(minutes=2)
        assert carry_out(world, filed.case, 1).outcome is outcome
    assert not world.sms_sender.sent
    assert len(world.mailer.sent) == 1


def test_a_stack_that_sends_no_sms_tells_nobody_by_one() -> None:
    world, phone = a_phone()
    world.settings = replace(world.settings, sms_send_url="")
    case = answered(world, phone)
    world.later(minutes=1)
    assert carry_out(world, case).outcome is Outcome.NO_CONTACT
    assert not world.sms_sender.sent


def test_nothing_personal_is_in_an_order() -> None:
    world, _, case = told_of_an_answer()
    world.sms_sender.failing = 1
    with pytest.raises(ConnectionError) as raised:
        carry_out(world, case)
    assert E164 not in repr((raised.value, world.notice_queue.orders, world.notice_ledger))

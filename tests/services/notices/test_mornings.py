"""Each morning of a working day the people of an office get one mail, if there is something to say."""

from datetime import timedelta

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.notices.ledger import LEASE, Outcome, Stop
from chalicelib.domain.notices.officials import Topic
from chalicelib.services.notices.sent import Sent
from tests.services.notices.test_office_sending import APPROVER, BUDI, GREEN, RINA, office
from tests.services.notices.test_settling import heal
from tests.support.people import id_of
from tests.support.world import World


def carry_out_all(world: World) -> list[Outcome | None]:
    orders = [order for order, _ in world.notice_queue.orders if order.to == "morning"]
    return [world.services.notice_sender.carry_out(order, world.now).outcome for order in orders]


def test_each_office_with_people_is_ordered_once_a_working_day() -> None:
    world = office()
    world.now -= timedelta(hours=3)  # 07.00 in Samarinda
    assert heal(world, "mornings") == 0
    world.later(minutes=30)
    assert [heal(world, "mornings") for _ in range(3)] == [2, 0, 0]
    assert [order.tracking_id for order, _ in world.notice_queue.orders] == ["64.08-dlh", "64.08-pupr"]
    world.later(days=5)
    assert heal(world, "mornings") == 0, "a Saturday"
    world.later(days=2)
    assert heal(world, "mornings") == 2


def test_a_sweep_without_time_goes_on_with_the_next_office() -> None:
    world = office()
    times = iter([True, False])
    healer = world.services.notice_healers()["mornings"]
    assert healer.heal(world.now, lambda: next(times)) == 1
    assert healer.heal(world.now, lambda: True) == 1
    assert {order.tracking_id for order, _ in world.notice_queue.orders} == {"64.08-dlh", "64.08-pupr"}


def test_officers_read_what_waits_and_whoever_has_nothing_to_read_gets_nothing() -> None:
    world = office()
    filed = world.file_and_route()
    heal(world, "mornings")
    for _ in range(3):
        carry_out_all(world)
    assert sorted(each.to for each in world.mailer.sent) == [BUDI, RINA], "once; no draft waits for the approver"
    text = str(world.mailer.sent[0].mail)
    assert "1 laporan perlu Anda hari ini" in text
    assert filed.case.id in text
    assert "berlubang" not in text
    assert GREEN not in {each.to for each in world.mailer.sent}


def test_a_mail_that_failed_is_sent_later_and_no_other_twice() -> None:
    world = office()
    world.file_and_route()
    heal(world, "mornings")
    world.mailer.failing = 1
    order = next(order for order, _ in world.notice_queue.orders if order.tracking_id == "64.08-pupr")
    carry_out = world.services.notice_sender.carry_out
    with pytest.raises(ConnectionError):
        carry_out(order, world.now)
    assert carry_out(order, world.now) == Sent(None, LEASE)
    world.now += LEASE + timedelta(seconds=1)
    assert [carry_out(order, world.now).outcome for _ in range(2)] == [Outcome.SENT] * 2
    assert sorted(each.to for each in world.mailer.sent) == [BUDI, RINA]


def test_an_order_that_comes_a_day_late_is_no_news() -> None:
    world = office()
    world.file_and_route()
    heal(world, "mornings")
    world.later(days=1)
    assert carry_out_all(world) == [Outcome.NOTHING] * 2
    assert world.mailer.sent == []


def test_an_approver_reads_of_drafts_and_nobody_of_what_is_off() -> None:
    world = office()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.DRAFT)
    world.services.stops.choose(id_of(RINA), [Topic.MORNING, Topic.DUE])
    world.services.returns.came_back_from(id_of(BUDI), Stop.BOUNCED, world.now)
    heal(world, "mornings")
    carry_out_all(world)
    assert [each.to for each in world.mailer.sent] == [APPROVER]
    assert "Draf menunggu: 1" in world.mailer.sent[0].mail.body


def test_a_case_that_waits_for_its_reporter_needs_no_office() -> None:
    world = office()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.POSTPONE)
    heal(world, "mornings")
    carry_out_all(world)
    assert world.mailer.sent == []

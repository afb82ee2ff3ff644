"""Each morning of a working day the people of an office get one mail, if there is something to say."""

from collections import Counter
from datetime import date, timedelta

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.notices.ledger import LEASE, Outcome, Stop
from chalicelib.domain.notices.officials import Topic
from chalicelib.domain.notices.sent import Sent
from chalicelib.domain.statistics.counts import Cell
from chalicelib.services.ports.assignee_store import Assignee
from tests.services.notices.test_office_sending import APPROVER, BUDI, GREEN, PUPR, RINA, office
from tests.services.notices.test_settling import heal
from tests.support.people import appointed, id_of
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


def counted(world: World, month: str, day: date, region: str, *, hidden: bool = False) -> None:
    tally = {"filed": Counter({0: 3}), "answered": Counter({1: 2}), "breached": Counter({0: 1})}
    world.statistics_store.put_day(
        month, day, {Cell("region", region, hidden): tally, Cell("agency", PUPR, hidden): tally}
    )


def test_the_head_of_a_region_reads_the_week_before_once_and_whoever_stopped_it_does_not() -> None:
    world = World()
    for address in ("bupati@contoh.go.id", "ajudan@contoh.go.id"):
        appointed(world, address, "region_head", "64.08-diskominfo")
    world.services.stops.choose(id_of("ajudan@contoh.go.id"), [Topic.WEEK])
    counted(world, "2026-11", date(2026, 11, 15), "64.08")
    counted(world, "2026-11", date(2026, 11, 21), "64.08.01")
    for day, region, hidden in ((14, "64.08", False), (22, "64.08", False), (16, "64.09", False), (17, "64.08", True)):
        counted(world, "2026-11", date(2026, 11, day), region, hidden=hidden)
    heal(world, "mornings")
    for _ in range(2):
        carry_out_all(world)
    (sent,) = world.mailer.sent
    assert sent.to == "bupati@contoh.go.id"
    assert sent.mail.subject == "Pekan lalu: masuk 6, dijawab 4, terlambat 2"
    assert "Laporan umum dari 15 Nov 2026 sampai 21 Nov 2026: masuk 6, dijawab 4, terlambat 2." in sent.mail.body
    world.later(days=1)
    assert heal(world, "mornings") == 1
    carry_out_all(world)
    assert len(world.mailer.sent) == 1


def test_of_a_week_in_which_nothing_happened_nothing_is_written() -> None:
    world = World()
    appointed(world, "bupati@contoh.go.id", "region_head", "64.08-diskominfo")
    heal(world, "mornings")
    assert carry_out_all(world) == [Outcome.NOTHING]
    assert world.mailer.sent == []


@pytest.mark.parametrize(("works_here", "told"), [(True, [RINA]), (False, [BUDI, RINA])])
def test_a_case_that_somebody_has_is_told_to_that_person_as_long_as_they_work_there(
    works_here: bool, told: list[str]
) -> None:
    world = office()
    filed = world.file_and_route()
    person = id_of(RINA) if works_here else "who-left"
    assert world.assignees.give(PUPR, Assignee(filed.case.id, person, world.now, "liaison"), None)
    heal(world, "mornings")
    carry_out_all(world)
    assert sorted(each.to for each in world.mailer.sent) == told

"""What happens to a case is ordered to be told, and nothing else."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.notices.order import OFFICE, REPORTER, NoticeOrder
from chalicelib.services.cases.filing import Filed
from chalicelib.services.notices.publisher import NoticePublisher
from chalicelib.services.ports.case_stream import CaseEvent
from tests.services.notices.test_sending import NAMED, answered
from tests.support.world import World

MINUTE = timedelta(minutes=1)


def event_of(world: World, filed: Filed, seq: int) -> CaseEvent:
    event = world.cases.load_history(filed.case.id).events[seq - 1]
    return CaseEvent(filed.case.id, seq, event.kind, event.at, None)


def test_an_event_that_reporters_are_told_of_is_ordered_after_its_wait_and_no_other() -> None:
    world = World()
    filed = answered(world)
    publisher = NoticePublisher(world.cases, world.notice_queue)
    told = [publisher.publish(event_of(world, filed, seq), world.now) for seq in range(1, 5)]
    kinds = [event.kind for event in world.cases.load_history(filed.case.id).events]
    assert dict(zip(kinds, told, strict=True)) == {"filed": True, "routed": True, "accepted": False, "responded": True}
    assert world.notice_queue.orders == [
        (NoticeOrder(filed.case.id, seq, to), timedelta())
        for seq, to in ((1, REPORTER), (2, REPORTER), (2, OFFICE), (4, REPORTER))
    ]
    world.now = filed.case.filing.filed_at
    publisher.publish(event_of(world, filed, 1), world.now)
    assert world.notice_queue.orders[-1] == (NoticeOrder(filed.case.id, 1), MINUTE)


def test_of_an_anonymous_report_only_the_office_is_told() -> None:
    world = World()
    filed = answered(world, replace(NAMED, anonymous=True))
    publisher = NoticePublisher(world.cases, world.notice_queue)
    assert not publisher.publish(event_of(world, filed, 4), world.now)
    assert publisher.publish(event_of(world, filed, 2), world.now)
    assert [order.to for order, _ in world.notice_queue.orders] == [OFFICE]


def test_where_no_mail_goes_out_nothing_is_ordered_and_nothing_healed() -> None:
    world = World(settings=replace(World().settings, notice_queue=""))
    assert world.services.notice_publishers() == ()
    assert world.services.notice_healers() == {}

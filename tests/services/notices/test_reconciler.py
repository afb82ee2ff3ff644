"""A notice whose order was lost on its way is ordered again."""

from datetime import timedelta

import pytest

from chalicelib.domain.notices.order import OFFICE, NoticeOrder
from chalicelib.services.notices.reconciler import CHECKED_EVERY, PATIENCE
from tests.services.notices.test_sending import answered
from tests.services.notices.test_settling import heal, told_by_mail
from tests.support.world import ROAD, World

MINUTE = timedelta(minutes=1)


def test_an_order_that_the_stream_lost_is_made_again_once() -> None:
    world = World()
    assert heal(world, "notices") == 0
    filed = told_by_mail(world)
    world.now += PATIENCE + 2 * MINUTE
    # The filing and the routing were never ordered; the acceptance is told to nobody; the answer was carried out.
    assert heal(world, "notices") == 3
    assert {order for order, _ in world.notice_queue.orders} == {
        NoticeOrder(filed.case.id, 1),
        NoticeOrder(filed.case.id, 2),
        NoticeOrder(filed.case.id, 2, OFFICE),
    }
    assert heal(world, "notices") == 0
    world.now += CHECKED_EVERY
    assert heal(world, "notices") == 0


def test_what_is_too_young_is_left_to_the_next_check() -> None:
    world = World()
    world.now += CHECKED_EVERY
    assert heal(world, "notices") == 0
    filed = answered(world, ROAD)
    world.now += CHECKED_EVERY
    assert heal(world, "notices") == 4
    assert all(order.tracking_id == filed.case.id for order, _ in world.notice_queue.orders)


def test_a_check_without_time_is_made_again_from_where_it_began() -> None:
    world = World()
    healer = world.services.notice_healers()["notices"]
    assert healer.heal(world.now, lambda: True) == 0
    answered(world)
    world.now += PATIENCE + 2 * MINUTE
    assert healer.heal(world.now, lambda: False) == 0
    assert healer.heal(world.now, lambda: True) == 4


def test_a_check_that_is_cut_off_goes_on_where_it_came_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.services.notices.reconciler.LINES_AT_A_TIME", 2)
    monkeypatch.setattr("chalicelib.services.notices.reconciler.MOST_PAGES", 1)
    world = World()
    for _ in range(world.statistics_source.shards + 1):
        heal(world, "notices")
    answered(world)
    world.now += PATIENCE + 2 * MINUTE
    for _ in range(8):
        heal(world, "notices")
    assert {order.seq for order, _ in world.notice_queue.orders} == {1, 2, 4}
    assert heal(world, "notices") == 0


def test_after_the_sweep_stood_still_for_a_fortnight_what_happened_in_it_is_ordered() -> None:
    world = World()
    heal(world, "notices")
    answered(world)
    world.now += timedelta(days=15)
    assert heal(world, "notices") == 4


@pytest.mark.parametrize(("days", "ordered"), [(6, 4), (8, 0)])
def test_the_first_check_of_all_goes_back_a_week(days: int, ordered: int) -> None:
    world = World()
    answered(world)
    world.now += timedelta(days=days)
    assert heal(world, "notices") == ordered

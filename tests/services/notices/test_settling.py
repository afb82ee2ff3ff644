"""A mail that has not come back has told the reporter what the case waits for; one that came back has told nobody."""

from datetime import timedelta

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.notices.ledger import SETTLES_AFTER, Stop
from chalicelib.domain.notices.order import NoticeOrder
from chalicelib.services.cases.filing import Filed
from tests.services.notices.test_sending import NAMED, answered, carry_out
from tests.support.world import World

MINUTE = timedelta(minutes=1)


def heal(world: World, name: str) -> int:
    return world.services.notice_healers()[name].heal(world.now, lambda: True)


def told_by_mail(world: World) -> Filed:
    filed = answered(world)
    assert carry_out(world, filed).outcome
    return filed


def last_order(world: World, filed: Filed) -> NoticeOrder:
    return NoticeOrder(filed.case.id, world.case(filed).version)


def test_a_mail_that_has_not_come_back_for_a_day_has_told_the_reporter() -> None:
    world = World()
    filed = told_by_mail(world)
    world.now += SETTLES_AFTER
    assert (heal(world, "told"), world.case(filed).told_at) == (0, None)
    world.now += MINUTE
    assert (heal(world, "told"), world.case(filed).told_at) == (1, world.now)
    assert heal(world, "told") == 0
    assert not world.notice_ledger.waiting
    event = world.cases.load_history(filed.case.id).events[-1]
    assert (event.kind, event.data["told"]) == ("told", "mail")


@pytest.mark.parametrize("why", [Stop.BOUNCED, Stop.COMPLAINED, None])
def test_a_mail_that_came_back_has_told_nobody(why: Stop | None) -> None:
    world = World()
    filed = told_by_mail(world)
    for _ in range(2):
        world.services.returns.came_back(last_order(world, filed), why, world.now)
    world.now += SETTLES_AFTER + MINUTE
    assert (heal(world, "told"), world.case(filed).told_at) == (0, None)
    assert world.notice_ledger.of_case(filed.case.id).stopped is why


def test_a_mail_that_came_back_before_it_was_noted_has_told_nobody() -> None:
    world = World()
    filed = answered(world)
    world.services.returns.came_back(last_order(world, filed), Stop.BOUNCED, world.now)
    world.notice_ledger.stops, kept = {}, world.notice_ledger.stops
    carry_out(world, filed)
    world.notice_ledger.stops = kept
    world.now += SETTLES_AFTER + MINUTE
    assert (heal(world, "told"), world.case(filed).told_at) == (0, None)


def test_what_the_case_does_not_wait_for_is_not_kept_on_it() -> None:
    world = World()
    filed = world.file_and_route(NAMED)
    world.later(minutes=1)
    carry_out(world, filed, 1)
    assert not world.notice_ledger.waiting


def test_an_answer_that_was_corrected_meanwhile_is_told_by_the_correction() -> None:
    world = World()
    filed = told_by_mail(world)
    world.later(hours=1)
    world.do(filed, Command.CORRECT)
    world.now += SETTLES_AFTER
    assert (heal(world, "told"), world.case(filed).told_at) == (0, None), "the mail was of the answer before"

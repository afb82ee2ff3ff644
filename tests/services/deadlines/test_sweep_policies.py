"""What the sweep does under policies that count in working days, and under several versions of one."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.runtime.reference import load_stack
from chalicelib.services.cases.filing import Filed, Submission
from tests.support.world import ROAD, VILLAGE, World

COOP = Submission(text="Bau kandang ayam tetangga", category="kandang-ternak-bau-bising", region=VILLAGE)


@pytest.fixture
def working_days() -> World:
    return World(stack=load_stack("kaltim", "working-days-3-5-10"))


def accepted(world: World, submission: Submission = ROAD) -> Filed:
    filed = world.file_and_route(submission)
    world.do(filed, Command.ACCEPT)
    return filed


def test_working_day_limits_end_with_the_office_and_differ_by_kind_of_case() -> None:
    world = World()
    policy = world.services.stack.policies["working-days-3-5-10@1"]
    calendar = world.services.stack.calendar
    limits = {kind: policy.limit("respond", kind) for kind in ("complaint", "supervisory", "information_request")}
    days = {kind: limit.working_days for kind, limit in limits.items() if limit}
    assert days == {"complaint": 14, "supervisory": 60, "information_request": 5}
    verify = policy.limit("verify", "complaint")
    assert verify
    expires = verify.expires(world.now, calendar).astimezone(calendar.zone)
    assert (expires.date(), expires.hour) == (date(2026, 11, 26), 16)


def test_a_new_version_of_a_policy_moves_no_old_case() -> None:
    """A village case filed under the first version, which knew no tier windows."""
    world = World()
    case = world.case(world.file_and_route(COOP))
    old = replace(case, filing=replace(case.filing, policy="progress-30@1"), verify_open=False)
    new = replace(case, verify_open=False)
    timers = [world.services.stack.schedule(each).timer for each in (old, new)]
    assert [timer.clock for timer in timers if timer] == ["progress", "tier/desa"]


def kinds(world: World, filed: Filed) -> list[tuple[str, object]]:
    return [(event.kind, event.data.get("clock")) for event in world.cases.load_history(filed.case.id).events[2:]]


def test_an_office_that_does_not_begin_in_five_working_days_lapses_once(working_days: World) -> None:
    filed = working_days.file_and_route()
    working_days.do(filed, Command.ACCEPT)
    working_days.later(days=8)
    working_days.sweep()
    working_days.sweep()
    assert kinds(working_days, filed) == [("accepted", None), ("lapsed", "begin")]


def test_no_response_in_fourteen_working_days_is_a_breach_once(working_days: World) -> None:
    filed = accepted(working_days)
    working_days.do(filed, Command.PROGRESS)
    working_days.later(days=21)
    working_days.sweep()
    working_days.sweep()
    assert kinds(working_days, filed)[2:] == [("breached", "respond")]
    assert working_days.case(filed).agency == "64-pupr"


def test_an_information_request_is_due_sooner_and_the_reporters_time_does_not_count(working_days: World) -> None:
    filed = accepted(working_days, replace(ROAD, type="information_request"))
    working_days.do(filed, Command.POSTPONE)
    working_days.later(days=6)
    working_days.services.reporter.perform(
        reporter_commands.Reply("Begini", None), filed.case.id, filed.receipt.secret, working_days.now
    )
    working_days.later(days=5)
    working_days.sweep()
    assert not working_days.case(filed).breached
    working_days.later(days=1)
    working_days.sweep()
    assert working_days.case(filed).breached

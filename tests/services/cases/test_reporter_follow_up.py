"""Ten days after the closing the reporter is asked whether it is still good, after repairs once more at sixty."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases import commands, reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Case, Status
from chalicelib.domain.errors import NotInThisStatus
from chalicelib.services.cases.filing import Filed, Submission
from tests.support.world import KALTIM, ROAD, VILLAGE, World

COOP = Submission("Bau kandang ayam tetangga", category="kandang-ternak-bau-bising", region=VILLAGE)


def closed(world: World, submission: Submission = ROAD) -> Filed:
    filed = world.file_and_route(submission)
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.RESPOND, note="Lubang ditambal oleh tim pemeliharaan hari ini.")
    answer(world, filed, reporter_commands.Reply("", True))
    return filed


def answer(world: World, filed: Filed, command: commands.ReporterCommand) -> Case:
    return world.services.reporter.perform(command, filed.case.id, filed.receipt.secret, world.now).case


def asked_on(world: World, filed: Filed) -> list[int]:
    """After how many days the reporter was asked."""
    events = world.cases.load_history(filed.case.id).events
    ended = next(event.at for event in events if event.kind in ("confirmed", "closed", "withdrawn"))
    local = world.stack.calendar.local_date
    return [(local(event.at) - local(ended)).days for event in events if event.kind == "asked"]


def pass_days(world: World, days: int) -> None:
    for _ in range(days):
        world.later(days=1)
        world.sweep()


@pytest.mark.parametrize(("submission", "days"), [(ROAD, [11, 61]), (COOP, [11])])
def test_the_reporter_is_asked_once_and_of_a_repair_once_more(submission: Submission, days: list[int]) -> None:
    world = World()
    filed = closed(world, submission)
    pass_days(world, 90)
    assert asked_on(world, filed) == days
    assert world.case(filed).status is Status.CLOSED
    assert world.stack.schedule(world.case(filed)).timer is None


def test_a_sweep_that_comes_late_or_twice_asks_no_more_often() -> None:
    world = World()
    closed(world)
    world.later(days=200)
    assert world.sweep() == 2
    assert world.sweep() == 0


def test_a_no_reopens_without_argument_at_the_same_office_and_is_asked_about_anew() -> None:
    world = World()
    filed = closed(world)
    pass_days(world, 11)
    case = answer(world, filed, reporter_commands.FollowUp(good=False))
    assert (case.status, case.agency, case.asked) == (Status.REOPENED, "64.08-pupr", False)
    event = world.cases.load_history(filed.case.id).events[-1]
    assert (event.kind, event.data["good"], event.note) == ("reopened", False, "")
    world.do(filed, Command.RESPOND, note="Kami tambal ulang dengan aspal panas kemarin.")
    answer(world, filed, reporter_commands.Reply("", True))
    pass_days(world, 11)
    assert world.case(filed).asked


def test_a_yes_is_on_record_and_the_repair_is_still_asked_about() -> None:
    world = World()
    filed = closed(world)
    pass_days(world, 11)
    case = answer(world, filed, reporter_commands.FollowUp(good=True, text="Mulus."))
    assert (case.status, case.asked) == (Status.CLOSED, False)
    with pytest.raises(NotInThisStatus):
        answer(world, filed, reporter_commands.FollowUp(good=True))
    pass_days(world, 50)
    assert world.case(filed).asked


def test_nobody_answers_what_was_not_asked() -> None:
    world = World()
    filed = closed(world)
    for good in (True, False):
        with pytest.raises(NotInThisStatus):
            answer(world, filed, reporter_commands.FollowUp(good=good))


def test_nobody_is_asked_about_a_report_that_was_withdrawn() -> None:
    world = World()
    filed = world.file_and_route()
    answer(world, filed, reporter_commands.Withdraw(""))
    pass_days(world, 70)
    assert asked_on(world, filed) == []


def test_a_case_under_a_policy_from_before_is_not_asked_about() -> None:
    world = World(stack=replace(KALTIM, policy=KALTIM.policies["progress-30@4"]))
    filed = closed(world)
    pass_days(world, 70)
    assert asked_on(world, filed) == []

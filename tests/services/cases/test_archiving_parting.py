"""A wrong merge is undone by either side, with the histories whole and the clocks where they stood."""

from datetime import timedelta

import pytest

from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Case, Status
from chalicelib.domain.errors import InvalidInput, NotInThisStatus, NotYourCase, RoleNotAllowed
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.duplicates.merging import followed
from tests.support.world import ROAD, World

COORDINATOR = "64.08-diskominfo"


def merged(world: World) -> tuple[Filed, Filed]:
    first, second = world.file_and_route(), world.file_and_route()
    world.do(second, Command.ACCEPT)
    world.do(second, Command.MERGE, into=first.case.id)
    return first, second


def tell_apart(world: World, filed: Filed) -> Case:
    command = reporter_commands.TellApart("Lubang yang lain, di jalan lain.")
    return world.services.reporter.perform(command, filed.case.id, filed.receipt.secret, world.now).case


def test_the_reporter_parts_it_and_it_goes_on_where_it_stood() -> None:
    world = World()
    first, second = merged(world)
    events = world.cases.load_history(second.case.id).events
    world.later(days=3)
    case = tell_apart(world, second)
    assert (case.status, case.agency, case.merged_into, case.archived_for) == (
        *(Status.ACCEPTED, "64.08-pupr"),
        *(None, None),
    )
    after = world.cases.load_history(case.id).events
    assert after[: len(events)] == events
    assert after[-1].data["followed"] == first.case.id


def test_the_time_in_the_merge_counts_against_nobody_and_no_clock_starts_anew() -> None:
    world = World()
    first, second = world.file_and_route(), world.file_and_route()
    world.later(days=20)
    before = world.stack.schedule(world.case(second)).office_due_at
    world.do(second, Command.MERGE, into=first.case.id)
    world.later(days=40)
    after = world.stack.schedule(tell_apart(world, second)).office_due_at
    assert before
    assert after == before + timedelta(days=40)


@pytest.mark.parametrize("by", ["office", "coordinator"])
def test_an_office_or_a_coordinator_parts_it(by: str) -> None:
    world = World()
    _, second = merged(world)
    with pytest.raises(NotYourCase):
        world.do(second, Command.PART, by=world.officer("64.08-dlh"))
    actor = world.officer("64.08-pupr") if by == "office" else world.coordinator(COORDINATOR)
    assert world.do(second, Command.PART, by=actor).status is Status.ACCEPTED


def test_only_what_was_merged_is_parted() -> None:
    world = World()
    filed = world.file_and_route()
    world.archive(filed)
    with pytest.raises(NotInThisStatus):
        world.do(filed, Command.PART)
    with pytest.raises(NotInThisStatus):
        tell_apart(world, filed)


def test_a_report_that_followed_from_the_beginning_is_routed_after_all() -> None:
    world = World()
    first = world.file_and_route()
    second = world.file(Submission(text="Lubang lain.", category="jalan-rusak", region="64.08", follows=first.case.id))
    world.later(days=2)
    assert tell_apart(world, second).status is Status.RECEIVED
    world.later(minutes=6)
    world.sweep()
    assert (world.case(second).status, world.case(second).agency) == (Status.ROUTED, "64.08-pupr")


def test_whoever_followed_the_parted_case_follows_it_again() -> None:
    world = World()
    first, second = world.file_and_route(), world.file_and_route()
    third = world.file(Submission(text=ROAD.text, category="jalan-rusak", region="64.08", follows=second.case.id))
    world.do(second, Command.MERGE, into=first.case.id)
    assert followed(world.cases, world.case(third)) == world.case(first)
    tell_apart(world, second)
    assert followed(world.cases, world.case(third)) == world.case(second)


def test_after_the_reporters_word_it_goes_into_that_case_no_more_and_an_office_merges_it_nowhere() -> None:
    world = World()
    first, second = merged(world)
    third = world.file_and_route()
    tell_apart(world, second)
    for actor in (world.officer("64.08-pupr"), world.coordinator(COORDINATOR)):
        with pytest.raises(InvalidInput, match="/into: told_apart"):
            world.do(second, Command.MERGE, by=actor, into=first.case.id)
    with pytest.raises(RoleNotAllowed):
        world.do(second, Command.MERGE, into=third.case.id)
    again = world.do(second, Command.MERGE, by=world.coordinator(COORDINATOR), into=third.case.id)
    assert again.merged_into == third.case.id


def test_telling_apart_twice_is_one_event() -> None:
    world = World()
    _, second = merged(world)
    tell_apart(world, second)
    with pytest.raises(NotInThisStatus):
        tell_apart(world, second)

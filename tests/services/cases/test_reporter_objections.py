"""The reporter objects to the archiving: up one level, within ten working days, and never back to the same hands."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Case, Role, Status
from chalicelib.domain.errors import InvalidInput, NotInThisStatus, SameHands
from chalicelib.services.cases.filing import Filed
from tests.support.world import World

REGENCY, PROVINCE = "64.08-diskominfo", "64-diskominfo"
OMBUDSMAN = Actor(Role.OVERSEER_OMBUDSMAN, "00-ombudsman", "Ombudsman", "KEY")


def archived(world: World, by: str = REGENCY) -> Filed:
    filed = world.file_and_route()
    world.archive(filed, world.coordinator(by))
    return filed


def object_to(world: World, filed: Filed, text: str = "Ini jembatan umum.") -> Case:
    command = reporter_commands.Object(text)
    return world.services.reporter.perform(command, filed.case.id, filed.receipt.secret, world.now).case


def test_what_a_regency_archived_goes_to_the_province_and_can_be_worked_again() -> None:
    world = World()
    filed = archived(world)
    world.later(days=9)
    case = object_to(world, filed)
    assert (case.status, case.agency, case.archived_for) == (Status.TRIAGE, PROVINCE, None)
    assert world.stack.schedule(case).timer, "its clocks run again"
    moved = world.do(filed, Command.DISPOSE, by=world.coordinator(PROVINCE), target="64.08-pupr")
    assert (moved.status, moved.agency) == (Status.ROUTED, "64.08-pupr")
    with pytest.raises(SameHands):
        world.do(filed, Command.PROPOSE_ARCHIVE, by=world.coordinator(REGENCY), reason="beyond_services")


def test_after_the_province_the_ombudsman_decides_and_has_it_on_the_list() -> None:
    world = World()
    filed = archived(world)
    object_to(world, filed)
    world.archive(filed, world.coordinator(PROVINCE))
    case = object_to(world, filed)
    assert (case.status, case.agency) == (Status.TRIAGE, PROVINCE)
    assert [line.id for line in world.cases.listed("listed", f"{world.now:%Y-%m}", 10, None).items] == [filed.case.id]
    with pytest.raises(SameHands):
        world.do(filed, Command.PROPOSE_ARCHIVE, by=world.coordinator(PROVINCE), reason="beyond_services")
    assert world.do(filed, Command.ARCHIVE, by=OMBUDSMAN, reason="beyond_services").status is Status.ARCHIVED


def test_silence_that_the_sweep_archived_goes_to_the_nearest_coordinator() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.POSTPONE)
    while world.case(filed).status is not Status.ARCHIVED:
        world.later(days=5)
        world.sweep()
    assert object_to(world, filed).agency == REGENCY


def test_a_case_under_a_policy_from_before_has_the_time_of_the_present_one() -> None:
    world = World()
    filed = archived(world)
    world.tell(filed)
    kept = world.cases.kept[filed.case.id]
    kept.case = replace(kept.case, filing=replace(kept.case.filing, policy="progress-30@2"))
    world.later(days=25)
    with pytest.raises(NotInThisStatus):
        object_to(world, filed)


def test_a_merged_case_goes_on_elsewhere_and_words_are_needed() -> None:
    world = World()
    first, second = world.file_and_route(), world.file_and_route()
    world.do(second, Command.MERGE, into=first.case.id)
    with pytest.raises(NotInThisStatus):
        object_to(world, second)
    with pytest.raises(InvalidInput):
        object_to(world, archived(world), " ")


def test_a_day_more_is_too_late_and_the_last_day_is_not() -> None:
    world = World()
    filed = archived(world)
    world.tell(filed)
    limit = world.stack.policy.limit("objection")
    assert limit
    world.now = limit.expires(world.case(filed).since, world.stack.calendar) + timedelta(seconds=1)
    with pytest.raises(NotInThisStatus):
        object_to(world, filed)
    world.now -= timedelta(seconds=1)
    assert object_to(world, filed).status is Status.TRIAGE

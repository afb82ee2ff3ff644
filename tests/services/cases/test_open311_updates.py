"""What another office is told of an update: nothing, where it may not know that the case exists."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases import commands
from chalicelib.domain.cases.repetition import CommandId
from chalicelib.domain.errors import InvalidInput, UnknownCase
from tests.support.world import ROAD, World

ONCE = CommandId("sender", "digest", "sender")


def test_an_office_that_may_not_see_a_case_is_told_that_there_is_none() -> None:
    world = World()
    filed = world.file_and_route(replace(ROAD, secret=True))
    other = next(each for each in world.directory.offices if each != world.case(filed).agency and "rt" not in each)
    for command in (
        commands.Progress("Sudah dijadwalkan minggu depan."),
        commands.Respond("Petugas sudah menambalnya kemarin."),
    ):
        with pytest.raises(UnknownCase):
            world.services.open311_updates.update(filed.case.id, command, world.officer(other), world.now, ONCE)
    assert world.case(filed).version == world.cases.load(filed.case.id).version


def test_a_step_of_the_office_is_its_last_event_and_stays_so_when_it_is_sent_again() -> None:
    world = World()
    filed = world.file_and_route()
    office = world.officer(world.case(filed).agency or "")
    command = commands.Progress("Sudah dijadwalkan minggu depan.")
    seq = world.services.open311_updates.update(filed.case.id, command, office, world.now, ONCE)
    assert seq == world.case(filed).version
    assert [event.kind for event in world.cases.load_history(filed.case.id).events][-2:] == ["accepted", "progressed"]
    assert world.services.open311_updates.update(filed.case.id, command, office, world.now, ONCE) == seq
    assert world.case(filed).version == seq


def test_a_note_that_cannot_be_written_leaves_no_half_of_an_update() -> None:
    world = World()
    filed = world.file_and_route()
    before = world.case(filed).version
    with pytest.raises(InvalidInput) as caught:
        world.services.open311_updates.update(
            filed.case.id,
            commands.Progress(""),
            world.officer(world.case(filed).agency or ""),
            world.now,
            ONCE,
        )
    assert caught.value.errors[0].field == "/description"
    assert world.case(filed).version == before

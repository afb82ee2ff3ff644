"""Cases of an office that has ended: where they go, what is recorded, and what stays."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases import fold, integrity
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Status
from laporctl.agencies.mergers import Handled, move_cases
from laporctl.agencies.office import Office
from tests.support.world import World

OLD = Office("64.08-pupr", "Dinas PU", "opd", ended="2026-01-01", successor="64.08-dlh", end_decree="Perda 3/2025")
NEW = Office("64.08-dlh", "DLH Kutai Timur", "opd")


def merge(world: World) -> list[Handled]:
    offices = world.directory.offices
    offices[OLD.id] = replace(offices[OLD.id], ended=True, successor=NEW.id)
    return list(move_cases(world.services, OLD, NEW))


@pytest.fixture
def world() -> World:
    return World()


def test_an_open_case_goes_to_the_successor_by_an_event_that_names_the_decree(world: World) -> None:
    filed = world.file_and_route()
    assert merge(world) == [Handled(filed.case.id)]
    history = world.cases.load_history(filed.case.id)
    event = history.events[-1]
    assert (history.case.agency, history.case.status, event.kind) == ("64.08-dlh", Status.ROUTED, "disposed")
    assert event.note == "Sejak 2026-01-01 tugas Dinas PU dilaksanakan DLH Kutai Timur (Perda 3/2025)."
    assert event.data["from"] == "64.08-pupr"
    assert event.actor.agency == "64-diskominfo"
    assert integrity.find_alterations(history.case, history.content, history.events) == []
    assert fold.fold(history.case.filing, history.events) == history.case


def test_a_second_run_moves_nothing(world: World) -> None:
    filed = world.file_and_route()
    merge(world)
    version = world.case(filed).version
    assert merge(world) == []
    assert world.case(filed).version == version


def test_a_case_that_waits_for_its_reporter_stays_and_is_named(world: World) -> None:
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.POSTPONE)
    assert merge(world) == [Handled(filed.case.id, "postponed")]
    assert world.case(filed).agency == "64.08-pupr"


def test_a_case_that_somebody_changes_meanwhile_stays_for_the_next_run(world: World) -> None:
    filed = world.file_and_route()
    offices = world.directory.offices
    offices[OLD.id] = replace(offices[OLD.id], ended=True, successor=NEW.id)
    entry = world.cases.queue

    def stale(query: object) -> object:
        page = entry(query)  # type: ignore[arg-type]
        world.do(filed, Command.ACCEPT, by=world.officer("64.08-pupr"))
        return page

    world.cases.queue = stale  # type: ignore[method-assign, assignment]
    assert list(move_cases(world.services, OLD, NEW)) == [Handled(filed.case.id, "StaleVersion")]


def test_more_cases_than_a_page_all_move(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("laporctl.agencies.mergers._A_PAGE", 2)
    filed = [world.file_and_route() for _ in range(5)]
    moved = merge(world)
    assert {each.tracking_id for each in moved} == {each.case.id for each in filed}
    assert {world.case(each).agency for each in filed} == {"64.08-dlh"}


def test_a_closed_case_keeps_the_office_and_the_name_that_it_had(world: World) -> None:
    filed = world.file_and_route()
    name = world.case(filed).agency_name
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.RESPOND)
    world.tell(filed)
    world.later(days=30)
    world.sweep()
    world.directory.offices[OLD.id] = replace(world.directory.offices[OLD.id], name="Dinas PUTR")
    assert merge(world) == []
    case = world.case(filed)
    assert (case.status, case.agency, case.agency_name) == (Status.CLOSED, OLD.id, name)

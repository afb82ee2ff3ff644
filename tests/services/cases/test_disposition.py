"""What a coordinator corrects while disposing a case."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Status
from chalicelib.domain.cases.visibility import may_see
from chalicelib.domain.errors import InvalidInput
from chalicelib.services.cases.filing import Submission
from tests.support.world import ROAD, VILLAGE, World

COORDINATOR = "64-diskominfo"


@pytest.fixture
def world() -> World:
    return World()


def test_region_and_category_are_those_it_is_worked_under_from_now_on(world: World) -> None:
    filed = world.file_and_route(ROAD)
    by = world.coordinator(COORDINATOR)
    case = world.do(filed, Command.DISPOSE, by=by, target="64.08-dlh", category="sampah-liar", region=VILLAGE)
    assert (case.agency, case.category, case.region) == ("64.08-dlh", "sampah-liar", VILLAGE)
    assert world.cases.load_history(filed.case.id).events[-1].data["region"] == VILLAGE


def test_what_stays_as_it_was_is_not_said_again(world: World) -> None:
    filed = world.file_and_route(ROAD)
    world.do(filed, Command.DISPOSE, by=world.coordinator(COORDINATOR), target="64.08-dlh", region=ROAD.region)
    assert world.cases.load_history(filed.case.id).events[-1].data.keys().isdisjoint({"region", "sensitive"})


def test_a_case_that_turns_out_to_be_sensitive_is_hidden_and_stays_so(world: World) -> None:
    filed = world.file_and_route(ROAD)
    by = world.coordinator(COORDINATOR)
    assert not may_see(world.do(filed, Command.DISPOSE, by=by, target="64.08-dlh", sensitive=True), None)
    assert not may_see(world.do(filed, Command.DISPOSE, by=by, target="64.08-pupr"), None)


@pytest.mark.parametrize(
    ("region", "code"), [("64.08.99.9999", "unknown_region"), ("31", "unknown_region"), ("x", "region_shape")]
)
def test_a_region_that_is_not_of_this_stack_is_refused(world: World, region: str, code: str) -> None:
    filed = world.file_and_route(ROAD)
    with pytest.raises(InvalidInput) as caught:
        world.do(filed, Command.DISPOSE, by=world.coordinator(COORDINATOR), target="64.08-dlh", region=region)
    assert [(each.field, each.code) for each in caught.value.errors] == [("/region", code)]


def test_a_refused_case_without_a_region_goes_back_to_the_coordinator_it_came_from(world: World) -> None:
    filed = world.file_and_route(Submission(text="Entah di mana jalannya rusak.", category="jalan-rusak"))
    assert world.case(filed).agency == COORDINATOR
    world.do(filed, Command.DISPOSE, by=world.coordinator(COORDINATOR), target="64.08-diskominfo")
    world.do(filed, Command.DISPOSE, by=world.coordinator("64.08-diskominfo"), target="64.08-pupr")
    refused = world.do(filed, Command.REFUSE)
    assert (refused.agency, refused.status, refused.region) == ("64.08-diskominfo", Status.TRIAGE, None)


def test_a_refused_case_with_a_region_goes_to_the_coordinator_of_that_region(world: World) -> None:
    filed = world.file_and_route(ROAD)
    world.do(filed, Command.DISPOSE, by=world.coordinator(COORDINATOR), target="64.08-dlh")
    assert world.do(filed, Command.REFUSE).agency == "64.08-diskominfo"


def test_a_coordinator_that_coordinates_no_more_gets_nothing_back(world: World) -> None:
    filed = world.file_and_route(Submission(text="Entah di mana jalannya rusak.", category="jalan-rusak"))
    world.do(filed, Command.DISPOSE, by=world.coordinator(COORDINATOR), target="64.08-diskominfo")
    world.do(filed, Command.DISPOSE, by=world.coordinator("64.08-diskominfo"), target="64.08-pupr")
    office = world.directory.offices["64.08-diskominfo"]
    world.directory.offices[office.id] = replace(office, coordinates=False)
    assert world.do(filed, Command.REFUSE).agency == COORDINATOR

"""The next office up the ladder, and the coordinator of a case."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Case, Status
from chalicelib.domain.errors import UnknownAgency
from chalicelib.domain.geography.tiers import Tier
from chalicelib.services.agencies import in_force
from chalicelib.services.cases.filing import Submission
from tests.support.world import VILLAGE, World

COOP = Submission(text="Kandang ayam sebelah rumah bau sekali.", category="kandang-ternak-bau-bising", region=VILLAGE)


def at_the_village(world: World) -> Case:
    case = world.case(world.file_and_route(COOP))
    assert case.tier is Tier.DESA
    return case


def test_the_next_office_that_there_is_stands_above() -> None:
    world = World()
    case = at_the_village(world)
    above = world.services.agencies.above(case)
    assert above
    assert above.id == "64.08.01-kecamatan"
    del world.directory.offices["64.08.01-kecamatan"]
    next_one = world.services.agencies.above(case)
    assert next_one
    assert next_one.id.startswith("64.08-")


def test_a_case_that_waits_for_a_coordinator_goes_up_to_one() -> None:
    world = World()
    above = world.services.agencies.above(replace(at_the_village(world), status=Status.TRIAGE))
    assert above
    assert above.coordinates


def test_above_the_highest_office_is_none() -> None:
    world = World()
    assert world.services.agencies.above(replace(at_the_village(world), tier=Tier.PUSAT)) is None


def test_the_coordinator_is_that_of_the_kabupaten_and_an_unknown_office_is_named() -> None:
    world = World()
    assert world.services.agencies.coordinator_of(at_the_village(world)).id == "64.08-diskominfo"
    with pytest.raises(UnknownAgency) as caught:
        world.services.agencies.get("64.08-entah")
    assert caught.value.agency_id == "64.08-entah"


def end(world: World, agency_id: str, successor: str = "") -> None:
    world.directory.offices[agency_id] = replace(world.directory.offices[agency_id], ended=True, successor=successor)


def test_a_successor_has_the_duties_of_the_office_that_ended() -> None:
    world = World()
    end(world, "64.08-pupr", "64.08-dlh")
    dlh = world.directory.offices["64.08-dlh"]
    assert in_force(world.directory, ["64.08-pupr", "64-pupr", "64.08-entah"]) == {
        "64.08-pupr": dlh,
        "64.08-dlh": dlh,
        "64-pupr": world.directory.offices["64-pupr"],
    }
    case = world.case(world.file_and_route())
    assert (case.status, case.agency) == (Status.ROUTED, "64.08-dlh")


def test_the_successor_of_a_successor_has_them() -> None:
    world = World()
    end(world, "64.08-pupr", "64.08-dlh")
    end(world, "64.08-dlh", "64.08-satpolpp")
    assert world.services.agencies.receiving("64.08-pupr").id == "64.08-satpolpp"


def test_offices_that_end_into_each_other_are_none() -> None:
    world = World()
    end(world, "64.08-pupr", "64.08-dlh")
    end(world, "64.08-dlh", "64.08-pupr")
    assert in_force(world.directory, ["64.08-pupr"]) == {}


def test_without_a_successor_a_case_goes_to_the_next_of_its_chain_and_the_name_can_still_be_read() -> None:
    world = World()
    end(world, "64.08-pupr")
    case = world.case(world.file_and_route())
    assert (case.status, case.agency) == (Status.ROUTED, "64-pupr")
    assert world.services.agencies.get("64.08-pupr").name == "Dinas PUPR Kabupaten Kutai Timur"
    with pytest.raises(UnknownAgency):
        world.services.agencies.receiving("64.08-pupr")


def test_a_coordinators_duties_go_to_its_successor() -> None:
    world = World()
    case = at_the_village(world)
    end(world, "64.08-diskominfo", "64-diskominfo")
    assert world.services.agencies.coordinator_of(case).id == "64-diskominfo"


def test_the_next_coordinator_is_one_that_is_in_force() -> None:
    world = World()
    case = at_the_village(world)
    end(world, "64.08-diskominfo", "64-diskominfo")
    first = world.services.agencies.next_coordinator(case, ())
    assert first
    assert first.id == "64-diskominfo"
    assert world.services.agencies.next_coordinator(case, ("64.08-pupr", first.id)) is None


def test_nothing_goes_up_to_the_office_that_holds_it() -> None:
    world = World()
    case = at_the_village(world)
    end(world, "64.08.01-kecamatan", f"{VILLAGE}-desa")
    above = world.services.agencies.above(case)
    assert above
    assert above.region == "64.08"


@pytest.mark.parametrize("command", [Command.DISPOSE, Command.REFUSE, Command.SUPPORT])
def test_who_names_an_office_that_ended_reaches_its_successor(command: Command) -> None:
    world = World()
    filed = world.file_and_route()
    end(world, "64.08-satpolpp", "64.08-dlh")
    by = world.coordinator("64.08-diskominfo") if command is Command.DISPOSE else None
    case = world.do(filed, command, by=by, target="64.08-satpolpp")
    assert "64.08-dlh" in (case.agency, *case.supporting)

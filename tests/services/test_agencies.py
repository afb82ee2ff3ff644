"""The next office up the ladder, and the coordinator of a case."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.model import Case, Status
from chalicelib.domain.errors import UnknownAgency
from chalicelib.domain.geography.tiers import Tier
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

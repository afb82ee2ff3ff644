"""Who reads the list of late cases that stand with a named head, and what of them."""

import pytest

from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import NotYourCase, RoleNotAllowed
from chalicelib.services.cases.filing import Filed, Submission
from tests.support.world import VILLAGE, World

KEMENPANRB = Actor(Role.OVERSEER_KEMENPANRB, "00-panrb", "Kementerian PANRB", "KEY")
IN_A_VILLAGE = {"category": "sampah-liar", "region": VILLAGE}


def late_case(world: World, **facts: object) -> Filed:
    filed = world.file_and_route(Submission(text="Sampah menumpuk di pinggir jalan desa", **IN_A_VILLAGE, **facts))  # type: ignore[arg-type]
    for _ in range(3):
        world.later(days=31)
        world.sweep()
        world.later(minutes=10)
        world.sweep()
    return filed


def ids(world: World, actor: Actor, region: str | None = None) -> list[str]:
    return [line.id for line, _ in world.services.standing.page(actor, region, 10, None).items]


def test_a_coordinator_reads_the_list_of_its_region() -> None:
    world = World()
    filed = late_case(world)
    assert ids(world, world.coordinator("64-diskominfo")) == [filed.case.id]
    stranger = Actor(Role.COORDINATOR, "64.72-diskominfo", "Diskominfo", "KEY")
    assert ids(world, stranger) == []
    with pytest.raises(NotYourCase):
        ids(world, stranger, "64.08")


def test_an_overseer_chooses_the_region_and_an_officer_reads_none() -> None:
    world = World()
    filed = late_case(world)
    assert ids(world, KEMENPANRB) == ids(world, KEMENPANRB, "64") == [filed.case.id]
    assert ids(world, KEMENPANRB, "65") == []
    with pytest.raises(RoleNotAllowed):
        ids(world, world.officer("64.08-pupr"))


def test_a_case_that_has_ended_leaves_the_list() -> None:
    world = World()
    filed = late_case(world)
    world.services.reporter.perform(reporter_commands.Withdraw(""), filed.case.id, filed.receipt.secret, world.now)
    assert ids(world, KEMENPANRB) == []


def test_of_a_hidden_case_no_village_is_named_to_who_does_not_read_it() -> None:
    world = World()
    late_case(world, secret=True)
    ((line, case),) = world.services.standing.page(KEMENPANRB, None, 10, None).items
    assert VILLAGE not in (line.late, case.agency, case.region)
    assert "Desa Contoh" not in line.position

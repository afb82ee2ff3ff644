"""What overseers and auditors are shown of a queue and of the lists of broken deadlines."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.ports.case_store import Breach, QueueQuery
from tests.support.world import ROAD, VILLAGE, World

COOP = Submission(text="Bau kandang ayam tetangga", category="kandang-ternak-bau-bising", region=VILLAGE)
DESA = f"{VILLAGE}-desa"
KEMENPANRB = Actor(Role.OVERSEER_KEMENPANRB, "00-panrb", "Kementerian PANRB", "KEY")


def breached(world: World, submission: Submission) -> tuple[Filed, str]:
    """A case whose village was silent; and the month of the breach."""
    filed = world.file_and_route(submission)
    world.cases.lists["breached"].append(Breach(filed.case.id, world.now, DESA, "64.08.01-kecamatan"))
    return filed, world.now.isoformat()[:7]


def listed(world: World, actor: Actor, month: str) -> list[Breach]:
    return list(world.services.queue.listed(actor, "breached", month, 10, None).items)


def test_of_a_hidden_case_an_overseer_without_words_is_not_told_the_village() -> None:
    world = World()
    _, month = breached(world, replace(COOP, secret=True))
    (line,) = listed(world, KEMENPANRB, month)
    assert (line.agency, line.moved_to) == ("64.08-desa", "64.08-kecamatan")


def test_of_a_public_case_every_overseer_is_told_all() -> None:
    world = World()
    _, month = breached(world, COOP)
    (line,) = listed(world, KEMENPANRB, month)
    assert (line.agency, line.moved_to) == (DESA, "64.08.01-kecamatan")


def test_a_case_that_is_gone_counts_as_hidden_and_one_that_moved_nowhere_stays_so() -> None:
    world = World()
    world.cases.lists["breached"].append(Breach("KI-0000-0000-0000-0", world.now, DESA, None))
    world.cases.lists["breached"].append(Breach("KI-0000-0000-0001-0", world.now, "64.08-pupr", f"{VILLAGE}-rt-1"))
    first, second = sorted(listed(world, KEMENPANRB, world.now.isoformat()[:7]), key=lambda each: each.id)
    assert (first.agency, first.moved_to) == ("64.08-desa", None)
    assert (second.agency, second.moved_to) == ("64.08-pupr", "64.08-rt")


@pytest.mark.parametrize(
    ("area", "number"), [("64.08-inspektorat", 1), ("64-inspektorat", 1), ("64.72-inspektorat", 0)]
)
def test_an_auditor_gets_the_cases_of_the_own_region(area: str, number: int) -> None:
    world = World()
    _, month = breached(world, replace(COOP, secret=True))
    lines = listed(world, Actor(Role.AUDITOR, area, "Inspektorat", "KEY"), month)
    assert len(lines) == number
    assert [each.agency for each in lines] == [DESA] * number


@pytest.mark.parametrize(("area", "number"), [("64.08-diskominfo", 1), ("64-diskominfo", 1), ("64.72-diskominfo", 0)])
def test_a_coordinator_gets_the_cases_of_the_own_region(area: str, number: int) -> None:
    world = World()
    _, month = breached(world, COOP)
    assert len(listed(world, Actor(Role.COORDINATOR, area, "Diskominfo", "KEY"), month)) == number


def test_a_list_has_the_cases_only_if_asked_and_only_those_that_the_reader_may_see() -> None:
    world = World()
    hidden, month = breached(world, replace(COOP, secret=True))
    read = world.services.queue.listed
    assert [each.case for each in read(KEMENPANRB, "breached", month, 10, None).items] == [None]
    auditor = Actor(Role.AUDITOR, "64-inspektorat", "Inspektorat", "KEY")
    (line,) = read(auditor, "breached", month, 10, None, cases=True).items
    assert line.case
    assert line.case.id == hidden.case.id
    assert line.case.filing.title == hidden.case.filing.title
    (cut,) = read(KEMENPANRB, "breached", month, 10, None, cases=True).items
    assert cut.case
    assert cut.case.region == "64.08"
    # A case that has left the region is hidden from its former auditor, and the broken deadline stays.
    world.cases.lists["breached"][0] = replace(world.cases.lists["breached"][0], agency="64.72-pupr")
    (left,) = read(Actor(Role.AUDITOR, "64.72-inspektorat", "I", "KEY"), "breached", month, 10, None, cases=True).items
    assert left.case is None


def test_a_line_of_a_hidden_case_has_no_title_and_no_village_for_who_reads_no_words() -> None:
    world = World()
    filed = world.file_and_route(replace(ROAD, region=VILLAGE, secret=True))
    query = QueueQuery("64.08-pupr", 10)
    (seen,) = world.services.queue.page(KEMENPANRB, query, False, world.now).items
    (whole,) = world.services.queue.page(world.officer("64.08-pupr"), query, False, world.now).items
    assert (seen.title, seen.region) == (None, "64.08")
    assert (whole.title, whole.region) == (filed.case.filing.title, VILLAGE)


def test_a_line_without_a_region_stays_without_one() -> None:
    world = World()
    world.file_and_route(Submission(text="Entah di mana ini terjadi", secret=True))
    (seen,) = world.services.queue.page(KEMENPANRB, QueueQuery("64-diskominfo", 10), False, world.now).items
    assert (seen.title, seen.region) == (None, None)

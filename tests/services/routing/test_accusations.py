"""An accusation is held by the inspectorate, whoever gives which command, and by no office that it may accuse."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Agency, Case, Role
from chalicelib.domain.errors import AccusationProtected, DomainError, IdentityProtected
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.routing import accusations
from chalicelib.domain.routing.decision import Override
from chalicelib.domain.routing.jurisdiction import base_category
from chalicelib.services.cases.filing import Filed, Submission
from tests.support.loops import at_least_one
from tests.support.world import KALTIM, ROAD, VILLAGE, World

INSPECTORATE = Agency("64.08-inspektorat", "Inspektorat Kabupaten Kutai Timur", Tier.OPD)
ABOVE = Agency("64-inspektorat", "Inspektorat Provinsi Kalimantan Timur", Tier.PROVINSI)
FAR = Agency("64.72-inspektorat", "Inspektorat Kota Samarinda", Tier.OPD)
FUNDS = Agency("64.08-dpmd", "Dinas PMD Kabupaten Kutai Timur", Tier.OPD)
BRIBE = Submission(text="Petugas minta uang pelicin", category="pungli", region=VILLAGE)
GROUND = {"purpose": "contact_needed_for_work", "reason": "Perlu menanyakan siapa yang meminta uang."}


@pytest.fixture
def world() -> World:
    return a_world()


def a_world() -> World:
    world = World()
    world.directory.offices |= {office.id: office for office in (INSPECTORATE, ABOVE, FAR, FUNDS)}
    return world


def coordinator(world: World) -> Actor:
    return world.coordinator("64.08-diskominfo")


def test_accusations_are_the_sensitive_categories_of_an_inspectorate() -> None:
    found = {base_category(each.id) for each in KALTIM.categories.values() if accusations.is_accusation(each)}
    assert found == {"pungli", "korupsi", "pengadaan", "disiplin-asn"}


def test_whoever_is_accused_the_variant_is_an_accusation_too() -> None:
    variants = [each for each in KALTIM.categories.values() if each.id.startswith(("pungli.", "korupsi."))]
    assert len(variants) == 24
    assert all(accusations.is_accusation(each) for each in variants)


@pytest.mark.parametrize(
    "target", ["64.08-pupr", f"{VILLAGE}-desa", "64.08.01-kecamatan", "64-pupr", "64.72-inspektorat"]
)
def test_a_coordinator_gives_an_accusation_to_no_office_that_may_be_accused(world: World, target: str) -> None:
    filed = world.file_and_route(BRIBE)
    assert world.case(filed).agency == INSPECTORATE.id
    with pytest.raises(AccusationProtected):
        world.do(filed, Command.DISPOSE, by=coordinator(world), target=target)
    with pytest.raises(AccusationProtected):
        world.do(filed, Command.DISPOSE, by=coordinator(world), target=target, category="korupsi")
    assert world.do(filed, Command.DISPOSE, by=coordinator(world), target=ABOVE.id).agency == ABOVE.id


@pytest.mark.parametrize("command", [Command.ASSIGN, Command.REFUSE, Command.SUPPORT])
def test_an_inspectorate_passes_an_accusation_to_no_office_that_may_be_accused(world: World, command: Command) -> None:
    filed = world.file_and_route(BRIBE)
    target = "64.08.01-kecamatan" if command is Command.ASSIGN else "64.08-pupr"
    with pytest.raises(AccusationProtected):
        world.do(filed, command, target=target)
    assert world.case(filed).supporting == ()


def test_an_office_that_got_an_accusation_by_another_name_gives_it_to_the_inspectorate_only(world: World) -> None:
    filed = world.file_and_route(ROAD)
    with pytest.raises(AccusationProtected):
        world.do(filed, Command.DISPOSE, by=coordinator(world), target="64.08-dlh", category="pungli")
    case = world.do(filed, Command.DISPOSE, by=coordinator(world), target=INSPECTORATE.id, category="pungli")
    assert (case.agency, case.filing.sensitive) == (INSPECTORATE.id, True)


def test_another_name_is_no_way_around_the_rule_until_the_inspectorate_says_so(world: World) -> None:
    filed = world.file_and_route(BRIBE)
    renamed = {"target": "64.08-pupr", "category": "jalan-rusak"}
    with pytest.raises(AccusationProtected):
        world.do(filed, Command.DISPOSE, by=coordinator(world), **renamed)
    world.do(filed, Command.REFUSE)
    case = world.do(filed, Command.DISPOSE, by=coordinator(world), **renamed)
    assert (case.agency, case.category, case.filing.sensitive) == ("64.08-pupr", "jalan-rusak", True)


def test_where_there_is_no_inspectorate_the_coordinator_says_what_it_is() -> None:
    world = World()
    filed = world.file_and_route(BRIBE)
    with pytest.raises(AccusationProtected):
        world.do(filed, Command.DISPOSE, by=coordinator(world), target="64.08-pupr")
    renamed = {"target": "64.08-pupr", "category": "jalan-rusak"}
    assert world.do(filed, Command.DISPOSE, by=coordinator(world), **renamed).agency == "64.08-pupr"


def test_a_rule_of_the_stack_s_own_sends_no_accusation_to_another_office(world: World) -> None:
    world.rule_book.rules = [Override("pungli", "64", "64.08-pupr"), Override("pungli", "64", ABOVE.id)]
    assert world.case(world.file_and_route(BRIBE)).agency == ABOVE.id


def test_a_sensitive_matter_goes_to_no_office_below_the_one_its_category_names(world: World) -> None:
    filed = world.file_and_route(replace(BRIBE, text="Laporan tentang desa kami", category="dana-desa"))
    assert world.case(filed).agency == FUNDS.id
    for target in (f"{VILLAGE}-desa", "64.08.01-kecamatan"):
        for command, by in ((Command.ASSIGN, None), (Command.DISPOSE, coordinator(world))):
            with pytest.raises(AccusationProtected):
                world.do(filed, command, by=by, target=target)
    assert world.do(filed, Command.DISPOSE, by=coordinator(world), target="64.08-dlh").agency == "64.08-dlh"


MOVES = (Command.DISPOSE, Command.ASSIGN, Command.REFUSE, Command.ESCALATE, Command.SUPPORT, Command.ACCEPT)


@given(
    st.sampled_from(["pungli", "korupsi", "pengadaan", "disiplin-asn"]),
    st.lists(
        st.tuples(
            st.sampled_from([*MOVES, "sweep", "appeal"]),
            st.sampled_from(sorted(a_world().directory.offices)),
            st.sampled_from([{}, {"category": "jalan-rusak"}, {"category": "korupsi"}]),
            st.integers(0, 24 * 40),
        ),
        min_size=1,
        max_size=8,
    ),
)
def test_no_sequence_of_commands_brings_an_accusation_to_another_office(
    category: str, moves: list[tuple[str, str, dict[str, str], int]]
) -> None:
    world = a_world()
    filed = world.file_and_route(replace(BRIBE, category=category))
    for command, target, details, hours in at_least_one(moves):
        world.later(hours=hours)
        try:
            _move(world, filed, command, target, details)
        except DomainError:
            continue
        case = world.case(filed)
        rule = world.stack.category(case.category)
        offices = [world.directory.offices[each] for each in (case.agency, *case.supporting) if each]
        for office in at_least_one(offices):
            assert accusations.may_hold(rule, case.region, office), (command, office.id)


def _move(world: World, filed: Filed, command: str, target: str, details: dict[str, str]) -> Case | None:
    if command == "sweep":
        world.sweep()
        return None
    if command == "appeal":
        from chalicelib.domain.cases import reporter_commands

        reporter = world.services.reporter
        return reporter.perform(
            reporter_commands.Appeal("Tidak puas"), filed.case.id, filed.receipt.secret, world.now
        ).case
    by = coordinator(world) if command is Command.DISPOSE else None
    return world.do(filed, Command(command), by=by, target=target, **(details if command is Command.DISPOSE else {}))


def test_of_an_accusation_only_the_inspectorate_s_officers_ask_who_filed_it(world: World) -> None:
    filed = world.file_and_route(BRIBE)
    with pytest.raises(IdentityProtected):
        world.do(filed, Command.REQUEST_IDENTITY, by=coordinator(world), **GROUND)
    assert world.do(filed, Command.REQUEST_IDENTITY, **GROUND).version == 3
    approver = Actor(Role.APPROVER, INSPECTORATE.id, INSPECTORATE.name, "SECOND")
    assert world.do(filed, Command.APPROVE_IDENTITY, by=approver).version == 4

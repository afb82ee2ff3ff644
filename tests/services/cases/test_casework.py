import pytest

from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Status
from chalicelib.domain.cases.repetition import CommandId
from chalicelib.domain.errors import (
    InvalidInput,
    NoHigherTier,
    NotInThisStatus,
    StaleVersion,
    UnknownAgency,
    UnknownCase,
    WrongSecret,
)
from chalicelib.domain.geography.tiers import Tier
from chalicelib.services.cases.filing import Submission
from tests.support.world import ROAD, VILLAGE, World

COOP = Submission(text="Bau kandang ayam tetangga", category="kandang-ternak-bau-bising", region=VILLAGE)


def test_a_case_is_accepted_worked_answered_and_confirmed() -> None:
    world = World()
    filed = world.file_and_route()
    statuses = [world.do(filed, each).status for each in (Command.ACCEPT, Command.PROGRESS, Command.RESPOND)]
    world.services.reporter.perform(
        reporter_commands.Reply("Terima kasih", True), filed.case.id, filed.receipt.secret, world.now
    )
    assert statuses == [Status.ACCEPTED, Status.IN_PROGRESS, Status.RESPONDED]
    assert world.case(filed).status is Status.CLOSED


def test_routing_twice_disposes_once() -> None:
    world = World()
    filed = world.file_and_route()
    assert not world.services.route_case.route(filed.case.id, world.now)
    assert world.case(filed).version == 2


def test_a_village_that_cannot_solve_it_hands_up_to_the_kecamatan_and_so_on_to_the_top() -> None:
    world = World()
    filed = world.file_and_route(COOP)
    ladder = []
    for _ in range(3):
        case = world.do(filed, Command.ESCALATE, note="Tidak selesai di sini")
        ladder.append((case.agency, case.tier))
    assert ladder == [
        ("64.08.01-kecamatan", Tier.KECAMATAN),
        ("64.08-satpolpp", Tier.OPD),
        ("64-satpolpp", Tier.PROVINSI),
    ]
    assert world.case(filed).escalations == 3
    with pytest.raises(NoHigherTier):
        world.do(filed, Command.ESCALATE)


def test_a_refusal_lands_with_the_office_it_names() -> None:
    world = World()
    case = world.do(world.file_and_route(), Command.REFUSE, note="Ini urusan sampah", target="64.08-dlh")
    assert (case.agency, case.status, case.hops) == ("64.08-dlh", Status.ROUTED, 1)


@pytest.mark.parametrize(("target", "error"), [("64.08-none", UnknownAgency), ("64.08-pupr", InvalidInput)])
def test_a_refusal_must_name_another_office_that_exists(target: str, error: type[Exception]) -> None:
    world = World()
    with pytest.raises(error):
        world.do(world.file_and_route(), Command.REFUSE, target=target)


def test_a_coordinator_disposes_from_triage_to_any_office_of_the_region() -> None:
    world = World()
    filed = world.file_and_route(Submission(text="Harus dibawa ke mana ini", region="64.08"))
    coordinator = world.coordinator("64.08-diskominfo")
    case = world.do(filed, Command.DISPOSE, by=coordinator, target="64.08-dlh")
    assert (case.agency, case.status) == ("64.08-dlh", Status.ROUTED)
    assert world.do(filed, Command.ACCEPT).status is Status.ACCEPTED


def test_a_disposition_needs_a_target() -> None:
    world = World()
    filed = world.file_and_route(Submission(text="Entah ke mana ini", region="64.08"))
    with pytest.raises(InvalidInput) as caught:
        world.do(filed, Command.DISPOSE, by=world.coordinator("64.08-diskominfo"))
    assert caught.value.errors[0].field == "/target"


@pytest.mark.parametrize("command", [Command.PROGRESS, Command.RESPOND, Command.REFUSE, Command.ESCALATE])
def test_commands_that_address_the_citizen_need_a_note(command: Command) -> None:
    world = World()
    filed = world.file_and_route()
    if command in (Command.PROGRESS, Command.RESPOND):
        world.do(filed, Command.ACCEPT)
    with pytest.raises(InvalidInput):
        world.do(filed, command, note="  ")


def test_a_command_on_a_version_that_has_passed_is_stale() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    with pytest.raises(StaleVersion) as caught:
        world.do(filed, Command.PROGRESS, version=2)
    assert (caught.value.expected, caught.value.actual) == (2, 3)


def test_a_command_that_arrives_twice_is_carried_out_once_and_succeeds_twice() -> None:
    world = World()
    filed = world.file_and_route()
    once = CommandId("once", "digest", "once")
    first = world.do(filed, Command.ACCEPT, version=2, command_id=once)
    assert world.do(filed, Command.ACCEPT, version=2, command_id=once) == first
    world.do(filed, Command.PROGRESS)
    late = world.do(filed, Command.ACCEPT, version=2, command_id=once)
    assert late.version == 4
    assert len(world.cases.load_history(filed.case.id).events) == 4
    with pytest.raises(StaleVersion):
        world.do(filed, Command.ACCEPT, version=2, command_id=CommandId("another", "digest", "another"))


def test_an_office_that_does_not_hold_a_secret_case_cannot_learn_of_it() -> None:
    world = World()
    secret = Submission(text=ROAD.text, category=ROAD.category, region=ROAD.region, secret=True)
    with pytest.raises(UnknownCase):
        world.do(world.file_and_route(secret), Command.ACCEPT, by=world.officer("64.08-dlh"))


def test_a_reply_needs_the_right_secret() -> None:
    world = World()
    filed = world.file_and_route()
    for secret in (None, "AAAA-AAAA-AAAA-AAAA-AAAA", ""):
        with pytest.raises(WrongSecret):
            world.services.reporter.perform(reporter_commands.Reply("Halo", None), filed.case.id, secret, world.now)
    assert world.case(filed).version == 2


def test_a_reply_that_arrives_twice_is_kept_once() -> None:
    world = World()
    filed = world.file_and_route()
    once = CommandId("once", "digest", "once")
    for _ in range(2):
        world.services.reporter.perform(
            reporter_commands.Reply("Foto menyusul", None), filed.case.id, filed.receipt.secret, world.now, once
        )
        world.later(minutes=1)
    assert [event.kind for event in world.cases.load_history(filed.case.id).events] == ["filed", "routed", "replied"]


def test_a_citizen_who_is_not_satisfied_reopens_and_the_office_works_on() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.RESPOND)
    world.services.reporter.perform(
        reporter_commands.Reply("Belum, masih berlubang", False), filed.case.id, filed.receipt.secret, world.now
    )
    assert world.case(filed).status is Status.REOPENED
    assert world.do(filed, Command.RESPOND).status is Status.RESPONDED


def test_a_case_cannot_be_confirmed_before_a_response() -> None:
    world = World()
    filed = world.file_and_route()
    with pytest.raises(NotInThisStatus):
        world.services.reporter.perform(
            reporter_commands.Reply("", True), filed.case.id, filed.receipt.secret, world.now
        )

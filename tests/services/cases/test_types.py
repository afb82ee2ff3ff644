"""Each type its own life, from filing to its end: praise, information requests, aspirations, and a type corrected."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.cases import reporter_commands, type_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Case, Role, Status
from chalicelib.domain.errors import InvalidInput, NotExtendable, NotInThisStatus, NotThisType
from chalicelib.runtime.reference import load_stack
from chalicelib.services.cases.filing import Filed, Submission
from tests.support.world import KALTIM, ROAD, World

THANKS = Submission("Terima kasih, petugas loket KTP ramah dan cepat.", type="praise", category="ktp", region="64.08")
QUESTION = replace(ROAD, type="information_request")
WISH = replace(ROAD, type="aspiration")
COORDINATOR, PUPR = "64.08-diskominfo", "64.08-pupr"
POLICIES = ("progress-30", "working-days-3-5-10")


def world_under(policy: str) -> World:
    return World(stack=load_stack("kaltim", policy))


def kinds(world: World, filed: Filed) -> list[str]:
    return [event.kind for event in world.cases.load_history(filed.case.id).events]


def correct(world: World, filed: Filed, becomes: str) -> Case:
    command = type_commands.CorrectType(becomes)
    return world.services.reporter.perform(command, filed.case.id, filed.receipt.secret, world.now).case


# ---- praise ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("policy", POLICIES)
def test_praise_runs_no_clock_of_a_complaint_and_reaches_no_list(policy: str) -> None:
    """It ran the complaint's clocks, was breached, and stood on the Ombudsman's list."""
    world = world_under(policy)
    filed = world.file_and_route(THANKS)
    holder = world.case(filed).agency
    for _ in range(20):
        world.later(days=5)
        world.sweep()
    case = world.case(filed)
    assert (case.status, case.agency, case.breached, case.escalations) == (Status.CLOSED, holder, False, 0)
    assert kinds(world, filed) == ["filed", "routed", "thanked"]
    for listed in ("breached", "listed"):
        assert world.cases.listed(listed, f"{world.now:%Y-%m}", 10, None).items == ()


@pytest.mark.parametrize("policy", POLICIES)
def test_praise_that_no_rule_routes_ends_too(policy: str) -> None:
    world = world_under(policy)
    filed = world.file_and_route(Submission("Terima kasih atas pelayanannya.", type="praise", region="64.08"))
    assert world.case(filed).status is Status.TRIAGE
    world.later(days=12)
    world.sweep()
    assert kinds(world, filed)[-1] == "thanked"


def test_an_office_passes_praise_on_and_that_ends_the_case() -> None:
    world = World()
    filed = world.file_and_route(THANKS)
    case = world.do(filed, Command.THANK, note="Sudah kami sampaikan kepada petugas loket.")
    assert (case.status, world.stack.schedule(case).timer) == (Status.CLOSED, None)
    assert (
        world.services.reporter.perform(
            reporter_commands.Rate(5, ""), filed.case.id, filed.receipt.secret, world.now
        ).case.rating
        == 5
    )


def test_praise_under_a_policy_from_before_keeps_the_clocks_it_was_filed_under() -> None:
    world = World(stack=replace(KALTIM, policy=KALTIM.policies["progress-30@4"]))
    filed = world.file_and_route(THANKS)
    world.later(days=31)
    world.sweep()
    assert world.case(filed).breached


def test_praise_that_names_a_danger_has_the_clocks_of_a_complaint() -> None:
    world = World()
    filed = world.file_and_route(
        replace(THANKS, text="Terima kasih, tapi jembatan gantung hampir putus, anak sekolah lewat.")
    )
    names = {timer.clock for timer in _timers(world, filed)}
    assert {"accept", "progress"} <= names
    assert "thank" not in names


def _timers(world: World, filed: Filed) -> list:
    from chalicelib.domain.deadlines import clocks

    case = world.case(filed)
    return list(clocks.timers(case, world.stack.policy_of(case), world.stack.calendar))


def test_praise_that_a_coordinator_made_of_a_complaint_can_be_contested_and_is_a_complaint_again() -> None:
    """No door is closed by giving a complaint a friendlier name."""
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.RETYPE, by=world.coordinator(COORDINATOR), type="praise")
    world.later(days=12)
    world.sweep()
    assert world.case(filed).status is Status.CLOSED
    reopened = world.services.reporter.perform(
        reporter_commands.Reply("", False), filed.case.id, filed.receipt.secret, world.now
    ).case
    assert (reopened.status, reopened.type) == (Status.REOPENED, "complaint")
    world.later(days=31)
    world.sweep()
    assert world.case(filed).breached


# ---- information requests --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("policy", "days", "extended"), [("progress-30", 10, 17), ("working-days-3-5-10", 5, 12)])
def test_an_information_request_has_the_days_of_the_law_and_seven_more_once(
    policy: str, days: int, extended: int
) -> None:
    world = world_under(policy)
    filed = world.file_and_route(QUESTION)
    world.do(filed, Command.ACCEPT)
    calendar, first = world.stack.calendar, world.stack.calendar.local_date(filed.case.filing.filed_at)

    def answer_due() -> date:
        (due,) = [timer for timer in _timers(world, filed) if timer.clock == "respond"]
        return calendar.local_date(due.at)

    assert answer_due() == calendar.working_days(first, days)[-1].date
    world.do(filed, Command.EXTEND, note="Dokumen masih diperiksa bagian hukum.")
    assert answer_due() == calendar.working_days(first, extended)[-1].date
    with pytest.raises(NotExtendable):
        world.do(filed, Command.EXTEND, note="Sekali lagi.")


def test_a_reason_is_needed_and_a_complaint_cannot_be_put_off() -> None:
    world = World()
    asked, road = world.file_and_route(QUESTION), world.file_and_route()
    for filed in (asked, road):
        world.do(filed, Command.ACCEPT)
    with pytest.raises(InvalidInput):
        world.do(asked, Command.EXTEND, note=" ")
    with pytest.raises(NotThisType):
        world.do(road, Command.EXTEND, note="Perlu waktu.")


def test_a_policy_from_before_knows_no_extension() -> None:
    world = World(stack=replace(KALTIM, policy=KALTIM.policies["progress-30@4"]))
    filed = world.file_and_route(QUESTION)
    world.do(filed, Command.ACCEPT)
    with pytest.raises(NotExtendable):
        world.do(filed, Command.EXTEND, note="Perlu waktu.")


# ---- aspirations -----------------------------------------------------------------------------------------------------


def planned(world: World) -> Filed:
    filed = world.file_and_route(WISH)
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.PLAN, on="2027-01-20")
    return filed


@pytest.mark.parametrize("policy", POLICIES)
def test_a_planned_aspiration_waits_for_its_round_and_owes_the_outcome_then(policy: str) -> None:
    world = world_under(policy)
    filed = planned(world)
    due = world.stack.citizen_due(world.case(filed))
    assert due
    assert (due.clock, world.stack.calendar.local_date(due.at)) == ("planning", date(2027, 1, 20))
    world.now = due.at
    world.sweep()
    assert not world.case(filed).breached
    world.later(minutes=5)
    world.sweep()
    assert world.case(filed).breached, "the outcome of the planning was owed"
    assert world.case(filed).planned is None


def test_an_aspiration_is_answered_after_its_round_or_goes_to_the_next_within_the_year() -> None:
    world = World()
    filed = planned(world)
    world.later(days=50)
    with pytest.raises(InvalidInput) as refused:
        world.do(filed, Command.PLAN, on=(world.now.date() + timedelta(days=402)).isoformat())
    assert [(error.field, error.code) for error in refused.value.errors] == [("/on", "promise_range")]
    assert world.do(filed, Command.PLAN, on="2027-12-20").planned == date(2027, 12, 20)
    answered = world.do(filed, Command.RESPOND, note="Dinas memasukkan lampu ini ke rencana kerja tahun 2028.")
    assert (answered.status, answered.planned) == (Status.RESPONDED, None)


def test_a_round_that_does_not_exist_is_named() -> None:
    world = World()
    filed = world.file_and_route(WISH)
    world.do(filed, Command.ACCEPT)
    with pytest.raises(InvalidInput) as refused:
        world.do(filed, Command.PLAN, forum="rapat")
    assert [(error.field, error.code) for error in refused.value.errors] == [("/forum", "unknown_choice")]


# ---- a type corrected ------------------------------------------------------------------------------------------------


def test_the_reporter_corrects_the_type_until_the_office_takes_the_case_on() -> None:
    world = World()
    filed = world.file_and_route()
    case = correct(world, filed, "information_request")
    assert (case.type, case.filing.type, case.status) == ("information_request", "complaint", Status.ROUTED)
    assert "respond" in {timer.clock for timer in _timers(world, filed)}
    world.do(filed, Command.ACCEPT)
    with pytest.raises(NotInThisStatus):
        correct(world, filed, "complaint")


def test_the_coordinator_corrects_it_later_with_a_reason_and_no_office_does() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    coordinator = world.coordinator(COORDINATOR)
    with pytest.raises(InvalidInput):
        world.do(filed, Command.RETYPE, by=coordinator, note="", type="aspiration")
    assert world.do(filed, Command.RETYPE, by=coordinator, type="aspiration").type == "aspiration"
    event = world.cases.load_history(filed.case.id).events[-1]
    assert (event.kind, event.data) == ("retyped", {"type": "aspiration", "was": "complaint"})
    assert event.note


@pytest.mark.parametrize(("becomes", "code"), [("complaint", "type_unchanged"), ("request", "unknown_choice")])
def test_a_type_that_it_has_or_that_is_none_is_named(becomes: str, code: str) -> None:
    world = World()
    with pytest.raises(InvalidInput) as refused:
        correct(world, world.file_and_route(), becomes)
    assert [(error.field, error.code) for error in refused.value.errors] == [("/type", code)]


def test_a_wrong_name_gives_an_office_no_more_time() -> None:
    world = World(stack=load_stack("kaltim", "working-days-3-5-10"))
    asked, renamed = world.file_and_route(QUESTION), world.file_and_route()
    world.later(days=2)
    correct(world, renamed, "information_request")
    ends = [[timer.at for timer in _timers(world, each) if timer.clock == "respond"] for each in (asked, renamed)]
    assert ends[0] == ends[1]


def test_a_corrected_type_goes_along_to_another_stack_and_back() -> None:
    from tests.support.country import Country

    country = Country()
    filed = country.kaltim.file_and_route()
    correct(country.kaltim, filed, "aspiration")
    country.refer(filed, "KI", "kaltara")
    country.settle()
    there = country.kaltara.case(filed)
    assert (there.type, there.filing.type) == ("aspiration", "complaint")


def test_only_the_office_that_holds_praise_thanks_for_it() -> None:
    world = World()
    filed = world.file_and_route(THANKS)
    from chalicelib.domain.errors import NotYourCase

    with pytest.raises(NotYourCase):
        world.do(filed, Command.THANK, by=Actor(Role.OFFICER, PUPR, "PUPR", "KEY"))

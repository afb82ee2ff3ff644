"""The less common commands, each by its effect on the case."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.cases import hash_chain, reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.lifecycle import ARCHIVE_REASONS
from chalicelib.domain.cases.model import REDACTABLE_WORDS, Actor, Agency, Case, Role, Status
from chalicelib.domain.errors import ApprovalNeeded, InvalidInput, NoGround, NotInThisStatus, NotYourCase, SameHands
from chalicelib.domain.geography.tiers import Tier
from chalicelib.services.cases.filing import Filed, Submission
from tests.support.world import ROAD, VILLAGE, World

COOP = Submission(text="Bau kandang ayam tetangga", category="kandang-ternak-bau-bising", region=VILLAGE)


@pytest.fixture
def world() -> World:
    return World()


def accepted(world: World, submission: Submission = ROAD) -> Filed:
    filed = world.file_and_route(submission)
    world.do(filed, Command.ACCEPT)
    return filed


def due_on(world: World, case: Case) -> date:
    due = world.services.stack.office_due(case)
    assert due
    return world.services.stack.calendar.local_date(due.at)


def field_of(error: InvalidInput) -> str:
    return error.errors[0].field


def test_while_the_reporter_is_asked_the_offices_clock_rests(world: World) -> None:
    filed = accepted(world)
    before = due_on(world, world.case(filed))
    world.do(filed, Command.POSTPONE, note="Di sebelah mana pasar?")
    world.later(days=4)
    world.services.reporter.perform(
        reporter_commands.Reply("Sebelah timur", None), filed.case.id, filed.receipt.secret, world.now
    )
    case = world.case(filed)
    assert case.status is Status.IN_PROGRESS
    assert due_on(world, case) == before + timedelta(days=4)


def test_a_village_passes_a_case_down_to_its_rt_and_gets_it_back_when_its_time_is_over(world: World) -> None:
    rt = Agency(f"{VILLAGE}-rt-003", "RT 003 Desa Contoh", Tier.RT)
    world.directory.offices[rt.id] = rt
    filed = world.file_and_route(COOP)
    case = world.do(filed, Command.ASSIGN, target=rt.id)
    assert (case.status, case.agency, case.tier) == (Status.ROUTED, rt.id, Tier.RT)
    world.later(days=4)
    world.sweep()
    case = world.case(filed)
    assert (case.agency, case.escalations) == (f"{VILLAGE}-desa", 1)


def test_a_lower_office_of_another_area_gets_no_case(world: World) -> None:
    elsewhere = Agency("64.02.01.2001-rt-001", "RT 001 di kabupaten lain", Tier.RT)
    world.directory.offices[elsewhere.id] = elsewhere
    filed = world.file_and_route(COOP)
    with pytest.raises(InvalidInput) as caught:
        world.do(filed, Command.ASSIGN, target=elsewhere.id)
    assert caught.value.errors[0].code == "not_below"


@pytest.mark.parametrize("target", ["64.08-pupr", "64-satpolpp", "64.08.01-kecamatan", f"{VILLAGE}-desa"])
def test_a_case_is_assigned_only_to_an_office_below(world: World, target: str) -> None:
    filed = world.file_and_route(COOP)
    with pytest.raises(InvalidInput) as caught:
        world.do(filed, Command.ASSIGN, target=target)
    assert caught.value.errors[0].code == "not_below"


def test_an_office_may_carry_on_without_the_answer(world: World) -> None:
    filed = accepted(world)
    world.do(filed, Command.POSTPONE)
    assert world.do(filed, Command.RESUME, note="").status is Status.IN_PROGRESS


def test_a_postponed_case_without_an_answer_is_archived_after_ten_working_days(world: World) -> None:
    filed = accepted(world)
    world.do(filed, Command.POSTPONE)
    world.tell(filed)
    world.later(days=13)
    assert world.sweep() == 0
    world.later(days=2)
    assert world.sweep() == 1
    case = world.case(filed)
    assert (case.status, case.archived_for) == (Status.ARCHIVED, "no_answer")


def test_a_promised_date_is_the_deadline_while_an_office_waits_for_budget(world: World) -> None:
    filed = accepted(world)
    case = world.do(filed, Command.PROGRESS, kind="waiting_for_budget", promised="2027-02-15")
    assert case.promised == date(2027, 2, 15)
    for _ in range(3):
        world.later(days=28)
        world.sweep()
        world.do(filed, Command.PROGRESS)
    assert not world.case(filed).breached
    world.later(days=2)
    world.sweep()
    case = world.case(filed)
    assert (case.breached, case.agency, case.promised) == (True, "64-pupr", None)


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"kind": "waiting_for_budget"}, "/promised"),
        ({"kind": "note", "promised": "2027-03-01"}, "/promised"),
        ({"kind": "waiting_for_budget", "promised": "2026-11-23"}, "/promised"),
        ({"kind": "waiting_for_budget", "promised": "2036-11-23"}, "/promised"),
        ({"kind": "someday"}, "/kind"),
    ],
)
def test_a_promised_date_must_be_within_range(world: World, details: dict[str, str], field: str) -> None:
    filed = accepted(world)
    with pytest.raises(InvalidInput) as caught:
        world.do(filed, Command.PROGRESS, **details)
    assert field_of(caught.value) == field


def two_person_world() -> World:
    world = World()
    office = world.directory.offices["64.08-pupr"]
    world.directory.offices[office.id] = replace(office, two_person=True)
    return world


DONE, OTHER = "Lubang sudah ditutup petugas kemarin.", "Jalan kami ratakan lagi tadi pagi."
WRITER = Actor(Role.OFFICER, "64.08-pupr", "Dinas PUPR", "WRITER")
APPROVER = Actor(Role.APPROVER, "64.08-pupr", "Dinas PUPR", "APPROVER")


def test_where_two_people_are_wanted_a_response_is_drafted_approved_and_published_as_drafted() -> None:
    world = two_person_world()
    filed = accepted(world)
    with pytest.raises(ApprovalNeeded):
        world.do(filed, Command.RESPOND, by=WRITER, note="Sendiri saja")
    world.do(filed, Command.DRAFT, by=WRITER, note=DONE)
    with pytest.raises(ApprovalNeeded):
        world.do(filed, Command.RESPOND, by=WRITER)
    with pytest.raises(SameHands):
        world.do(filed, Command.APPROVE, by=replace(APPROVER, key="WRITER"))
    world.do(filed, Command.APPROVE, by=APPROVER, note="")
    assert world.do(filed, Command.RESPOND, by=WRITER, note="Lain").status is Status.RESPONDED
    assert world.cases.load_history(filed.case.id).events[-1].note == DONE


def test_a_new_draft_needs_a_new_approval() -> None:
    world = two_person_world()
    filed = accepted(world)
    world.do(filed, Command.DRAFT, by=WRITER, note=DONE)
    world.do(filed, Command.APPROVE, by=APPROVER)
    world.do(filed, Command.DRAFT, by=WRITER, note=OTHER)
    with pytest.raises(ApprovalNeeded):
        world.do(filed, Command.RESPOND, by=WRITER)


def test_a_draft_that_is_sent_back_is_written_anew_and_publishes_nothing() -> None:
    world = two_person_world()
    filed = accepted(world)
    with pytest.raises(ApprovalNeeded):
        world.do(filed, Command.SEND_BACK, by=APPROVER, note="Tulis tanggalnya.")
    world.do(filed, Command.DRAFT, by=WRITER, note=DONE)
    with pytest.raises(SameHands):
        world.do(filed, Command.SEND_BACK, by=replace(APPROVER, key="WRITER"), note="Tulis tanggalnya.")
    with pytest.raises(InvalidInput):
        world.do(filed, Command.SEND_BACK, by=APPROVER, note=" ")
    world.do(filed, Command.SEND_BACK, by=APPROVER, note="Tulis tanggalnya.")
    for command in (Command.APPROVE, Command.SEND_BACK, Command.RESPOND):
        with pytest.raises(ApprovalNeeded):
            world.do(filed, command, by=APPROVER, note="Tulis tanggalnya.")
    world.do(filed, Command.DRAFT, by=WRITER, note=OTHER)
    assert world.do(filed, Command.APPROVE, by=APPROVER).approved


def test_elsewhere_an_office_answers_alone_and_may_publish_its_draft(world: World) -> None:
    filed = accepted(world)
    world.do(filed, Command.DRAFT, note=DONE)
    world.do(filed, Command.RESPOND, note="")
    assert world.cases.load_history(filed.case.id).events[-1].note == DONE


def test_an_officers_own_words_are_not_replaced_by_an_old_draft(world: World) -> None:
    filed = accepted(world)
    world.do(filed, Command.DRAFT, note=DONE)
    world.do(filed, Command.RESPOND, note=OTHER)
    assert world.cases.load_history(filed.case.id).events[-1].note == OTHER


def test_nothing_is_approved_without_a_draft() -> None:
    world = two_person_world()
    filed = accepted(world)
    with pytest.raises(ApprovalNeeded):
        world.do(filed, Command.APPROVE, by=APPROVER)
    with pytest.raises(ApprovalNeeded):
        world.do(filed, Command.RESPOND, by=WRITER, note="Tanpa rancangan")


def test_a_response_without_words_and_without_a_draft_is_refused(world: World) -> None:
    filed = accepted(world)
    with pytest.raises(InvalidInput):
        world.do(filed, Command.RESPOND, note=" ")


def test_a_supporting_office_helps_and_the_lead_stays_one(world: World) -> None:
    filed = accepted(world)
    case = world.do(filed, Command.SUPPORT, target="64.08-dlh")
    assert (case.supporting, case.agency) == (("64.08-dlh",), "64.08-pupr")
    helper = world.officer("64.08-dlh")
    assert world.do(filed, Command.ASSIST, by=helper, note="Saluran kami keruk").agency == "64.08-pupr"
    with pytest.raises(NotYourCase):
        world.do(filed, Command.RESPOND, by=helper)
    for target in ("64.08-dlh", "64.08-pupr"):
        with pytest.raises(InvalidInput):
            world.do(filed, Command.SUPPORT, target=target)


@pytest.mark.parametrize("reason", ARCHIVE_REASONS)
def test_a_coordinator_archives_for_a_listed_reason(world: World, reason: str) -> None:
    filed = world.file_and_route()
    case = world.archive(filed, reason=reason)
    assert (case.status, case.archived_for) == (Status.ARCHIVED, reason)


def test_not_ours_is_no_reason_to_archive(world: World) -> None:
    filed = world.file_and_route()
    with pytest.raises(InvalidInput):
        world.do(filed, Command.ARCHIVE, by=world.coordinator("64.08-diskominfo"), reason="not_ours")


def test_a_merged_case_names_the_one_that_goes_on_and_never_itself_or_a_closed_one(world: World) -> None:
    first, second, third = (world.file_and_route() for _ in range(3))
    assert world.do(second, Command.MERGE, into=first.case.id).merged_into == first.case.id
    for into in (third.case.id, second.case.id):
        with pytest.raises(InvalidInput):
            world.do(third, Command.MERGE, into=into)


@pytest.mark.parametrize("part", [*REDACTABLE_WORDS, "note"])
def test_redacted_words_are_gone_and_the_chain_is_whole(world: World, part: str) -> None:
    filed = world.file_and_route(replace(ROAD, title="Pak Rekaan", text="Pak Rekaan lalai", place="Rumah Rekaan"))
    world.do(filed, Command.ACCEPT, note="Kami hubungi Pak Rekaan")
    world.do(filed, Command.REDACT, by=world.coordinator("64.08-diskominfo"), note="Nama orang", part=part, seq="3")
    history = world.cases.load_history(filed.case.id)
    shown = {
        "title": history.case.filing.title,
        "text": history.content.text,
        "place": history.content.place,
        "note": history.events[2].note,
    }
    # The title repeats the beginning of the text.
    gone = ["title", "text"] if part == "text" else [part]
    assert [name for name, words in shown.items() if "Rekaan" not in words] == gone
    assert hash_chain.first_broken(filed.case.id, history.events) is None


def test_a_reporter_rates_and_may_think_again(world: World) -> None:
    filed = accepted(world)
    world.do(filed, Command.RESPOND)
    following, secret = world.services.reporter, filed.receipt.secret
    following.perform(reporter_commands.Rate(2, "Lama"), filed.case.id, secret, world.now)
    following.perform(reporter_commands.Rate(4, ""), filed.case.id, secret, world.now)
    assert world.case(filed).rating == 4
    with pytest.raises(InvalidInput):
        following.perform(reporter_commands.Rate(6, ""), filed.case.id, secret, world.now)


def test_an_appeal_goes_to_another_office_and_starts_the_clocks_anew(world: World) -> None:
    filed = accepted(world)
    world.do(filed, Command.RESPOND)
    world.later(days=3)
    world.services.reporter.perform(
        reporter_commands.Appeal("Tidak dikerjakan"), filed.case.id, filed.receipt.secret, world.now
    )
    case = world.case(filed)
    assert (case.agency, case.status, case.clock_from) == ("64-pupr", Status.ROUTED, world.now)
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.RESPOND)
    world.services.reporter.perform(reporter_commands.Appeal("Masih"), filed.case.id, filed.receipt.secret, world.now)
    assert world.case(filed).agency == "64.08-diskominfo"


def test_a_withdrawn_case_is_closed_and_stays_on_record(world: World) -> None:
    filed = accepted(world)
    world.services.reporter.perform(
        reporter_commands.Withdraw("Sudah selesai sendiri"), filed.case.id, filed.receipt.secret, world.now
    )
    assert world.case(filed).status is Status.CLOSED
    with pytest.raises(NotInThisStatus):
        world.services.reporter.perform(reporter_commands.Withdraw(""), filed.case.id, filed.receipt.secret, world.now)


def test_a_case_withdrawn_before_any_office_had_it_reopens_with_the_coordinator(world: World) -> None:
    filed = world.file()
    following, secret = world.services.reporter, filed.receipt.secret
    following.perform(reporter_commands.Withdraw(""), filed.case.id, secret, world.now)
    following.perform(reporter_commands.Reply("Ternyata belum", False), filed.case.id, secret, world.now)
    case = world.case(filed)
    assert (case.agency, case.status) == ("64.08-diskominfo", Status.TRIAGE)


def test_a_reprimand_is_counted_and_changes_nothing_else(world: World) -> None:
    filed = world.file_and_route()
    inspector = Actor(Role.AUDITOR, "64-inspektorat", "Inspektorat", "KEY")
    with pytest.raises(NoGround):
        world.do(filed, Command.WARN, by=inspector)
    world.later(days=6)
    world.sweep()
    before = world.case(filed)
    assert before.lapsed == ("verify",)
    after = world.do(filed, Command.WARN, by=inspector)
    assert (after.warnings, after.status, after.agency) == (1, before.status, before.agency)
    warned = world.cases.load_history(filed.case.id).events[-1]
    assert (warned.data["recipient"], after.warning) == (before.agency, warned.seq)
    assert world.do(filed, Command.ANSWER_WARNING, note="Bahan tiba besok.").warning is None


def test_a_village_that_is_silent_for_five_working_days_loses_the_case_to_the_kecamatan(world: World) -> None:
    filed = world.file_and_route(COOP)
    world.later(days=7)
    world.sweep()
    assert world.case(filed).agency == f"{VILLAGE}-desa"
    world.later(days=1)
    world.sweep()
    case = world.case(filed)
    assert (case.agency, case.escalations, case.breached) == ("64.08.01-kecamatan", 1, False)
    world.later(days=8)
    world.sweep()
    assert world.case(filed).agency == "64.08-satpolpp"


def test_after_sixty_days_a_case_is_on_the_ombudsmans_list_once(world: World) -> None:
    filed = accepted(world)
    for _ in range(4):
        world.later(days=29)
        world.do(filed, Command.PROGRESS)
        world.sweep()
    assert [line.id for line in world.cases.lists["listed"]] == [filed.case.id]

"""Nobody archives alone what is not evident: one person proposes, another agrees, and the clocks go on meanwhile."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.marks import Proposal
from chalicelib.domain.cases.model import Actor, Role, Status
from chalicelib.domain.cases.visibility import shows_note
from chalicelib.domain.errors import (
    InvalidInput,
    NoProposal,
    NotInThisStatus,
    NotYourCase,
    RoleNotAllowed,
    SameHands,
    SecondPersonNeeded,
)
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.ports.case_store import QueueQuery
from tests.support.world import ROAD, World

REGENCY, PROVINCE = "64.08-diskominfo", "64-diskominfo"
HEAD = Actor(Role.APPROVER, "64.08-pupr", "Dinas PUPR", "HEAD")
WORDS = "Perkara ini sedang diperiksa Pengadilan Negeri Sangatta."


def proposed(world: World) -> Filed:
    filed = world.file_and_route()
    case = world.do(filed, Command.PROPOSE_ARCHIVE, by=world.coordinator(REGENCY), reason="in_court", note=WORDS)
    assert (case.status, case.proposals) == (Status.ROUTED, (Proposal("archive", case.version, "KEY"),))
    return filed


@pytest.mark.parametrize("reason", ["not_a_report", "repeated", "no_answer", "in_court", "beyond_services", "test"])
def test_one_coordinator_alone_archives_for_no_reason(reason: str) -> None:
    world = World()
    filed = world.file_and_route()
    with pytest.raises(SecondPersonNeeded):
        world.do(filed, Command.ARCHIVE, by=world.coordinator(REGENCY), reason=reason)
    assert world.case(filed).open


@pytest.mark.parametrize("second", [HEAD, Actor(Role.COORDINATOR, PROVINCE, "Provinsi", "OTHER")])
def test_a_second_person_archives_with_the_words_that_were_proposed(second: Actor) -> None:
    world = World()
    filed = proposed(world)
    case = world.do(filed, Command.APPROVE_ARCHIVE, by=second, note="Setuju.")
    assert (case.status, case.archived_for, case.proposals) == (Status.ARCHIVED, "in_court", ())
    last = world.cases.load_history(case.id).events[-1]
    assert (last.kind, last.note, last.data["proposed_by"]) == ("archived", WORDS, REGENCY)


def test_who_proposed_it_does_not_agree_by_the_same_key() -> None:
    world = World()
    filed = proposed(world)
    for same in (world.coordinator(REGENCY), world.coordinator(PROVINCE), replace(HEAD, key="KEY")):
        with pytest.raises(SameHands):
            world.do(filed, Command.APPROVE_ARCHIVE, by=same)
    with pytest.raises(NotYourCase):
        world.do(filed, Command.APPROVE_ARCHIVE, by=replace(HEAD, agency="64.08-dlh"))
    with pytest.raises(RoleNotAllowed):
        world.do(filed, Command.APPROVE_ARCHIVE)


def test_a_proposal_stops_no_clock_and_no_work() -> None:
    world = World()
    filed = world.file_and_route()
    before = world.stack.schedule(world.case(filed))
    world.do(filed, Command.PROPOSE_ARCHIVE, by=world.coordinator(REGENCY), reason="in_court")
    assert world.stack.schedule(world.case(filed)) == before
    world.do(filed, Command.ACCEPT)
    assert world.case(filed).proposals
    world.later(days=31)
    world.sweep()
    late = world.case(filed)
    assert (late.breached, late.agency, late.proposals) == (True, "64-pupr", ())


def test_a_proposal_that_nobody_agrees_to_leaves_the_case_open() -> None:
    world = World()
    filed = proposed(world)
    case = world.do(filed, Command.REFUSE_ARCHIVE, by=HEAD, note="Ini jembatan umum.")
    assert (case.open, case.proposals) == (True, ())
    for command in (Command.APPROVE_ARCHIVE, Command.REFUSE_ARCHIVE):
        with pytest.raises(NoProposal):
            world.do(filed, command, by=HEAD)


@pytest.mark.parametrize("words", ["..", "Ditutup."])
def test_the_reporter_is_owed_words(words: str) -> None:
    world = World()
    filed = world.file_and_route()
    for command in (Command.PROPOSE_ARCHIVE, Command.ARCHIVE):
        with pytest.raises(InvalidInput, match="/note"):
            world.do(filed, command, by=world.coordinator(REGENCY), reason="in_court", note=words)


def test_the_words_of_a_proposal_are_the_offices_own_until_somebody_agrees() -> None:
    world = World()
    filed = proposed(world)
    history = world.cases.load_history(filed.case.id)
    proposal = history.events[-1]
    assert not shows_note(proposal, history.case, None)
    assert shows_note(proposal, history.case, HEAD)


def test_the_queue_says_what_waits_for_a_second_person() -> None:
    world = World()
    filed = proposed(world)
    (line,) = world.cases.queue(QueueQuery("64.08-pupr", 10)).items
    assert (line.id, line.proposals) == (filed.case.id, ("archive",))


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Tes coba saja", True),
        ("Uji coba aplikasi", True),
        ("Jembatan gantung hampir putus", False),
        ("Tes CPNS di kantor bupati curang, peserta membayar jutaan", False),
    ],
)
def test_an_evident_test_is_put_away_by_one_person(text: str, alone: bool) -> None:
    world = World()
    filed = world.file_and_route(replace(ROAD, text=text, title=None))
    if alone:
        archived = world.do(filed, Command.ARCHIVE, by=world.coordinator(REGENCY), reason="test")
        assert archived.archived_for == "test"
    else:
        with pytest.raises(SecondPersonNeeded):
            world.do(filed, Command.ARCHIVE, by=world.coordinator(REGENCY), reason="test")


def repeat(world: World, filed: Filed, earlier: Filed) -> None:
    coordinator = world.coordinator(REGENCY)
    world.do(filed, Command.ARCHIVE, by=coordinator, reason="repeated", repeats=earlier.case.id)


def test_an_evident_repetition_is_put_away_by_one_person_and_never_the_first_of_them() -> None:
    world = World()
    first = world.file_and_route()
    world.later(hours=1)
    second = world.file_and_route(replace(ROAD, text=f"Mohon bantuan. {ROAD.text}"))
    with pytest.raises(SecondPersonNeeded):
        repeat(world, first, second)
    repeat(world, second, first)
    history = world.cases.load_history(second.case.id)
    assert (history.case.archived_for, history.events[-1].data["repeats"]) == ("repeated", first.case.id)


@pytest.mark.parametrize(
    "later",
    [
        replace(ROAD, text="Jembatan gantung hampir putus, anak sekolah lewat."),
        replace(ROAD, region="64.08.01"),
    ],
)
def test_another_matter_or_another_place_is_no_repetition(later: Submission) -> None:
    world = World()
    first = world.file_and_route()
    world.later(hours=1)
    other = world.file_and_route(later)
    with pytest.raises(SecondPersonNeeded):
        repeat(world, other, first)


def test_the_case_that_is_repeated_exists_for_who_names_it() -> None:
    world = World()
    hidden = world.file(replace(ROAD, secret=True, region="64"))
    world.later(hours=1)
    filed = world.file_and_route()
    with pytest.raises(InvalidInput, match="/repeats: no_such_report"):
        repeat(world, filed, hidden)


def test_an_objection_goes_above_both_who_archived() -> None:
    world = World()
    filed = proposed(world)
    world.do(filed, Command.APPROVE_ARCHIVE, by=HEAD)
    command = reporter_commands.Object("Ini jembatan umum.")
    case = world.services.reporter.perform(command, filed.case.id, filed.receipt.secret, world.now).case
    assert case.agency == PROVINCE
    world.do(filed, Command.DISPOSE, by=world.coordinator(PROVINCE), target="64.08-pupr")
    with pytest.raises(SameHands):
        world.do(filed, Command.PROPOSE_ARCHIVE, by=world.coordinator(REGENCY), reason="in_court")


def test_what_is_over_is_not_proposed_for_the_archive() -> None:
    world = World()
    filed = world.file_and_route()
    world.archive(filed)
    with pytest.raises(NotInThisStatus):
        world.do(filed, Command.PROPOSE_ARCHIVE, by=world.coordinator(REGENCY), reason="in_court")

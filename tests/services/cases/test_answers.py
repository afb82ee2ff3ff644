"""Offices are refused what says nothing, with the names of the fields that are missing, and older programs go on."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.cases import commands, reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Role, Status
from chalicelib.domain.cases.repetition import CommandId
from chalicelib.domain.errors import InvalidInput, NotInThisStatus, RoleNotAllowed
from chalicelib.services.cases.filing import Filed
from tests.support.world import World

DONE = "Lubang di depan pasar sudah ditambal dan diratakan."
ONCE = CommandId("key", "digest", "plain")


def accepted(world: World) -> Filed:
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    return filed


def give(world: World, filed: Filed, command: Any) -> None:
    case = world.case(filed)
    world.services.casework.perform(command, case.id, case.version, world.officer("64.08-pupr"), world.now)


def refused(world: World, filed: Filed, command: Any) -> dict[str, str]:
    before = world.case(filed)
    with pytest.raises(InvalidInput) as caught:
        give(world, filed, command)
    assert world.case(filed) == before
    return {error.field: error.code for error in caught.value.errors}


@pytest.mark.parametrize("command", [commands.Respond, commands.DraftResponse])
def test_an_answer_that_says_nothing_is_refused_with_what_is_missing(command: Any) -> None:
    world = World()
    filed = accepted(world)
    assert refused(world, filed, command("ok")) == {
        "/note": "too_short",
        "/by": "missing_who",
        "/on": "missing_when",
    }
    assert refused(world, filed, command(DONE)) == {"/by": "missing_who", "/on": "missing_when"}


def test_an_answer_tells_the_reporter_who_and_when() -> None:
    world = World()
    filed = accepted(world)
    give(world, filed, commands.Respond(DONE, "Regu jalan Dinas PUPR", date(2026, 11, 23)))
    answer = world.cases.load_history(filed.case.id).events[-1]
    assert answer.note == f"{DONE}\nOleh: Regu jalan Dinas PUPR."
    assert answer.data == {"on": "2026-11-23", "photo": "missing"}


def test_a_draft_is_published_with_its_day() -> None:
    world = World()
    filed = accepted(world)
    give(world, filed, commands.DraftResponse(DONE, "Regu jalan", date(2026, 11, 24)))
    give(world, filed, commands.Respond())
    _, drafted, answer = world.cases.load_history(filed.case.id).events[-3:]
    assert (answer.kind, answer.note, answer.data) == ("responded", drafted.note, drafted.data)
    assert answer.data["on"] == "2026-11-24"


@pytest.mark.parametrize("days", [-1, 731])
def test_a_day_before_the_report_or_beyond_two_budgets_is_none(days: int) -> None:
    world = World()
    filed = accepted(world)
    on = date(2026, 11, 23) + timedelta(days=days)
    assert refused(world, filed, commands.Respond(DONE, "Regu jalan", on)) == {"/on": "day_range"}


def test_an_older_program_says_it_in_the_words() -> None:
    world = World()
    filed = accepted(world)
    give(world, filed, commands.Respond("Lubang sudah ditambal petugas Dinas PUPR pada 23 November 2026."))
    assert world.case(filed).status is Status.RESPONDED


@pytest.mark.parametrize("words", ["..", "Sudah.", "Masih proses"])
def test_progress_that_says_nothing_is_none(words: str) -> None:
    world = World()
    filed = accepted(world)
    assert refused(world, filed, commands.Progress(words)).keys() == {"/note"}


def test_the_same_words_twice_are_no_progress() -> None:
    world = World()
    filed = accepted(world)
    give(world, filed, commands.Progress("Tim kami sudah mengukur lubang."))
    again = commands.Progress("tim kami  sudah mengukur lubang")
    assert refused(world, filed, again) == {"/note": "said_before"}
    give(world, filed, commands.Progress("Aspal sudah dipesan dari gudang."))


def test_a_visit_has_its_day_in_the_past() -> None:
    world = World()
    filed = accepted(world)
    visit = "Tim melihat lubang bersama ketua RT"
    assert refused(world, filed, commands.Progress(visit, "site_visit")) == {"/on": "missing_when"}
    tomorrow = date(2026, 11, 24)
    assert refused(world, filed, commands.Progress(visit, "site_visit", on=tomorrow)) == {"/on": "day_range"}
    assert refused(world, filed, commands.Progress(visit, "note", on=tomorrow)) == {"/on": "unknown_field"}
    give(world, filed, commands.Progress(visit, "site_visit", on=date(2026, 11, 23)))
    assert world.cases.load_history(filed.case.id).events[-1].data == {"kind": "site_visit", "on": "2026-11-23"}


@pytest.mark.parametrize(("command", "missing"), [(commands.Progress("ok"), 1), (commands.Respond("ok"), 3)])
def test_an_open311_update_that_says_nothing_leaves_no_half_and_names_its_one_field(command: Any, missing: int) -> None:
    world = World()
    filed = world.file_and_route()
    officer = world.officer("64.08-pupr")
    with pytest.raises(InvalidInput) as caught:
        world.services.open311_updates.update(filed.case.id, command, officer, world.now, ONCE)
    assert [error.field for error in caught.value.errors] == ["/description"] * missing
    assert world.case(filed).status is Status.ROUTED


def test_an_office_corrects_its_answer_and_the_wait_begins_anew() -> None:
    world = World()
    filed = accepted(world)
    give(world, filed, commands.Respond(DONE, "Regu jalan", date(2026, 11, 23)))
    world.tell(filed)
    world.later(days=3)
    corrected = "Lubang itu diaspal ulang oleh regu jalan kemarin."
    assert refused(world, filed, commands.Correct("ok")).keys() == {"/note", "/by", "/on"}
    give(world, filed, commands.Correct(corrected))
    case = world.case(filed)
    assert (case.status, case.since, case.told_at) == (Status.RESPONDED, world.now, None)
    assert [event.note for event in world.cases.load_history(case.id).events[-1:]] == [corrected]
    assert world.tell(filed), "the reporter is told of the correction"
    reply = reporter_commands.Reply("Baik.", True)
    world.services.reporter.perform(reply, filed.case.id, filed.receipt.secret, world.now)
    with pytest.raises(NotInThisStatus):
        give(world, filed, commands.Correct("Ternyata pipa itu diganti petugas lusa pagi."))


def test_where_two_people_publish_only_the_second_one_corrects() -> None:
    world = World()
    office = world.directory.offices["64.08-pupr"]
    world.directory.offices[office.id] = replace(office, two_person=True)
    filed = accepted(world)
    approver = Actor(Role.APPROVER, office.id, office.name, "SECOND")
    world.do(filed, Command.DRAFT)
    world.do(filed, Command.APPROVE, by=approver)
    world.do(filed, Command.RESPOND)
    with pytest.raises(RoleNotAllowed):
        world.do(filed, Command.CORRECT)
    assert world.do(filed, Command.CORRECT, by=approver).status is Status.RESPONDED
    possible = world.services.possible_actions
    officer = world.officer(office.id)
    assert isinstance(possible.on(world.case(filed), officer)[Command.CORRECT], RoleNotAllowed)
    assert possible.on(world.case(filed), approver)[Command.CORRECT] is None

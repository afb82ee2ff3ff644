"""What is covered stays covered: in notes that say it again later, in copies in other stacks, and until it is shown."""

import json
from dataclasses import replace

import pytest

from chalicelib.api import render
from chalicelib.api.labels import of_event
from chalicelib.domain.cases import commands, covering, public_form, reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import InvalidInput
from chalicelib.domain.exchange.refusal import RefusedMessage
from chalicelib.services.cases.filing import Filed
from chalicelib.services.exchange.message_checks import check_message
from laporctl.case_audit import find_alterations
from tests.services.exchange.test_redactions import cover, public_words
from tests.support.country import Country
from tests.support.loops import at_least_one
from tests.support.world import ROAD, World

NAME = "Zubaidah Rekaan"
NAMED = replace(ROAD, text=f"Ibu {NAME} jatuh di jalan berlubang di depan pasar. Sudah tiga minggu lubang itu ada.")
ADMIN = Actor(Role.ADMIN, None, "Admin", "KEY")


@pytest.fixture
def country() -> Country:
    return Country()


@pytest.fixture
def covered(country: Country) -> Filed:
    """A report that names a third person, whose name the office covered."""
    filed = country.kaltim.file_and_route(NAMED)
    cover(country, filed, "KI", NAME)
    return filed


def shown(world: World, filed: Filed) -> str:
    """Everything that the public reads about a case, its proof included."""
    history = world.cases.load_history(filed.case.id)
    view = render.case_view(world.stack, history, None)
    updates = [public_form.note(event, history.case, None) for event in history.events]
    return json.dumps([view, render.proof(history, view), updates], default=str)


def uncover(country: Country, filed: Filed, here: str, seq: int) -> None:
    world = country.worlds[here]
    case = world.cases.load(filed.case.id)
    command = commands.Uncover(seq, "Pejabat yang bertugas.")
    world.services.casework.perform(command, case.id, case.version, ADMIN, world.now)


def assert_whole(country: Country, filed: Filed) -> None:
    for history in country.records(filed).values():
        assert find_alterations(history) == []


def test_a_note_that_says_the_words_again_is_covered_from_the_beginning(country: Country, covered: Filed) -> None:
    world = country.kaltim
    world.do(covered, Command.ACCEPT, note=f"Kami hubungi {NAME.upper()}, lalu zubaidah\u200b  rekaan datang.")
    world.services.reporter.perform(
        reporter_commands.Reply(f"Bu {NAME} masih sakit."), covered.case.id, covered.receipt.secret, world.now
    )
    world.do(covered, Command.PROGRESS, note="Tanpa nama siapa pun.")
    assert "rekaan" not in shown(world, covered).lower()
    assert "Kami hubungi" in shown(world, covered)
    history = world.cases.load_history(covered.case.id)
    assert [event.seq for event in history.events if "covers" in event.data] == [3, 4, 5]
    assert "Rekaan" in render.case_view(world.stack, history, world.officer("64.08-pupr"))["timeline"][4]["note"]
    assert_whole(country, covered)


def test_what_stood_in_a_note_only_is_covered_in_later_notes_and_one_that_is_redacted_takes_no_cover_along(
    country: Country,
) -> None:
    world = country.kaltim
    filed = world.file_and_route(ROAD)
    world.do(filed, Command.ACCEPT, note=f"Kami hubungi {NAME}.")
    cover(country, filed, "KI", NAME)
    world.do(filed, Command.PROGRESS, note=f"{NAME} masih menunggu petugas kami.")
    world.do(filed, Command.REDACT, by=ADMIN, note="Nama.", part="note", seq="3")
    assert "Rekaan" not in shown(world, filed)
    assert_whole(country, filed)


def test_a_title_that_was_cut_covers_no_beginning_in_notes(country: Country) -> None:
    world = country.kaltim
    text = (
        "Air di rumah sangat keruh dan berbau sejak tiga minggu di rumah tetangga Siti Rekaan dan semua tetangga itu."
    )
    filed = world.file_and_route(replace(ROAD, text=text))
    cover(country, filed, "KI", "tetangga Siti Rekaan")
    assert any(each.part == "title" for each in world.case(filed).covers)
    world.do(filed, Command.ACCEPT, note="Semua tetangga kami datangi.")
    assert "Semua tetangga kami datangi." in shown(world, filed)


def test_what_was_shown_again_is_not_covered_in_later_notes(country: Country, covered: Filed) -> None:
    world = country.kaltim
    uncover(country, covered, "KI", 3)
    world.do(covered, Command.ACCEPT, note=f"{NAME} ditemui.")
    assert f"{NAME} ditemui." in shown(world, covered)


def test_notes_do_not_use_up_what_an_office_may_cover(country: Country, covered: Filed) -> None:
    world = country.kaltim
    for _ in range(covering.MOST + 1):
        world.services.reporter.perform(
            reporter_commands.Reply(f"{NAME} lagi."), covered.case.id, covered.receipt.secret, world.now
        )
    cover(country, covered, "KI", "jatuh di jalan")
    assert "jatuh di jalan" not in shown(world, covered)


def test_a_note_is_refused_when_the_state_can_carry_no_more(
    country: Country, covered: Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(covering, "MOST_IN_NOTES", 1)
    world = country.kaltim
    reply = reporter_commands.Reply(f"{NAME} lagi.")
    world.services.reporter.perform(reply, covered.case.id, covered.receipt.secret, world.now)
    with pytest.raises(InvalidInput) as refused:
        world.services.reporter.perform(reply, covered.case.id, covered.receipt.secret, world.now)
    (error,) = refused.value.errors
    assert (error.field, error.code) == ("/text", "covers_too_much")


def test_the_note_of_a_referral_is_covered_in_the_other_stack_from_its_arrival(
    country: Country, covered: Filed
) -> None:
    coordinator = country.kaltim.coordinator("64.08-diskominfo")
    country.kaltim.do(covered, Command.REFER, by=coordinator, stack="KU", note=f"Rumah {NAME} di sana.")
    country.publish()
    country.carry_to("KU")
    assert country.kaltara.cases.load(covered.case.id).version == 1
    assert "Rekaan" not in shown(country.kaltara, covered)
    country.settle()
    assert all("Rekaan" not in shown(country.worlds[here], covered) for here in ("KI", "KU"))
    assert_whole(country, covered)


@pytest.mark.parametrize("here", ["KI", "KU"])
def test_a_referral_s_note_that_is_covered_is_covered_in_its_copy(country: Country, here: str) -> None:
    filed = country.kaltim.file_and_route(ROAD)
    coordinator = country.kaltim.coordinator("64.08-diskominfo")
    country.kaltim.do(filed, Command.REFER, by=coordinator, stack="KU", note=f"Rumah {NAME} di sana.")
    country.settle()
    assert all("Rekaan" in shown(country.worlds[each], filed) for each in ("KI", "KU"))
    cover(country, filed, here, NAME)
    country.settle()
    assert all("Rekaan" not in shown(country.worlds[each], filed) for each in ("KI", "KU"))
    assert_whole(country, filed)
    assert not [debt for world in country.worlds.values() for debt in world.cases.debts.open()]


def last_cover(country: Country, filed: Filed, here: str) -> int:
    events = country.worlds[here].cases.load_history(filed.case.id).events
    return max(event.seq for event in events if event.kind == "covered")


def test_what_a_stack_shows_again_is_shown_where_it_was_covered_because_of_it(country: Country) -> None:
    filed = country.kaltim.file_and_route(NAMED)
    country.refer(filed, "KI", "kaltara")
    country.settle()
    for _ in range(2):
        cover(country, filed, "KI", NAME)
        country.settle()
        assert all(NAME not in words for words in public_words(country, filed).values())
        uncover(country, filed, "KI", last_cover(country, filed, "KI"))
        country.settle()
        assert all(NAME in words for words in public_words(country, filed).values())
    event = country.kaltara.cases.load_history(filed.case.id).events[-1]
    assert (event.kind, event.data["stack"], event.actor.role) == ("uncovered", "KI", Role.SYSTEM)
    assert of_event(event)["en"] == "Words that were hidden are shown again by LAPOR! Kalimantan Timur"
    assert not [debt for world in country.worlds.values() for debt in world.cases.debts.open()]
    assert_whole(country, filed)


def test_what_came_covered_with_the_case_is_shown_again_too(country: Country, covered: Filed) -> None:
    country.refer(covered, "KI", "kaltara")
    country.settle()
    assert all(NAME not in words for words in at_least_one(public_words(country, covered).values()))
    uncover(country, covered, "KI", 3)
    country.settle()
    assert all(NAME in words for words in at_least_one(public_words(country, covered).values()))


def test_what_the_other_stack_covered_itself_stays_covered_there(country: Country) -> None:
    filed = country.kaltim.file_and_route(NAMED)
    country.refer(filed, "KI", "kaltara")
    country.settle()
    cover(country, filed, "KU", NAME)
    country.settle()
    uncover(country, filed, "KI", last_cover(country, filed, "KI"))
    country.settle()
    shown_in = public_words(country, filed)
    assert (NAME in shown_in["KI"], NAME in shown_in["KU"]) == (True, False)


def test_a_message_that_was_lost_is_told_again(country: Country) -> None:
    filed = country.kaltim.file_and_route(NAMED)
    country.refer(filed, "KI", "kaltara")
    country.settle()
    cover(country, filed, "KI", NAME)
    country.settle()
    uncover(country, filed, "KI", last_cover(country, filed, "KI"))
    country.publish()
    country.empty_all()
    assert NAME not in public_words(country, filed)["KU"]
    country.later(hours=5)
    country.kaltim.sweep()
    country.settle()
    assert NAME in public_words(country, filed)["KU"]


@pytest.mark.parametrize("field", ["note_covers", "shown"])
@pytest.mark.parametrize("fact", ["name:note/3:0-2", "opinion:KI/3:0-2", "name:KI/3:5-2", 7, "name:KI/3:0-2 " * 300])
def test_a_message_with_covers_of_notes_of_another_form_is_refused(country: Country, field: str, fact: object) -> None:
    filed = country.kaltim.file_and_route(NAMED)
    country.refer(filed, "KI", "kaltara")
    country.settle()
    cover(country, filed, "KI", NAME)
    country.publish()
    (message,) = [json.loads(text) for _, text in country.kaltim.messenger.sent if "covers" in text]
    check_message(message | {field: "name:KI/3:0-2"}, country.kaltara.stack, country.kaltara.now)
    with pytest.raises(RefusedMessage):
        check_message(message | {field: fact}, country.kaltara.stack, country.kaltara.now)

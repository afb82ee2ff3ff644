"""An answer in the words of another one of the same office is published, and says so on the record."""

import pytest

from chalicelib.domain.cases import commands, substance
from chalicelib.domain.cases.commands import Command
from chalicelib.services.cases.filing import Filed
from tests.support.world import World

WORDS = "Kami tambal lubang itu pada 3 Desember 2026."
LETTER = "Lubang itu ditambal pada 3 Desember 2026."


@pytest.fixture
def world() -> World:
    return World()


def answer(world: World, note: str = WORDS, by: str = "") -> Filed:
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    case = world.case(filed)
    world.services.casework.perform(
        commands.Respond(note, by), case.id, case.version, world.officer(case.agency or ""), world.now
    )
    return filed


def is_copied(world: World, filed: Filed) -> bool:
    event = world.cases.load_history(filed.case.id).events[-1]
    assert event.kind == "responded"
    return event.data.get(substance.COPIED) is True


def test_the_second_answer_in_the_same_words_is_a_copy_whatever_its_spelling(world: World) -> None:
    assert [is_copied(world, answer(world, note)) for note in (WORDS, f" {WORDS.upper()}!", WORDS)] == [
        False,
        True,
        True,
    ]


def test_who_did_it_does_not_make_another_answer_of_it_and_a_place_does(world: World) -> None:
    assert not is_copied(world, answer(world, LETTER, by="Regu jalan"))
    assert is_copied(world, answer(world, LETTER, by="Regu jembatan"))
    assert not is_copied(world, answer(world, LETTER.replace("Lubang itu", "Lubang di Jalan Melati"), by="Regu jalan"))


def test_a_draft_that_is_published_is_a_copy_too(world: World) -> None:
    answer(world)
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.DRAFT, note=WORDS)
    assert substance.COPIED not in world.cases.load_history(filed.case.id).events[-1].data
    world.do(filed, Command.RESPOND, note="")
    assert is_copied(world, filed)


def test_what_another_office_said_or_what_was_redacted_is_no_model(world: World) -> None:
    first = answer(world)
    seq = str(world.case(first).version)
    coordinator = world.coordinator("64.08-diskominfo")
    world.do(first, Command.REDACT, by=coordinator, note="Nama orang.", part="note", seq=seq)
    other = world.file_and_route()
    world.do(other, Command.DISPOSE, by=coordinator, target="64.08-dlh")
    world.do(other, Command.ACCEPT)
    world.do(other, Command.RESPOND, note=WORDS)
    assert not is_copied(world, other)
    assert not is_copied(world, answer(world))


def test_an_answer_far_back_in_the_work_of_the_office_is_no_model_any_more(world: World) -> None:
    answer(world)
    world.later(minutes=1)
    busy = world.file_and_route()
    world.do(busy, Command.ACCEPT)
    for number in range(substance.COMPARED):
        world.do(busy, Command.PROGRESS, note=f"Langkah ke {number} pekerjaan jalan ini selesai.")
    assert not is_copied(world, answer(world))

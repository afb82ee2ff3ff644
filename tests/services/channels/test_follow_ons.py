"""WhatsApp as people write it, in the situations that they write it in: what becomes of each message
(tests/vectors/whatsapp.tsv)."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from chalicelib.domain.cases import commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.channels.message import Extra, Point
from chalicelib.services.ports.whatsapp import Photo
from tests.services.channels.test_answering import STORY, Chat, a_chat
from tests.support.world import World

TABLE = Path(__file__).parents[2] / "vectors" / "whatsapp.tsv"
OFFICE, COORDINATOR = "64.08-pupr", "64.08-diskominfo"


class Written(NamedTuple):
    """A line of the table: what was sent, with `{no}` for the number of the report that is there."""

    situation: str
    kind: str
    message: str
    outcome: str
    says: str
    new: int


def written() -> list[Written]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [Written(*row[:5], int(row[5])) for row in rows]


def set_up(situation: str, world: World, chat: Chat) -> None:
    """What was before."""
    if situation == "nothing":
        return
    if situation in ("nowhere", "place"):
        world.place_finder.found = None
    if situation == "nowhere":
        return
    chat.send(STORY)
    (number,) = world.cases.kept
    if situation == "later":
        world.later(hours=2)
    if situation == "cancel":
        chat.send(f"BATAL {number}")
    if situation == "office":
        chat.send(f"INSTANSI {number}")
    if situation == "answered":
        world.services.route_case.route(number, world.now)
        held = world.cases.load(number)
        world.do_case(held, Command.DISPOSE, world.coordinator(COORDINATOR), OFFICE)
        world.do_case(world.cases.load(number), Command.ACCEPT, world.officer(OFFICE), None)
        world.do_case(world.cases.load(number), Command.RESPOND, world.officer(OFFICE), None)


@pytest.mark.parametrize("line", written(), ids=lambda line: f"{line.situation}-{line.kind}-{line.message[:24]}")
def test_a_message_in_its_situation(line: Written) -> None:
    world, chat = a_chat()
    set_up(line.situation, world, chat)
    before = set(world.cases.kept)
    number = next(iter(before), "")
    message = chat.message(line.message.replace("{no}", number).replace("\\n", "\n"))
    if line.kind == "photo":
        message = replace(message, photos=("77",))
    elif line.kind == "pin":
        message = replace(message, point=Point(-0.5021, 117.1536))
    elif line.kind != "text":
        message = replace(message, extra=Extra(line.kind))
    world.whatsapp.photos["77"] = Photo("image/jpeg", b"x")
    sent = len(world.whatsapp.sent)
    outcomes = [chat.give(message) for _ in range(2)]
    chat.answer()
    said = "\n".join(each["text"] for each in world.whatsapp.sent[sent:])
    assert (outcomes, len(world.cases.kept) - len(before)) == ([line.outcome] * 2, line.new)
    assert line.says in said
    assert bool(said) == bool(line.says)


def test_of_a_hidden_report_nothing_is_said_and_what_follows_is_kept() -> None:
    world, chat = a_chat()
    chat.send(STORY)
    (number,) = world.cases.kept
    world.services.route_case.route(number, world.now)
    held = world.cases.load(number)
    dispose = commands.Dispose(OFFICE, sensitive=True)
    world.services.casework.perform(dispose, number, held.version, world.coordinator(COORDINATOR), world.now)
    assert chat.send("pelakunya masih di sana") == []
    assert world.cases.load_history(number).events[-1].kind == "replied"
    assert not [text for text in chat.send("cek") if number in text]


def test_where_the_routing_has_no_other_office_its_name_is_asked_for() -> None:
    world, chat = a_chat()
    chat.send(STORY)
    (number,) = world.cases.kept
    chat.send(f"INSTANSI {number}")
    assert not world.whatsapp.sent[-1]["buttons"]
    assert "instansi mana" in world.whatsapp.sent[-1]["text"]

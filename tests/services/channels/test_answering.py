"""Answers by WhatsApp go out once, and photos arrive where every file does."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.channels.message import Extra, InboundMessage, Outcome, Point
from chalicelib.domain.channels.orders import AnswerOrder, PhotoOrder, parse, serialize
from chalicelib.domain.notices.ledger import LEASE
from chalicelib.domain.notices.ledger import Outcome as Ended
from chalicelib.services.ports.place_finder import FoundPlace
from chalicelib.services.ports.whatsapp import Photo
from tests.support.world import VILLAGE, World

PHONE = "+6281234567890"
STORY = "jalan berlubang dalam di depan pasar"


class Chat:
    """A phone with WhatsApp; what it is answered is what the sender sends."""

    def __init__(self, world: World, number: str = PHONE) -> None:
        self.world, self.number, self.count = world, number, 0

    def message(self, text: str = "", name: str | None = None) -> InboundMessage:
        self.count += 1
        return InboundMessage("whatsapp", name or f"wamid.{self.count}", self.number, text, self.world.now)

    def give(self, message: InboundMessage) -> Outcome:
        return self.world.services.whatsapp_door.receive(message, self.world.now)

    def send(
        self, text: str = "", *, photos: tuple[str, ...] = (), point: Point | None = None, extra: Extra | None = None
    ) -> list[str]:
        """The texts that a message is answered, each message delivered twice."""
        message = replace(self.message(text), photos=photos, point=point, extra=extra)
        before = len(self.world.whatsapp.sent)
        assert self.give(message) is self.give(message)
        self.answer()
        return [each["text"] for each in self.world.whatsapp.sent[before:]]

    def answer(self) -> None:
        """Carry out all orders, each in the form that it has in the queue, and once more."""
        queue = self.world.notice_queue.for_channels
        for order in [*queue, *queue]:
            self.world.services.answering.carry_out(parse(json.loads(serialize(order))), self.world.now)
        queue.clear()


def a_chat() -> tuple[World, Chat]:
    world = World()
    world.place_finder.found = FoundPlace(VILLAGE, "Desa Contoh")
    return world, Chat(world)


def test_an_answer_goes_out_once_with_its_buttons() -> None:
    world, chat = a_chat()
    (text,) = chat.send(STORY)
    (case,) = world.cases.kept
    assert case in text
    chat.send(f"batal {case}")
    (button,) = world.whatsapp.sent[-1]["buttons"]
    assert (button.title, button.sends) == ("Ya, batalkan", f"YA BATAL {case}")
    chat.send(button.sends)
    assert world.cases.load(case).status == "closed"


def test_an_answer_that_failed_goes_out_after_a_lease() -> None:
    world, chat = a_chat()
    chat.give(chat.message(STORY))
    (order,) = world.notice_queue.for_channels
    world.whatsapp.failing = 1
    with pytest.raises(ConnectionError):
        world.services.answering.carry_out(order, world.now)
    assert world.services.answering.carry_out(order, world.now).wait == LEASE
    world.now += LEASE + timedelta(seconds=1)
    assert world.services.answering.carry_out(order, world.now).outcome is Ended.SENT
    assert len(world.whatsapp.sent) == 1


def test_nobody_is_answered_after_a_day_and_nothing_personal_waits() -> None:
    world, chat = a_chat()
    chat.give(chat.message(STORY))
    (order,) = world.notice_queue.for_channels
    assert isinstance(order, AnswerOrder)
    assert "81234567890" not in serialize(order)
    assert "jalan" not in serialize(order)
    world.later(hours=25)
    assert world.services.answering.carry_out(order, world.now).outcome is Ended.NOTHING
    assert not world.whatsapp.sent


def test_a_photo_with_a_report_is_fetched_once_to_where_files_arrive() -> None:
    world, chat = a_chat()
    world.whatsapp.photos["77"] = Photo("image/jpeg", b"pixels")
    chat.send(STORY, photos=("77",))
    (case,) = world.cases.kept
    (key,) = world.files.kept
    assert key.startswith(f"{attachments.INCOMING}{case}/")
    assert world.files.kept[key] == b"pixels"
    assert world.files.labels[key]["by"] == "reporter"


def test_photos_that_come_first_wait_for_the_story_and_an_album_is_acknowledged_once() -> None:
    world, chat = a_chat()
    for name in ("1", "2", "3"):
        world.whatsapp.photos[name] = Photo("image/jpeg", name.encode())
    assert [len(chat.send(photos=(name,))) for name in ("1", "2")] == [1, 0]
    assert not world.cases.kept
    chat.send(STORY)
    assert len(world.files.kept) == 2
    assert chat.send(photos=("3",)) == ["Foto Anda kami terima."]
    assert sorted(world.files.kept.values()) == [b"1", b"2", b"3"]


def test_a_photo_that_is_none_or_gone_is_asked_for_again() -> None:
    world, chat = a_chat()
    world.whatsapp.photos["1"] = Photo("application/pdf", b"x")
    for name in ("1", "2"):
        assert "tidak bisa kami ambil" in chat.send(f"{STORY} {name}", photos=(name,))[1]
    assert not world.files.kept


def test_a_pin_is_the_point_of_the_next_report_or_the_place_that_was_asked_for() -> None:
    world, chat = a_chat()
    assert "Apa yang terjadi di sana?" in chat.send(point=Point(-0.5021, 117.1536))[0]
    chat.send(STORY)
    (case,) = world.cases.kept
    content = world.cases.load_history(case).content
    assert (content.lat, content.lon) == (-0.5021, 117.1536)
    world.later(days=2)
    world.place_finder.found = None
    chat.send("lampu jalan mati sudah seminggu gelap")
    assert world.whatsapp.sent[-1]["asks_place"]
    world.place_finder.found = FoundPlace(VILLAGE, "")
    chat.send(point=Point(-0.50214, 117.15362, "Pasar Pagi"))
    other = next(each for each in world.cases.kept if each != case)
    words = world.cases.load_history(other).events[-1].note
    assert words.startswith("Lokasi: Pasar Pagi, Desa Contoh, ")
    assert words.endswith("(sekitar -0.502, 117.154).")


def test_an_erased_reporter_gets_no_photo_back() -> None:
    world, chat = a_chat()
    world.whatsapp.photos["1"] = Photo("image/jpeg", b"x")
    chat.give(replace(chat.message(STORY), photos=("1",)))
    photo = next(each for each in world.notice_queue.for_channels if isinstance(each, PhotoOrder))
    gone = replace(photo, case="KI-0000-0000-0000-0")
    assert world.services.answering.carry_out(gone, world.now).outcome is Ended.NOTHING
    assert not world.files.kept

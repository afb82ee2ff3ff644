"""Messages are carried out once, whoever sends them how often and in whatever order."""

import random
from dataclasses import replace

import pytest

from chalicelib.domain.cases import commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Case, Priority, Status
from chalicelib.domain.channels.conversation import PARTS_WAIT, Conversation
from chalicelib.domain.channels.message import Answer, InboundMessage, Outcome, Part
from chalicelib.domain.errors import Unavailable
from chalicelib.domain.notices.ledger import Outcome as Ended
from chalicelib.domain.notices.ledger import Stop
from chalicelib.domain.notices.order import NoticeOrder
from chalicelib.runtime.reference import load_sms_texts
from chalicelib.services.ports.place_finder import FoundPlace
from tests.support.world import VILLAGE, World

PHONE = "081234567890"
ROAD_SMS = "LAPOR jalan berlubang dalam di depan pasar"


class Phone:
    """A phone in a world; each message has an id of its own unless one is given."""

    def __init__(self, world: World, number: str = PHONE) -> None:
        self.world, self.number, self.sent = world, number, 0

    def message(self, text: str, part: Part | None = None, name: str | None = None) -> InboundMessage:
        self.sent += 1
        return InboundMessage("sms", name or f"{self.number}-{self.sent}", self.number, text, self.world.now, part)

    def send(self, text: str, part: Part | None = None, name: str | None = None) -> Answer:
        return self.give(self.message(text, part, name))

    def give(self, message: InboundMessage) -> Answer:
        return self.world.services.channels.receive(message, self.world.now)


def a_phone() -> tuple[World, Phone]:
    """A phone in a stack that finds every place."""
    world = World()
    world.place_finder.found = FoundPlace(VILLAGE, "Desa Contoh")
    return world, Phone(world)


def every_case(world: World) -> list[Case]:
    return [world.cases.load(tracking_id) for tracking_id in world.cases.kept]


def only_case(world: World) -> Case:
    (case,) = every_case(world)
    return case


def at_office(world: World, phone: Phone) -> Case:
    """The report of the phone, accepted by an office."""
    phone.send(ROAD_SMS)
    case = only_case(world)
    target = "64.08-pupr"
    world.services.route_case.route(case.id, world.now)
    case = world.cases.load(case.id)
    world.do_case(case, Command.DISPOSE, world.coordinator("64.08-diskominfo"), target)
    return world.do_case(world.cases.load(case.id), Command.ACCEPT, world.officer(target), None)


def answered(world: World, phone: Phone) -> Case:
    case = at_office(world, phone)
    return world.do_case(case, Command.RESPOND, world.officer("64.08-pupr"), None)


def test_a_report_has_the_channel_the_phone_and_no_other_trace_of_it() -> None:
    world, phone = a_phone()
    answer = phone.send(ROAD_SMS)
    case = only_case(world)
    assert answer.outcome is Outcome.FILED
    assert answer.texts[0].startswith(f"LAPOR! {case.id}: Laporan Anda kami terima.")
    assert case.channel == "sms"
    identity = world.identities.get(case.id)
    assert identity is not None
    assert (identity.name, identity.phone) == (None, "+6281234567890")
    kept = repr((world.conversations, world.cases.kept))
    assert "81234567890" not in kept


def test_a_message_that_comes_again_is_the_same_report_and_has_the_same_answer() -> None:
    world, phone = a_phone()
    message = phone.message(ROAD_SMS)
    answers = [phone.give(message) for _ in range(3)]
    answers.append(phone.send(ROAD_SMS))
    assert len({each.texts for each in answers}) == 1
    assert only_case(world).version == 1


def test_the_same_words_of_another_phone_or_day_are_another_report() -> None:
    world, phone = a_phone()
    phone.send(ROAD_SMS)
    Phone(world, "+62 813 9999 8888").send(ROAD_SMS)
    world.later(days=1)
    phone.send(ROAD_SMS)
    assert len(world.cases.kept) == 3


def test_parts_are_joined_in_any_order_and_once() -> None:
    for seed in range(6):
        world, phone = a_phone()
        words = ["LAPOR jalan berlubang dalam di ", "depan pasar, sudah dua ", "motor jatuh"]
        parts = [phone.message(text, Part("17", number, 3)) for number, text in enumerate(words, 1)]
        shuffled = parts * 2
        random.Random(seed).shuffle(shuffled)
        outcomes = [phone.give(each).outcome for each in shuffled]
        case = only_case(world)
        assert world.cases.load_history(case.id).content.text == "".join(words).removeprefix("LAPOR ")
        assert Outcome.FILED in outcomes
        assert case.version == 1


def test_a_part_that_never_comes_is_asked_for_and_danger_does_not_wait_for_it() -> None:
    world, phone = a_phone()
    assert phone.send("LAPOR jalan berlubang di ", Part("17", 1, 2)) == Answer(Outcome.HELD)
    urgent = phone.send("LAPOR ada kebakaran, orang terjebak di ", Part("18", 1, 2))
    assert (urgent.outcome, "Telepon 112" in urgent.texts[0]) == (Outcome.HELD, True)
    assert len(phone.send("bantuan").texts) == 1, "the other part may be on its way"
    world.later(seconds=PARTS_WAIT.total_seconds() + 1)
    assert "sampai sebagian" in phone.send("bantuan").texts[1]
    assert len(phone.send("bantuan").texts) == 1, "said once"
    assert not world.cases.kept


def test_danger_is_told_to_call_first_also_where_a_place_was_asked_for() -> None:
    world, phone = a_phone()
    world.place_finder.found = None
    assert "Di mana tempatnya?" in phone.send(ROAD_SMS).texts[0]
    answer = phone.send("tolong ada kebakaran rumah, orang terjebak")
    assert "Telepon 112" in answer.texts[0]
    assert len(world.cases.kept) == 2
    assert Priority.EMERGENCY in {case.priority for case in every_case(world)}


def test_the_answer_to_the_question_for_the_place_is_added_and_a_story_is_a_report() -> None:
    world, phone = a_phone()
    world.place_finder.found = None
    phone.send(ROAD_SMS)
    assert phone.send("Desa Sukamaju, Kecamatan Contoh").outcome is Outcome.ADDED
    assert [event.kind for event in world.cases.load_history(only_case(world).id).events] == ["filed", "replied"]
    assert phone.send("lampu jalan mati di gang melati").outcome is Outcome.FILED


def test_a_protected_report_is_not_spoken_of_again() -> None:
    world, phone = a_phone()
    answer = phone.send("LAPOR kepala desa minta uang pungli untuk surat tanah kami")
    assert "Tidak tampil untuk umum" in answer.texts[0]
    case = only_case(world)
    for text in ("CEK", f"CEK {case.id}", f"BATAL {case.id}"):
        assert "tidak ada untuk HP ini" in phone.send(text).texts[0]


def test_of_a_report_that_is_hidden_after_we_asked_nothing_is_said_and_the_answer_is_kept() -> None:
    world, phone = a_phone()
    world.place_finder.found = None
    phone.send(ROAD_SMS)
    case = only_case(world)
    world.services.route_case.route(case.id, world.now)
    held = world.cases.load(case.id)
    dispose = commands.Dispose("64.08-pupr", sensitive=True)
    world.services.casework.perform(dispose, case.id, held.version, world.coordinator(held.agency or ""), world.now)
    assert phone.send("Desa Sukamaju, Kecamatan Contoh") == Answer(Outcome.ADDED, (), about=case.id)
    assert world.cases.load_history(case.id).events[-1].kind == "replied"


def test_plain_words_are_a_reply_while_a_question_or_an_answer_waits() -> None:
    world, phone = a_phone()
    case = at_office(world, phone)
    world.do_case(case, Command.POSTPONE, world.officer("64.08-pupr"), None)
    told = phone.send("CEK")
    assert "Petugas menunggu jawaban Anda" in told.texts[0]
    assert "mencatat langkah" in told.texts[1]
    assert phone.send("lubangnya di depan toko Makmur").outcome is Outcome.ADDED
    assert world.cases.load(case.id).status is Status.IN_PROGRESS
    assert phone.send("lampu jalan mati di gang melati").outcome is Outcome.FILED


def test_yes_and_no_close_and_reopen_and_their_notice_does_not_come_again() -> None:
    world, phone = a_phone()
    case = answered(world, phone)
    no = phone.send("Belum, masih berlubang")
    assert f"LAPOR! {case.id}: Laporan Anda kami buka lagi. Din. PUPR Kab. Kutai" in no.texts[0]
    assert world.cases.load(case.id).status is Status.REOPENED
    world.do_case(world.cases.load(case.id), Command.RESPOND, world.officer("64.08-pupr"), None)
    assert "selesai. Terima kasih" in phone.send("ya").texts[0]
    closed = world.cases.load(case.id)
    assert closed.status is Status.CLOSED
    order = NoticeOrder(case.id, closed.version)
    assert world.services.notice_sender.carry_out(order, world.now).outcome is Ended.SENT
    assert not world.mailer.sent


def test_a_message_that_comes_again_means_what_it_meant_the_first_time() -> None:
    """Also where the function died between carrying it out and keeping the answer."""
    for text in ("Belum, masih berlubang di depan pasar", "sudah saya lihat, masih berlubang"):
        world, phone = a_phone()
        case = answered(world, phone)
        message = phone.message(text)
        before = dict(world.conversations.kept)
        first = phone.give(message)
        version = world.cases.load(case.id).version
        world.conversations.answers.clear()
        world.conversations.kept = before
        assert phone.give(message).texts == first.texts
        assert len(world.cases.kept) == 1
        assert world.cases.load(case.id).version == version


def test_a_report_that_was_asked_about_and_comes_again_is_no_reply_to_itself() -> None:
    world, phone = a_phone()
    world.place_finder.found = None
    message = phone.message(ROAD_SMS)
    phone.give(message)
    world.conversations.answers.clear()
    assert phone.give(message).outcome is Outcome.FILED
    assert only_case(world).version == 1


def test_cancelling_is_asked_about_and_an_archived_report_can_be_objected_to() -> None:
    world, phone = a_phone()
    case = at_office(world, phone)
    assert "Balas YA BATAL" in phone.send("batal").texts[0]
    assert world.cases.load(case.id).status is Status.ACCEPTED
    assert "dibatalkan" in phone.send("YA BATAL").texts[0]
    assert world.cases.load(case.id).status is Status.CLOSED
    phone.send("LAPOR lampu jalan mati di gang melati")
    other = next(each for each in every_case(world) if each.id != case.id)
    world.services.route_case.route(other.id, world.now)
    coordinator = world.coordinator("64.08-diskominfo")
    world.do_case(
        world.cases.load(other.id), Command.PROPOSE_ARCHIVE, coordinator, None, details={"reason": "repeated"}
    )
    second = replace(coordinator, key="SECOND")
    world.do_case(world.cases.load(other.id), Command.APPROVE_ARCHIVE, second, None)
    assert "Keberatan Anda kami terima" in phone.send("KEBERATAN").texts[0]


def test_numbers_of_others_are_unknown_to_this_phone() -> None:
    world, phone = a_phone()
    phone.send(ROAD_SMS)
    case = only_case(world)
    stranger = Phone(world, "0852 1111 2222")
    for text in (f"CEK {case.id}", f"BATAL {case.id}", f"BALAS {case.id} saya dari dinas", "CEK", "YA"):
        assert "tidak ada untuk HP ini" in stranger.send(text).texts[0]
    assert world.cases.load(case.id).version == 1


def test_stop_ends_the_notices_of_all_reports_and_mulai_begins_them_again() -> None:
    world, phone = a_phone()
    phone.send(ROAD_SMS)
    case = only_case(world)
    phone.send("STOP")
    assert world.notice_ledger.of_case(case.id).stopped is Stop.ASKED
    phone.send("mulai")
    assert world.notice_ledger.of_case(case.id).stopped is None


def test_a_flood_is_told_once_and_then_nothing() -> None:
    world, phone = a_phone()
    outcomes = [phone.send("bantuan").outcome for _ in range(load_sms_texts().most_a_day + 3)]
    assert outcomes[load_sms_texts().most_a_day :] == [Outcome.TOO_MANY, Outcome.SILENCED, Outcome.SILENCED]
    world.later(days=1)
    assert phone.send("bantuan").outcome is Outcome.TOLD


@pytest.mark.parametrize("sender", ["TELKOMSEL", "1708", "3636", "+14155550100", "", "021 5551234"])
def test_what_no_mobile_phone_of_the_country_sent_is_left_alone(sender: str) -> None:
    world = World()
    assert Phone(world, sender).send(ROAD_SMS) == Answer(Outcome.IGNORED)
    assert Phone(world).send("  ") == Answer(Outcome.IGNORED)
    assert not world.cases.kept


def test_a_stack_that_was_never_connected_takes_nothing() -> None:
    world, phone = a_phone()
    world.channel_secrets.senders = None
    with pytest.raises(Unavailable):
        phone.send(ROAD_SMS)


def test_a_conversation_that_others_keep_changing_has_its_message_sent_again() -> None:
    world, phone = a_phone()
    world.conversations.save = lambda sender, conversation, now: False  # type: ignore[method-assign]
    with pytest.raises(Unavailable):
        phone.send(ROAD_SMS)
    del world.conversations.save  # type: ignore[method-assign]
    phone.send(ROAD_SMS)
    assert only_case(world).version == 1


def test_a_phone_knows_its_newest_reports() -> None:
    assert Conversation(tuple("abcdefghij")).with_case("k").cases == tuple("kabcdefghi")
    assert Conversation(("a", "b")).with_case("b").cases == ("b", "a")

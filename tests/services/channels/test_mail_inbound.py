"""Mails are carried out once, answered, and dropped where everybody can see it."""

import random
import re
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.contact import Reporter
from chalicelib.domain.cases.model import Case
from chalicelib.domain.cases.repetition import CommandId
from chalicelib.domain.cases.reporter_commands import Withdraw
from chalicelib.domain.errors import Unavailable
from chalicelib.domain.notices.order import NoticeOrder
from chalicelib.services.cases.filing import Submission
from chalicelib.services.channels.mail_inbound import ARRIVED, DROPPED, HELD_FOR, MOST_A_DAY, Received
from chalicelib.services.ports.place_finder import FoundPlace
from laporctl.mails import PASSED, Verdicts, as_ses_leaves
from tests.support.mails import DROPPED as DROPPED_MAILS
from tests.support.mails import REPLIES_WRITTEN, REPORTS, REPORTS_WRITTEN, ROAD, SITI, Written, mail
from tests.support.notice_ledger import SentMail
from tests.support.world import SETTINGS, VILLAGE, World


class Post:
    """SES before the bucket of a world: each mail has a key of its own."""

    def __init__(self) -> None:
        self.world = World(settings=replace(SETTINGS, mail_function="receive-mail"))
        self.world.place_finder.found = FoundPlace(VILLAGE, "Desa Contoh")
        self.came = 0

    def put(self, raw: bytes, to: str = REPORTS, verdicts: Verdicts = PASSED) -> str:
        self.came += 1
        key = f"{ARRIVED}{self.came:040d}"
        self.world.files.kept[key] = as_ses_leaves(raw, to, verdicts)
        self.world.files.sent[key] = self.world.now
        return key

    def read(self, key: str) -> Received:
        return self.world.services.mails.receive(key, self.world.now)

    def take(self, written: Written, to: str | None = None) -> Received:
        return self.read(self.put(written.raw, to or written.to, written.verdicts))

    def send(self, raw: bytes, to: str = REPORTS) -> Received:
        return self.read(self.put(raw, to))

    @property
    def sent(self) -> list[SentMail]:
        return self.world.mailer.sent

    @property
    def waiting(self) -> list[str]:
        return self.world.files.under(ARRIVED)

    def photos(self) -> list[str]:
        return self.world.files.under("incoming/")

    def only_case(self) -> Case:
        (tracking_id,) = self.world.cases.kept
        return self.world.cases.load(tracking_id)

    def asked(self) -> tuple[Case, str]:
        """The report of a mail, whose office waits for an answer, and the address for replies to it."""
        self.send(mail(ROAD))
        case = self.only_case()
        world, target = self.world, "64.08-pupr"
        world.services.route_case.route(case.id, world.now)
        world.do_case(world.cases.load(case.id), Command.DISPOSE, world.coordinator("64.08-diskominfo"), target)
        world.do_case(world.cases.load(case.id), Command.ACCEPT, world.officer(target), None)
        world.do_case(world.cases.load(case.id), Command.POSTPONE, world.officer(target), None)
        address = self.sent[-1].reply_to
        assert address is not None
        self.sent.clear()
        return world.cases.load(case.id), address


@pytest.mark.parametrize("written", REPORTS_WRITTEN, ids=lambda each: each.name)
def test_each_report_of_the_table(written: Written) -> None:
    post = Post()
    received = post.take(written)
    assert (received.ending, post.waiting) == (written.ending, [])
    (answer,) = post.sent
    assert answer.to == SITI
    for words in written.says:
        assert words in answer.mail.body
    if written.ending != "filed":
        assert not post.world.cases.kept
        return
    case = post.only_case()
    assert (case.channel, received.tracking_id) == ("mail", case.id)
    content = post.world.cases.load_history(case.id).content
    if written.text is not None:
        assert content.text == written.text
    identity = post.world.identities.get(case.id)
    assert identity is not None
    assert (identity.name, identity.email) == (None, SITI)
    assert len(post.photos()) == written.photos
    assert case.id in answer.mail.body
    assert f"https://kaltim.example/lacak.html?id={case.id}" in answer.mail.body


@pytest.mark.parametrize("written", DROPPED_MAILS, ids=lambda each: each.name)
def test_what_no_person_wrote_is_dropped_unanswered_and_kept_for_the_operator(written: Written) -> None:
    post = Post()
    received = post.take(written)
    assert received == (written.ending, written.reason, "")
    assert (post.sent, post.waiting, post.world.cases.kept) == ([], [], {})
    ((key, reason),) = post.world.files.reasons.items()
    assert (key[: len(DROPPED)], reason) == (DROPPED, written.reason)


@pytest.mark.parametrize("written", REPLIES_WRITTEN, ids=lambda each: each.name)
def test_each_reply_of_the_table(written: Written) -> None:
    post = Post()
    case, address = post.asked()
    version = case.version
    assert post.take(written, address).ending == written.ending
    (answer,) = post.sent
    assert answer.reply_to == address, "the same address, however often it is told"
    history = post.world.cases.load_history(case.id)
    assert len(history.events) == version + (written.text is not None)
    if written.text is not None:
        assert (history.events[-1].kind, history.events[-1].note) == ("replied", written.text)
    assert len(post.photos()) == written.photos
    assert len(post.world.cases.kept) == 1


def test_every_mail_twice_shuffled_and_late_does_what_it_does_once() -> None:
    for seed in range(4):
        post = Post()
        case, address = post.asked()
        reply = mail("Di depan toko Makmur.", "Message-ID: <r1@contoh.id>")
        other = mail("Lampu jalan mati di gang Melati.", "Message-ID: <r2@contoh.id>")
        keys = [post.put(raw, to) for raw, to in ((reply, address), (other, REPORTS)) for _ in range(2)] * 2
        random.Random(seed).shuffle(keys)
        endings = sorted(str(post.read(key).ending) for key in keys)
        assert endings == ["added", "filed", "gone", "gone", "gone", "gone", "repeated", "repeated"]
        assert len(post.sent) == 2
        post.world.later(days=2)
        assert post.send(reply, address).ending == "repeated"
        kinds = [event.kind for event in post.world.cases.load_history(case.id).events]
        assert (kinds.count("replied"), len(post.world.cases.kept)) == (1, 2)


def test_the_same_words_of_one_day_are_one_report_whatever_the_mail_is_called() -> None:
    post = Post()
    first, second = (post.send(mail(ROAD, f"Message-ID: <{name}@contoh.id>")) for name in "ab")
    assert first.tracking_id == second.tracking_id
    assert post.only_case().version == 1


def test_a_run_that_died_before_the_answer_answers_the_next_time_and_its_twin_waits() -> None:
    post = Post()
    key = post.put(mail(ROAD, "Message-ID: <a@contoh.id>"))
    post.world.mailer.failing = 1
    with pytest.raises(ConnectionError):
        post.read(key)
    with pytest.raises(Unavailable):
        post.read(key)
    post.world.later(seconds=HELD_FOR.total_seconds())
    assert post.read(key).ending == "filed"
    assert (len(post.sent), post.only_case().version, post.waiting) == (1, 1, [])


@pytest.mark.parametrize("died", [False, True])
def test_of_two_runs_of_a_mail_one_answers_however_late_they_are(died: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    post = Post()
    key = post.put(mail(ROAD, "Message-ID: <a@contoh.id>"))
    if died:
        post.world.mailer.failing = 1
        with pytest.raises(ConnectionError):
            post.read(key)
    post.world.later(days=1)
    answer = post.world.mailer.answer

    def as_its_twin_comes(*those: Any) -> None:
        with pytest.raises(Unavailable):
            post.read(key)
        answer(*those)

    monkeypatch.setattr(post.world.mailer, "answer", as_its_twin_comes)
    assert post.read(key).ending == "filed"
    assert (len(post.sent), post.only_case().version, post.waiting) == (1, 1, [])


def test_of_two_that_would_take_the_place_of_one_that_died_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    post = Post()
    key = post.put(mail(ROAD, "Message-ID: <a@contoh.id>"))
    post.world.mailer.failing = 1
    with pytest.raises(ConnectionError):
        post.read(key)
    post.world.later(minutes=2)
    remember = post.world.conversations.remember

    def after_its_twin(*those: Any, **known: Any) -> bool:
        monkeypatch.undo()
        assert post.read(key).ending == "filed"
        return remember(*those, **known)

    monkeypatch.setattr(post.world.conversations, "remember", after_its_twin)
    with pytest.raises(Unavailable):
        post.read(key)
    assert (len(post.sent), post.read(key).ending) == (1, "gone")


def test_the_sweep_has_a_mail_read_again_that_waits_and_none_that_was_dealt_with() -> None:
    post = Post()
    key = post.put(mail(ROAD))
    assert post.send(mail("Lampu jalan mati di gang Melati.")).ending == "filed"
    healed = []
    for _ in range(3):
        post.world.later(minutes=6)
        healed.append(post.world.services.sweep.run(post.world.now, lambda: True).healed["mails"])
    assert (healed, post.world.readings) == ([0, 1, 0], [key])
    assert post.read(key).ending == "filed"
    post.world.later(minutes=6)
    assert post.world.services.sweep.run(post.world.now, lambda: True).healed["mails"] == 0


def test_a_place_that_nobody_finds_is_asked_for_and_the_reply_is_added() -> None:
    post = Post()
    post.world.place_finder.found = None
    post.send(mail(ROAD))
    (answer,) = post.sent
    assert "Di mana tempatnya?" in answer.mail.body
    assert post.send(mail("Desa Sukamaju, Kecamatan Contoh"), answer.reply_to or "").ending == "added"
    kinds = [event.kind for event in post.world.cases.load_history(post.only_case().id).events]
    assert kinds == ["filed", "replied"]


def test_the_address_for_replies_is_of_one_case_and_one_contact() -> None:
    post = Post()
    case, address = post.asked()
    assert re.fullmatch(r"balas\+[a-z2-7]{24}@kaltim\.example", address)
    assert case.id.lower().replace("-", "") not in address
    stranger = mail("Saya orang lain, tutup saja.", sender="Joko <joko@contoh.id>")
    for raw, to in ((stranger, address), (mail("Ini jawaban saya."), "balas+" + "a" * 24 + "@kaltim.example")):
        assert post.send(raw, to).ending == "unclear"
        assert "Kami tidak tahu laporan mana" in post.sent[-1].mail.body
        assert case.id not in post.sent[-1].mail.body
    without_token = mail("Ini jawaban saya tadi.").replace(b"To: lapor@", b"To: kabar@")
    assert post.send(without_token, "kabar@kaltim.example").ending == "unclear"
    assert post.world.cases.load(case.id).version == case.version
    assert post.send(mail("Di depan toko.", sender=SITI.upper()), address.upper()).ending == "added"


def test_an_address_told_before_the_contact_was_corrected_adds_nothing() -> None:
    post = Post()
    case, address = post.asked()
    post.world.later(days=1)
    post.world.notice_ledger.issue_stop(case.id, "token", post.world.now)
    post.world.notice_ledger.correct(case.id, post.world.now)
    assert post.send(mail("Di depan toko."), address).ending == "unclear"


def test_of_a_protected_report_there_is_only_news_and_of_what_is_added_nothing() -> None:
    post = Post()
    post.send(mail("Kepala desa minta uang pungli untuk surat tanah kami"))
    case = post.only_case()
    assert not case.filing.public
    (answer,) = post.sent
    assert answer.mail.subject == "Ada kabar untuk Anda"
    assert case.id not in answer.mail.body
    assert post.send(mail("Uangnya diminta hari Senin."), answer.reply_to or "").ending == "added"
    assert len(post.sent) == 1


def test_a_report_that_is_over_says_so_and_takes_no_words() -> None:
    post = Post()
    case, address = post.asked()
    withdrawn = CommandId("k", "d", "k")
    post.world.services.reporter.perform_by_phone(Withdraw(), case.id, post.world.now, withdrawn)
    assert post.send(mail("Masih rusak sekali."), address).ending == "unclear"
    assert f"Laporan {case.id} tidak menerima tambahan" in post.sent[-1].mail.body


def test_a_flood_is_told_once_and_then_dropped() -> None:
    post = Post()
    endings = [post.send(mail(f"Hai {number}", subject="")).ending for number in range(MOST_A_DAY + 3)]
    assert endings[MOST_A_DAY:] == ["too_many", "dropped", "dropped"]
    assert set(post.world.files.reasons.values()) == {"flood"}
    assert len(post.sent) == MOST_A_DAY + 1


def test_notices_by_mail_can_be_replied_to_by_whom_they_were_sent_to() -> None:
    post = Post()
    world = post.world
    filed = world.file_and_route(Submission(ROAD, reporter=Reporter(email="Joko@contoh.id"), region="64.08"))
    world.later(days=1)
    world.services.notice_sender.carry_out(NoticeOrder(filed.case.id, 1), world.now)
    (notice,) = post.sent
    assert "Balas e-mail ini untuk menambah keterangan. Jangan tulis kode rahasia." in notice.mail.body
    assert post.send(mail("Di depan toko.", sender="joko@contoh.id"), notice.reply_to or "").ending == "added"


def test_no_address_and_no_word_of_a_mail_stands_in_what_is_kept_of_senders() -> None:
    post = Post()
    post.asked()
    kept = repr((post.world.conversations, post.world.replies, post.world.cases.feed))
    assert SITI not in kept
    assert "pasar" not in kept


def test_a_stack_that_was_never_connected_keeps_mails_until_it_is() -> None:
    post = Post()
    post.world.channel_secrets.senders = None
    key = post.put(mail(ROAD))
    with pytest.raises(Unavailable):
        post.read(key)
    assert post.waiting == [key]
    assert post.read("clean/whatever").ending == "gone"

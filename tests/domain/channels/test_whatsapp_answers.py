"""Answers and notices by WhatsApp: lengths, buttons, and what is small talk."""

import pytest

from chalicelib.domain.cases.model import Status
from chalicelib.domain.channels.dialect import Known
from chalicelib.domain.channels.message import Answer, Outcome
from chalicelib.domain.channels.whatsapp_answers import BODY_LONGEST, TITLE_LONGEST, in_one
from chalicelib.domain.notices.kinds import Kind, Notice
from chalicelib.runtime.reference import load_notices, load_sms_texts, load_whatsapp_texts
from tests.support.notices import FACTS

TEXTS, NOTICES = load_whatsapp_texts(), load_notices()


def test_every_button_fits_and_stands_below_something() -> None:
    names = {*TEXTS.answers, *Kind, *(f"status_{each}" for each in Status)}
    assert TEXTS.button_rows.keys() <= names
    for name in TEXTS.button_rows:
        buttons = TEXTS.buttons(name, FACTS.number)
        assert 1 <= len(buttons) <= 3
        assert all(0 < len(each.title) <= TITLE_LONGEST for each in buttons)
        assert all("{" not in each.sends for each in buttons)


def test_long_names_of_offices_are_cut_on_the_button_and_whole_behind_it() -> None:
    name = "Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Kutai Timur"
    (button,) = TEXTS.choices([name], "KI-1")
    assert len(button.title) <= TITLE_LONGEST
    assert button.sends == f"INSTANSI KI-1 {name}"


def test_whatsapp_has_every_answer_that_sms_has() -> None:
    sms = load_sms_texts()
    assert sms.answers.keys() <= TEXTS.answers.keys()
    assert sms.statuses.keys() == TEXTS.statuses.keys()
    assert sms.words.keys() == TEXTS.words.keys()


def test_several_texts_go_out_as_one_message_that_fits_below_its_buttons() -> None:
    assert in_one(Answer(Outcome.TOLD, ("Satu.", "Dua."))) == "Satu.\n\nDua."
    long = Answer(Outcome.TOLD, ("Laporan KI-1: Sudah dijawab.", "kata " * 1000))
    assert len(in_one(long)) <= 4096
    assert len(in_one(long._replace(buttons=TEXTS.buttons("cancel", "KI-1")))) <= BODY_LONGEST
    assert len(in_one(long._replace(asks_place=True))) <= BODY_LONGEST


@pytest.mark.parametrize("kind", Kind)
def test_a_notice_fits_with_the_longest_words_of_an_office(kind: Kind) -> None:
    text = TEXTS.notice(NOTICES, Notice(kind, office="Dinas", words="kata " * 1000), FACTS)
    assert len(text) <= BODY_LONGEST
    assert FACTS.number in text


def test_of_a_hidden_case_only_that_there_is_news() -> None:
    text = TEXTS.notice(NOTICES, Notice(Kind.NEWS, hidden=True), FACTS)
    assert text == f"Ada kabar untuk Anda. Buka {FACTS.host} saat aman."


def test_what_is_not_known_leaves_no_hole() -> None:
    assert TEXTS.answer("status", Known("KI-1", "received")) == "Laporan KI-1: Diterima."


@pytest.mark.parametrize(("words", "small"), [("Ok, terima kasih!", True), ("😀", True), ("ok rusak", False)])
def test_small_talk(words: str, small: bool) -> None:
    assert TEXTS.is_small_talk(words) is small

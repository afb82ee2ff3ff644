"""The texts: their placeholders, and the mails that come of them."""

from dataclasses import replace
from datetime import timedelta
from string import Formatter

import pytest

from chalicelib.domain.cases.lifecycle import ARCHIVE_REASONS
from chalicelib.domain.notices import text
from chalicelib.domain.notices.kinds import Kind, Notice
from tests.support.notices import FACTS, OFFICER, ROUTED, TEXTS, History

KNOWN = set(text.values(TEXTS, Notice(Kind.FILED), FACTS, "id"))
OFFICE = "Dinas Perhubungan Kab. Kutai Timur"


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("kind", Kind)
def test_both_languages_of_a_text_say_the_same_and_nothing_unknown(kind: Kind) -> None:
    said = {language: placeholders(TEXTS.cores[kind][language]) for language in text.LANGUAGES}
    assert said["id"] <= KNOWN
    assert said["en"] <= said["id"]


def test_every_reason_to_archive_has_words() -> None:
    assert set(TEXTS.reasons) == set(ARCHIVE_REASONS)


def test_a_mail_says_what_happened_in_both_languages_with_the_way_to_the_page() -> None:
    mail = text.mail(TEXTS, Notice(Kind.FILED, office=OFFICE), FACTS)
    assert mail.subject == f"Laporan Anda kami terima dan kini ditangani {OFFICE}"
    assert mail.body == (
        f"Laporan Anda kami terima dan kini ditangani {OFFICE}. Kabar berikutnya paling lambat 21 Des 2026.\n\n"
        f"Buka laporan {FACTS.number}: {FACTS.link}\n\n"
        f"We have your report. {OFFICE} deals with it. You will hear more by 21 Dec 2026.\n\n"
        f"Open report {FACTS.number}: {FACTS.link}\n\n"
        f"Berhenti dikabari: {FACTS.stop}\nStop messages: {FACTS.stop}\n\n"
        "SP4N-LAPOR! Kalimantan Timur\n"
    )


def test_a_mail_of_an_answer_holds_the_answer() -> None:
    history = History(ROUTED)
    notice = history.add("responded", timedelta(hours=1), actor=OFFICER, note="Lubang sudah ditambal.").notice()
    assert notice is not None
    assert "\n\nLubang sudah ditambal.\n\n" in text.mail(TEXTS, notice, FACTS).body


def test_a_question_is_asked_once() -> None:
    mail = text.mail(TEXTS, Notice(Kind.QUESTION, office=OFFICE, words="Di RT berapa?"), FACTS)
    assert mail.subject == "Petugas bertanya"
    assert mail.body.startswith("Petugas bertanya: Di RT berapa? Jawab paling lambat 21 Des 2026.\n\nBuka laporan")


def test_the_mail_of_a_hidden_case_holds_neither_number_nor_office_nor_words() -> None:
    notice = Notice(Kind.ANSWERED, hidden=True)
    mail = text.mail(TEXTS, notice, FACTS)
    assert mail.subject == "Ada kabar untuk Anda"
    assert mail.body.startswith("Ada kabar untuk Anda. Buka lapor.kaltimprov.go.id saat aman.\n\nNews for you.")
    assert FACTS.number not in mail.subject + mail.body


def test_without_a_date_no_date_is_spoken_of() -> None:
    undated = replace(FACTS, due=None)
    assert (
        text.core(TEXTS, Notice(Kind.MOVED, office=OFFICE), undated, "id") == f"Laporan Anda kini ditangani {OFFICE}."
    )
    archived = Notice(Kind.ARCHIVED, reason="in_court")
    assert text.core(TEXTS, archived, undated, "id") == (
        "Laporan Anda tidak dilanjutkan: sedang di pengadilan. Tidak setuju?"
    )


def test_what_an_office_wrote_is_no_template() -> None:
    notice = Notice(Kind.QUESTION, words="{stop} {0} {k}")
    assert "{stop} {0} {k}" in text.core(TEXTS, notice, FACTS, "id")


def test_a_subject_is_one_line() -> None:
    notice = Notice(Kind.PROGRESS, office="Dinas\r\nBcc: semua@contoh.id")
    assert "\n" not in text.mail(TEXTS, notice, FACTS).subject


@pytest.mark.parametrize("brand", ["SP4N-LAPOR!", ""])
def test_the_mail_with_a_code_says_it_in_both_languages_and_names_no_case(brand: str) -> None:
    mail = text.code_mail(TEXTS, "000042", 15, brand)
    assert mail.subject == "Kode sekali pakai"
    assert mail.body.count("000042") == 2
    assert "15 menit" in mail.body
    assert "15 minutes" in mail.body
    assert mail.body.endswith(f"{brand}\n" if brand else "safe.\n")

"""Each text as one SMS, with the longest values that it can be filled with."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.notices import sms
from chalicelib.domain.notices.kinds import Kind, Notice
from tests.support.notices import FACTS, TEXTS

LONG = replace(FACTS, due=date(2026, 12, 21), host="h" * sms.HOST_LONGEST)
LONGEST_REASON = max(TEXTS.reasons, key=lambda reason: len(TEXTS.reasons[reason]["id"]))
COUNTED = {
    Kind.FILED: 152,
    Kind.SEEKING: 131,
    Kind.MOVED: 125,
    Kind.DANGER: 126,
    Kind.QUESTION: 154,
    Kind.PROGRESS: 132,
    Kind.BUDGET: 145,
    Kind.ANSWERED: 159,
    Kind.LATE: 160,
    Kind.LATE_AT_TOP: 141,
    Kind.CLOSED: 116,
    Kind.ARCHIVED: 151,
    Kind.OBJECTION: 158,
    Kind.MERGED: 152,
    Kind.REOPENED: 139,
    Kind.IDENTITY: 116,
    Kind.PRAISE: 95,
    Kind.ASPIRATION: 115,
    Kind.STILL_GOOD: 110,
    Kind.RECEIPT: 119,
    Kind.NEWS: 62,
}


def longest(kind: Kind) -> Notice:
    hidden = kind is Kind.NEWS
    return Notice(
        Kind.ANSWERED if hidden else kind,
        hidden=hidden,
        office="i" * sms.OFFICE_LONGEST,
        next_office="i" * sms.OFFICE_LONGEST,
        words="t" * sms.QUESTION_LONGEST,
        reason=LONGEST_REASON,
        other=FACTS.number,
        promised=date(2026, 12, 21) if kind is Kind.BUDGET else None,
    )


@pytest.mark.parametrize("kind", Kind)
def test_the_longest_form_of_a_text_is_one_sms(kind: Kind) -> None:
    text = sms.sms(TEXTS, longest(kind), LONG)
    assert len(text) == COUNTED[kind] <= sms.LONGEST
    assert sms.in_alphabet(text) == text


@given(office=st.text(max_size=120), words=st.text(max_size=300), kind=st.sampled_from(Kind))
def test_whatever_an_office_is_called_and_writes_it_stays_one_sms(office: str, words: str, kind: Kind) -> None:
    notice = replace(longest(kind), office=office, next_office=office, words=words)
    text = sms.sms(TEXTS, notice, LONG)
    assert len(text) <= sms.LONGEST
    assert sms.in_alphabet(text) == text


def test_an_sms_says_its_number_except_of_a_hidden_case() -> None:
    said = {kind: sms.sms(TEXTS, longest(kind), LONG) for kind in Kind}
    assert {kind for kind, text in said.items() if not text.startswith(f"LAPOR! {FACTS.number}: ")} == {Kind.NEWS}


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Dinas PUPR Kutai Timur", "Dinas PUPR Kutai Timur"),
        ("Kecamatan Sangatta Utara Kabupaten Kutai Timur", "Kec. Sangatta Utara"),
        ("Dinas Pekerjaan Umum dan Penataan Ruang", "Din. Pekerjaan Umum"),
        ("Pemerintahkotabesardantakterpisahkan", "Pemerintahkotabesardanta"),
        ("Désa “Ñuri” 🚧 Ȟulu", 'Désa "Ñuri" Hulu'),
    ],
)
def test_offices_have_a_short_name(name: str, short: str) -> None:
    assert sms.short_office(name) == short


def test_a_long_question_is_cut_between_words() -> None:
    notice = Notice(Kind.QUESTION, words="Di sebelah mana rumah Bapak dari masjid besar itu dan apakah warnanya hijau?")
    text = sms.sms(TEXTS, notice, LONG)
    assert "bertanya: Di sebelah mana rumah Bapak dari masjid besar itu dan... Jawab" in text


@pytest.mark.parametrize("hidden", [True, False])
def test_a_code_is_one_sms_and_of_a_hidden_case_nobody_learns_whose(hidden: bool) -> None:
    said = sms.code_sms(TEXTS, "000042", 15, hidden=hidden)
    assert len(said) <= sms.LONGEST
    assert sms.in_alphabet(said) == said
    assert "000042" in said
    assert said.startswith("LAPOR!: ") is not hidden

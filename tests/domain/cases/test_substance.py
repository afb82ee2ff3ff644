"""What an answer lacks: words to judge by, who, and when; and what was said before."""

from datetime import date

import pytest

from chalicelib.domain.cases import substance
from chalicelib.domain.cases.model import REPORTER, Actor, Event, Role
from tests.support.case_states import LATER

OFFICER = Actor(Role.OFFICER, "64.08-pupr", "Dinas PUPR", "KEY")
DAY = date(2026, 11, 23)


def codes(note: str, by: str = "", on: date | None = None) -> dict[str, str]:
    return {error.field: error.code for error in substance.check_answer(note, note, by, on)}


@pytest.mark.parametrize(
    ("note", "lacks"),
    [
        ("", {"/note": "too_short"}),
        ("..", {"/note": "too_short", "/by": "missing_who", "/on": "missing_when"}),
        ("ok", {"/note": "too_short", "/by": "missing_who", "/on": "missing_when"}),
        ("Sudah ditangani.", {"/note": "too_few_words", "/by": "missing_who", "/on": "missing_when"}),
        ("Sudah ditangani dengan baik ya.", {"/by": "missing_who", "/on": "missing_when"}),
        ("Lubang itu sudah kami tambal.", {"/on": "missing_when"}),
        ("Lubang itu sudah ditambal kemarin.", {"/by": "missing_who"}),
        ("Lubang itu sudah ditambal Dinas PUPR pada 27 November 2026.", {}),
        ("Pipa diganti regu PDAM minggu depan.", {}),
    ],
)
def test_an_answer_says_what_who_and_when(note: str, lacks: dict[str, str]) -> None:
    assert codes(note) == lacks


def test_who_and_when_may_stand_in_their_own_fields() -> None:
    assert codes("Lubang di depan pasar sudah ditambal.", "Regu jalan", DAY) == {}


@pytest.mark.parametrize(
    "words", ["27/11/2026", "27-11", "2026-11-27", "27 Nov", "Maret 2027", "tahun 2027", "dalam 3 hari", "Senin besok"]
)
def test_days_are_read_as_people_write_them(words: str) -> None:
    assert substance.says_when(f"Diperbaiki {words}.")


@pytest.mark.parametrize("words", ["segera", "secepatnya", "nanti", "sesuai ketentuan"])
def test_soon_is_no_time(words: str) -> None:
    assert not substance.says_when(f"Akan diperbaiki {words}.")


@pytest.mark.parametrize(("text", "said"), [("Petugas PLN", True), ("dikoordinasikan", False), ("Satpol PP", True)])
def test_who_is_a_word_of_its_own(text: str, said: bool) -> None:
    assert substance.says_who(text) is said


@pytest.mark.parametrize(("on", "fits"), [(None, True), (DAY, True), (date(2026, 11, 22), False)])
def test_a_day_lies_between_two_others(on: date | None, fits: bool) -> None:
    errors = substance.check_day(on, DAY, date(2026, 12, 1))
    assert [error.code for error in errors] == ([] if fits else ["day_range"])


def said(kind: str, note: str, actor: Actor = OFFICER) -> Event:
    return Event(2, kind, LATER, actor, note, {}, b"", b"")


@pytest.mark.parametrize(
    ("before", "repeated"),
    [
        (said("progressed", "Tim sudah mengukur lubang"), True),
        (said("responded", "TIM sudah  mengukur lubang."), True),
        (said("drafted", "Tim sudah mengukur lubang."), False),
        (said("replied", "Tim sudah mengukur lubang.", REPORTER), False),
        (said("progressed", "Tim sudah mengukur lubang 2."), False),
    ],
)
def test_what_an_office_said_on_the_case_before_is_nothing_new(before: Event, repeated: bool) -> None:
    errors = substance.check_repeated("/note", "Tim sudah mengukur lubang.", [before])
    assert [error.code for error in errors] == (["said_before"] if repeated else [])

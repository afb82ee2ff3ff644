import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import validation
from chalicelib.domain.errors import InvalidInput

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "pasted_text.json").read_text())


def codes(errors: list[validation.FieldError]) -> list[str]:
    return [error.code for error in errors]


@pytest.mark.parametrize(
    "text",
    [
        "Jalan rusak 🚧👨‍👩‍👧",
        "<b>Tolong</b> & <script>alert(1)</script>",
        "Baris\nbaru\tdan tab",
        "x" * 10_000,
        "Jalan",
    ],
)
def test_reports_in_any_common_form_are_accepted(text: str) -> None:
    assert validation.check_text(validation.normalise(text)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "too_short"),
        ("   \n ", "too_short"),
        ("x" * 10_001, "too_long"),
        ("nol\x00nol", "control_character"),
        ("bel\x07 bel", "control_character"),
        ("kebalik\u202etxet", "control_character"),
        ("separuh\ud83d saja", "control_character"),
        ("huruf � rusak", "broken_character"),
    ],
)
def test_every_error_of_a_submission_names_its_field(text: str, code: str) -> None:
    assert codes(validation.check_text(validation.normalise(text))) == [code]


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert validation.normalise(validation.normalise(text)) == validation.normalise(text)


@given(st.text(st.sampled_from("a\u0301\u0316\u0344\u0958\u01d5\u034f é"), max_size=200))
def test_marks_stand_in_rows_that_are_quick_to_sort_and_none_is_lost(text: str) -> None:
    normal = validation.normalise(text)
    apart = unicodedata.normalize("NFD", normal)
    rows = "".join("m" if unicodedata.combining(each) else " " for each in apart).split()

    assert max(map(len, rows), default=0) <= 30
    assert validation.normalise(normal) == normal
    sent = unicodedata.normalize("NFD", text.strip()) if validation.is_visible(text) else ""
    assert sorted(apart.replace("\u034f", "")) == sorted(sent.replace("\u034f", ""))


def test_the_marks_of_any_language_stay_as_they_were_sent() -> None:
    words = "Tiếng Việt, ꦱꦸꦫꦺꦴ, कि़, नि, الله, é́́́"
    assert validation.normalise(words) == unicodedata.normalize("NFC", words)


@given(st.text(min_size=1).map(validation.normalise).filter(bool))
def test_a_title_made_from_the_text_is_short_and_not_empty(text: str) -> None:
    title = validation.title_from(text)
    assert 0 < len(title) <= validation.TITLE_LIMIT


def test_a_title_is_the_first_sentence_cut_between_words() -> None:
    assert validation.title_from("Lampu mati. Sudah lama.") == "Lampu mati"
    long = validation.title_from("kata " * 40)
    assert long.endswith("kata …")


@pytest.mark.parametrize("vector", VECTORS["kept"], ids=lambda vector: ascii(vector["sent"]))
def test_what_people_paste_stays_as_it_was_sent_but_for_line_ends(vector: dict[str, str]) -> None:
    assert validation.normalise(vector["sent"]) == vector["kept"]
    assert validation.check_text(vector["kept"], vector["sent"]) == []


@pytest.mark.parametrize("vector", VECTORS["refused"], ids=lambda vector: ascii(vector["sent"]))
@pytest.mark.parametrize("margin", ["", " \n\r\n\t ", "\u00a0\v"])
def test_what_no_text_may_have_is_refused_with_its_place(vector: dict[str, Any], margin: str) -> None:
    sent = margin + vector["sent"]
    (error,) = validation.check_text(validation.normalise(sent), sent)
    assert (error.code, error.position) == (vector["code"], len(margin) + vector["position"])
    assert sent[error.position or 0] in "\u202d\u202e\ufffd" or ord(sent[error.position or 0]) < 0xA0


def test_a_note_and_a_reason_name_the_place_too() -> None:
    for check in (
        lambda: validation.checked_note("Sudah \u202e dikerjakan", required=True),
        lambda: validation.checked_note(" Sudah \x07 dikerjakan", required=True),
    ):
        with pytest.raises(InvalidInput) as caught:
            check()
        assert caught.value.errors[0].position in (6, 7)
    words = " Perlu \x07 menanyakan letak lubang"
    assert validation.check_substance("/reason", validation.normalise(words), words)[0].position == 7


def test_an_incident_lies_between_the_republic_and_today() -> None:
    today = date(2026, 11, 23)
    assert validation.check_incident_date(today, today) == []
    assert codes(validation.check_incident_date(date(2026, 11, 24), today)) == ["in_the_future"]
    assert codes(validation.check_incident_date(date(1945, 8, 16), today)) == ["too_long_ago"]


UNSEEN = [
    "\u200b" * 6,
    "\u2060\ufeff\u00ad\u200d\u200c\u200e",
    " \u3000\u00a0\u2009 \t",
    "\u200b\n\u200b",
    "\u3164" * 9,
    "\u2800" * 9,
    "\u0301" * 6,
]
"""Texts that look like nothing: format characters, blanks, fillers, accents without a letter."""


@pytest.mark.parametrize("text", UNSEEN)
def test_a_text_in_which_nothing_can_be_seen_is_no_text(text: str) -> None:
    assert validation.normalise(text) == ""
    with pytest.raises(InvalidInput):
        validation.checked_note(text, required=True)


@pytest.mark.parametrize("text", ["a\u200b\u200b\u200b\u200b", "lam" + "\u2060" * 9])
def test_unseen_characters_do_not_make_a_text_long_enough(text: str) -> None:
    assert [error.code for error in validation.check_text(validation.normalise(text))] == ["too_short"]


@pytest.mark.parametrize("text", ["🚧🚧🚧🚧🚧", "jalan", "нет света", "路灯坏了吗", "👨‍👩‍👧 ada apa", "é́é́é́é́é́"])
def test_every_text_that_can_be_seen_stays(text: str) -> None:
    assert validation.normalise(text)
    assert validation.check_text(validation.normalise(text)) == []


@given(st.text(max_size=60))
def test_a_title_is_how_the_text_begins_or_a_mask(text: str) -> None:
    normalised = validation.normalise(text)
    if normalised:
        title = validation.title_from(normalised)
        assert title
        assert len(title) <= validation.TITLE_LIMIT


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Hubungi budi.rekaan@contoh.id. Lampu mati.", "Hubungi budi.rekaan@contoh.id"),
        ("NIK saya 6472.0115.0885.0001. Lampu mati.", "NIK saya 6472.0115.0885.0001"),
        (f"{'Lampu mati ' * 6}HP 0812 3456 7890", f"{'Lampu mati ' * 6}HP …"),
        (f"0812 3456 7890 {'x' * 80}", "0812 3456 7890 …"),
        (f"{'b' * 90}@contoh.id rusak", "[alamat surel disembunyikan]"),
    ],
)
def test_a_title_is_never_cut_inside_personal_data(text: str, title: str) -> None:
    assert validation.title_from(text) == title

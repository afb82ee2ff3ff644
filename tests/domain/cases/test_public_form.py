"""What of a case's words is shown to whom: everything, what is masked, or nothing."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases import public_form
from chalicelib.domain.cases.marks import Cover
from chalicelib.domain.cases.model import REDACTED, Actor, Content, Role
from tests.support.case_states import FILING, event, worked_on

TITLE = "Anak Siti sakit, HP 081234567890"
CASE = worked_on(filing=replace(FILING, title=TITLE), covers=(Cover(2, "name", "title", 5, 9),))
HIDDEN = replace(CASE, filing=replace(CASE.filing, secret=True))
CONTENT = Content("HP 081234567890", "Rumah 081234567890", ("Kalimantan Timur",), 0.512345, 117.512345, None, b"s", {})
REPORTER = Actor(Role.REPORTER)


def test_a_title_is_masked_for_the_public_in_the_language_of_the_answer() -> None:
    assert public_form.title(CASE, REPORTER) == TITLE
    assert public_form.title(CASE, None) == "Anak [nama disembunyikan] sakit, HP [nomor telepon disembunyikan]"
    assert public_form.title(CASE, None) == public_form.title(CASE, None, "id")
    assert public_form.title(CASE, None, "en") == "Anak [name hidden] sakit, HP [phone number hidden]"
    assert public_form.title(HIDDEN, None) == ""


def test_of_a_hidden_case_the_public_gets_nothing_of_the_content() -> None:
    assert public_form.content(HIDDEN, CONTENT, None) == Content("", "", (), None, None, None, b"", {})
    assert public_form.content(HIDDEN, CONTENT, REPORTER) == CONTENT


def test_text_and_place_are_masked_and_a_point_is_rounded_for_the_public() -> None:
    seen = public_form.content(CASE, CONTENT, None)
    assert (seen.text, seen.place) == ("HP [nomor telepon disembunyikan]", "Rumah [nomor telepon disembunyikan]")
    assert (seen.lat, seen.lon, seen.region_path) == (0.512, 117.512, CONTENT.region_path)
    assert public_form.content(CASE, CONTENT, None) == public_form.content(CASE, CONTENT, None, "id")
    assert public_form.rounded(None) is None


def test_a_note_is_masked_for_the_public_and_whole_for_the_parties() -> None:
    note = replace(event("progressed", 3), note="Hubungi 081234567890")
    assert public_form.note(note, CASE, None) == "Hubungi [nomor telepon disembunyikan]"
    assert public_form.note(note, CASE, None, "en") == "Hubungi [phone number hidden]"
    assert public_form.note(note, CASE, REPORTER) == "Hubungi 081234567890"
    assert public_form.note(note, HIDDEN, None) == ""


def test_what_is_masked_is_named_part_by_part_and_words_that_are_gone_are_not() -> None:
    notes = [
        replace(event("progressed", seq), note=note) for seq, note in ((3, "HP 081234567890"), (4, REDACTED), (5, ""))
    ]
    found = public_form.personal_data(CASE, replace(CONTENT, place=""), notes)
    assert [(each.part, each.seq, [str(kind) for kind in each.kinds]) for each in found] == [
        ("title", 0, ["phone"]),
        ("text", 0, ["phone"]),
        ("note", 3, ["phone"]),
    ]


@pytest.mark.parametrize("words", [REDACTED, "Anak sehat"])
def test_words_without_personal_data_name_nothing(words: str) -> None:
    case = worked_on(filing=replace(FILING, title=words))
    assert public_form.personal_data(case, replace(CONTENT, text=words, place=words), []) == []

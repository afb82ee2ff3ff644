"""Answer templates: what they must say, and what a case fills."""

import pytest

from chalicelib.domain.cases.answer_templates import MOST, TEXT_LONGEST, Template, check
from chalicelib.domain.errors import FieldError

WHOLE = "{instansi} telah menutup lubang di jalan ini pada {tanggal}."
WITH_BLANK = "Terima kasih, lubang sudah ditutup di [[tempat]]."


def codes(*texts: str) -> list[tuple[str, str]]:
    found = check([Template(f"Templat {place}", text) for place, text in enumerate(texts)])
    return [(each.field, each.code) for each in found]


@pytest.mark.parametrize("text", [WHOLE, WITH_BLANK, "Regu kami menutup lubang itu kemarin."])
def test_what_says_enough_is_kept(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "too_short"),
        ("Sudah.", "too_short"),
        ("{nomor} {instansi} {tanggal} {kategori}", "too_short"),
        ("[[apa yang dikerjakan oleh petugas kami kemarin]]", "too_short"),
        ("Sudah beres sudah beres [[apa]]", "too_few_words"),
        ("Lubang di jalan ini sudah ditutup {tanggal}.", "missing_who"),
        ("{instansi} segera menutup lubang di jalan.", "missing_when"),
        ("{nama} telah menutup lubang ini kemarin oleh kami.", "unknown_placeholder"),
        ("kami menutup lubang kemarin " + "a" * TEXT_LONGEST, "too_long"),
    ],
)
def test_what_an_answer_must_say_a_template_must(text: str, code: str) -> None:
    assert codes(WHOLE, text) == [("/templates/1/text", code)]


def test_who_fills_a_blank_may_say_who_and_when_there() -> None:
    assert codes("Lubang di jalan itu sudah ditutup oleh [[siapa]] pada [[kapan]].") == []


def test_a_name_stands_for_one_template() -> None:
    assert check([Template("Lubang", WHOLE), Template(" LUBANG ", WHOLE)]) == [
        FieldError("/templates/1/name", "name_taken")
    ]
    assert [each.code for each in check([Template(" ", WHOLE)])] == ["too_short"]


def test_an_office_has_so_many_and_no_more() -> None:
    many = [Template(str(place), WHOLE) for place in range(MOST + 1)]
    assert check(many[:-1]) == []
    assert check(many) == [FieldError("/templates", "too_many_templates", str(MOST))]

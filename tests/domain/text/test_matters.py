"""A text is taken apart only where it says itself that it has several matters, and loses no word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.text import matters
from tests.support.words import each

PARTED = [
    (
        "1. Lampu jalan depan sekolah mati. 2. Sampah pasar tidak diangkut seminggu.",
        ["Lampu jalan depan sekolah mati.", "Sampah pasar tidak diangkut seminggu."],
    ),
    (
        "Jalan depan pasar berlubang dalam. Selain itu, KTP saya belum jadi dari Maret",
        ["Jalan depan pasar berlubang dalam.", "KTP saya belum jadi dari Maret"],
    ),
    (
        "air pdam keruh sejak kemarin, satu lagi lampu jalan di gang mati",
        ["Air pdam keruh sejak kemarin,", "Lampu jalan di gang mati"],
    ),
]


@pytest.mark.parametrize(("text", "parts"), PARTED)
def test_what_parts_itself_is_taken_apart(text: str, parts: list[str]) -> None:
    assert [matters.tidied(piece) for piece in matters.pieces(text)] == parts


@pytest.mark.parametrize(
    "text",
    [
        "Jalan berlubang di depan pasar dan lampunya mati.",
        "Selokan mampet. Baunya sampai ke rumah.",
        "Sudah lapor tanggal 1. Belum dijawab juga.",
        "1. a b 2. c d",
        "",
    ],
)
def test_what_does_not_stays_whole(text: str) -> None:
    assert matters.pieces(text) == ()


ONE, OTHER = "lampu jalan di gang mati", "sampah pasar tidak diangkut lagi"
JOINS = each(
    "selain itu|disamping itu|di samping itu|satu lagi|yang kedua|kedua|yang ketiga|ketiga|oh iya|ohya|oh ya"
    "|terus satu lagi|dan satu lagi|sekalian|sekalian juga|lain lagi|juga mau|juga ingin|juga mohon|juga tolong"
    "|juga soal|hal lain|kemudian soal|terus soal|lalu soal"
)


@pytest.mark.parametrize("join", JOINS)
def test_each_of_the_words_joins_another_matter_and_goes_from_it(join: str) -> None:
    for before in (", ", ". ", "; ", "\n", "! "):
        parts = matters.pieces(f"{ONE}{before}{join.capitalize()} {OTHER}")
        assert [matters.tidied(part) for part in parts] == [f"{ONE}{before}".strip().capitalize(), OTHER.capitalize()]
    assert matters.pieces(f"{ONE}, x{join} {OTHER}") == ()
    assert matters.pieces(f"{ONE} {join} {OTHER}") == ()


@pytest.mark.parametrize("number", ["1. ", "1) ", "(1) ", "1.", "9. "])
def test_a_number_before_a_matter_parts_it_and_goes(number: str) -> None:
    parts = matters.pieces(f"{number}{ONE}. {number}{OTHER}")
    assert [matters.tidied(part) for part in parts] == [f"{ONE}.".capitalize(), OTHER.capitalize()]
    assert matters.pieces(f"0. {ONE}. 10. {OTHER}") == ()


def test_a_part_has_four_words_or_joins_its_neighbour() -> None:
    assert matters.pieces("a b c d. Selain itu e f g") == ("a b c d.", "Selain itu e f g")
    assert matters.pieces("a b c. Selain itu d e f g") == ()
    assert matters.pieces("a b c d. Selain itu e") == ()
    assert matters.pieces("a b c d. Selain itu. Satu lagi e f g h") == (
        "a b c d. Selain itu.",
        "Satu lagi e f g h",
    )


def test_four_parts_are_matters_and_five_are_a_list_of_details() -> None:
    four = ". ".join(f"{number}) lampu jalan mati total" for number in range(1, 5))
    assert len(matters.pieces(four)) == 4
    assert matters.pieces(f"{four}. 5) lampu jalan mati total") == ()


@given(st.lists(st.sampled_from(["1. ", "2) ", "selain itu ", "satu lagi ", "lampu mati di gang. ", "\n", "kata, "])))
def test_no_word_is_lost(words: list[str]) -> None:
    text = "".join(words)
    pieces = matters.pieces(text)
    assert not pieces or " ".join(pieces).split() == text.split()
    assert len(pieces) <= matters.MOST

"""A text is taken apart only where it says itself that it has several matters, and loses no word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.text import matters

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


@given(st.lists(st.sampled_from(["1. ", "2) ", "selain itu ", "satu lagi ", "lampu mati di gang. ", "\n", "kata, "])))
def test_no_word_is_lost(words: list[str]) -> None:
    text = "".join(words)
    pieces = matters.pieces(text)
    assert not pieces or " ".join(pieces).split() == text.split()
    assert len(pieces) <= matters.MOST

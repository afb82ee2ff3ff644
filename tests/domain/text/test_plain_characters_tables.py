"""What each kind of character is read as, by whoever looks for numbers and by whoever reads words."""

import pytest

from chalicelib.domain.text import phrases
from chalicelib.domain.text.plain_characters import plain_characters, plain_letters


@pytest.mark.parametrize(
    ("written", "for_numbers", "for_words"),
    [
        ("\u00b7", ".", "\u00b7"),
        ("\u2022", ".", "\u2022"),
        ("\u2212", "-", "-"),
        ("\u2014", "-", "-"),
        ("\u00a0", " ", " "),
        ("\u2003", " ", " "),
        ("\t", " ", "\t"),
        ("\u2028", "\u2028", "\n"),
        ("\u2029", "\u2029", "\n"),
        ("\uff11", "1", "1"),
        ("\u0661", "1", "1"),
        ("\u00b2", "\u00b2", "2"),
        ("\u2026", "\u2026", "..."),
        ("\ufb01", "?", "fi"),
        ("\U0001d400", "a", "A"),
        ("\u00e9", "\u00e9", "\u00e9"),
        ("\u2019", "\u2019", "'"),
        ("\u201c", "\u201c", '"'),
        ("\u3300", "?", "\u30a2\u30d1\u30fc\u30c8"),
        ("\u200b", "", ""),
        ("\u0301", "", ""),
        ("\0", "?", "\0"),
        ("\x01", "?", "\x01"),
    ],
)
def test_a_character_is_read_as_a_keyboard_has_it(written: str, for_numbers: str, for_words: str) -> None:
    assert plain_characters(f"{written}A") == (
        f"{for_numbers}a",
        None if for_numbers else [1],
    )
    assert plain_letters(f"\u00e9{written}A") == f"\u00e9{for_words}A"


def test_a_character_that_is_whole_sentences_when_taken_apart_stays_one() -> None:
    assert plain_letters("\ufdfa") == "\ufdfa"


def test_every_plain_character_keeps_its_place_where_some_are_not_seen() -> None:
    assert plain_characters("0\u200b8\u200d1") == ("081", [0, 2, 4])


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("kejang2 di jl. Ahmad", "kejang di jl ahmad"),
        ("jl2", "jl2"),
        ("a|b", "a b"),
        ("Hai!! Apa? ya.", "hai| apa| ya "),
        ("Kab. Berau, dr. Budi; lalu (x)", "kab berau,dr budi,lalu,x,"),
        ("satu - dua \u2013 tiga", "satu,dua,tiga"),
        ("km.5 a.b", "km 5 a b"),
    ],
)
def test_a_text_is_marked_between_sentences_and_clauses(text: str, clauses: str) -> None:
    assert phrases.clauses(text) == clauses
    assert phrases.plain(clauses) == clauses.replace(",", " ")

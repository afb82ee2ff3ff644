"""Names of regions that are ordinary words too, in all provinces."""

import csv
from datetime import date

import pytest

from chalicelib.domain.geography.gazetteer import Gazetteer, plain
from chalicelib.runtime.reference import load_place_words
from tools.refdata import ordinary_names, tables

NAMES = ordinary_names.names()


def test_a_word_that_stands_without_anything_that_says_place_is_counted() -> None:
    texts = ["truk pasir lewat", "pasir habis", "di samarinda panas", "kota samarinda panas", "dari samarinda panas"]
    counted = ordinary_names.count(texts * 2)
    assert (counted["pasir"], counted["panas"], "samarinda" in counted) == (4, 6, False)


def test_a_word_counts_as_a_name_that_it_differs_from_as_spellings_do() -> None:
    counted = ordinary_names.count(["kran baru rusak"] * 3 + ["Dinas PU"] * 3)
    assert ordinary_names.ordinary(counted, ["barru", "ppu", "samarinda"]) == {"baru": 3, "pu": 3}


def test_every_name_that_counts_without_a_marker_and_is_an_ordinary_word_is_accepted() -> None:
    """Kabupaten, kota and the spellings of them; `laporctl data names` lists the others too."""
    deciding = {plain(name) for name, level in NAMES.items() if level <= 2}
    missing = {word: times for word, times in ordinary_names.new().items() if plain(word) in deciding}
    assert missing == {}, "read them, then: laporctl data names --accept, laporctl data build"


def test_every_accepted_word_is_dated_and_a_name_of_some_region() -> None:
    alike = {plain(name) for name in NAMES}
    with ordinary_names.LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["word"] for row in rows}) == len(rows)
    for row in rows:
        assert date.fromisoformat(row["accepted"])
        assert plain(row["word"]) in alike, row["word"]


@pytest.mark.parametrize("word", ["pasir", "bpn", "pu", "baru", "batu", "malang", "serang"])
def test_the_words_that_misled_are_shipped(word: str) -> None:
    assert word in load_place_words().ordinary


def test_no_spelling_of_up_to_three_letters_is_found_within_a_sentence() -> None:
    short = [(code, name) for code, name in tables.spellings() if len(name) <= 3]
    assert len(short) >= 10
    stack = Gazetteer(short, load_place_words())
    for _, name in short:
        assert stack.find(f"{name} segera menambal jalan") is None
        assert stack.find(f"kota {name} macet") or stack.find(f"kab {name} macet")

"""What is an address for mail, what only looks like one, and where a text may be cut."""

import pytest

from chalicelib.domain.text import personal_data
from chalicelib.domain.text.personal_data import cut, find, mask
from tests.support.loops import at_least_one


def found(text: str) -> list[str]:
    return [text[each.start : each.end] for each in find(text)]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("tulis ke siti@contoh.id ya", ["siti@contoh.id"]),
        ("siti.n+1@surat.contoh.co.id", ["siti.n+1@surat.contoh.co.id"]),
        ("siti@contoh", []),
        ("@contoh.id", []),
        ("siti@contoh.i", []),
        ("siti @ gmail.com", ["siti @ gmail.com"]),
        ("siti(at)gmail.com", ["siti(at)gmail.com"]),
        ("siti [at] gmail [dot] com", ["siti [at] gmail [dot] com"]),
        ("siti {at} gmail . com", ["siti {at} gmail . com"]),
        ("siti ( at ) gmail.com", ["siti ( at ) gmail.com"]),
        ("rapat @ balai.desa", []),
        ("rapat @ balai.company", []),
        ("rapat@balai.desa", ["rapat@balai.desa"]),
        ("(siti@contoh.id)", ["siti@contoh.id"]),
        ("<siti@contoh.id>", ["siti@contoh.id"]),
        ("mail:siti@contoh.id", ["siti@contoh.id"]),
        ("a@contoh.id, b@contoh.id", ["a@contoh.id", "b@contoh.id"]),
        ("a@b c@contoh.id", ["c@contoh.id"]),
        ("siti@a.b.c.d.e.id", ["siti@a.b.c.d.e.id"]),
        ("08123456789@contoh.id", ["08123456789@contoh.id"]),
        ("siti@contoh.id 081234567890", ["siti@contoh.id", "081234567890"]),
        ("081234567890 siti@contoh.id", ["081234567890", "siti@contoh.id"]),
    ],
)
def test_an_address_has_a_name_a_sign_and_a_domain(text: str, addresses: list[str]) -> None:
    assert found(text) == addresses


@pytest.mark.parametrize("end", ["com", "net", "org", "info", "biz", "edu", "gov", "id", "io", "me", "my", "sg", "co"])
def test_a_spelt_address_ends_as_addresses_do(end: str) -> None:
    assert found(f"siti [at] contoh.{end}") == [f"siti [at] contoh.{end}"]
    assert found(f"siti [at] contoh.{end}x") == []


def test_a_number_with_unseen_characters_is_found_whole_up_to_the_next_visible_one() -> None:
    text = "hp 0812\u200b3456\u200b7890\u200b lagi"
    assert found(text) == ["0812\u200b3456\u200b7890\u200b"]
    assert found("hp 08123456\u200b7890") == ["08123456\u200b7890"]


def test_a_mask_is_never_taken_for_what_it_hides() -> None:
    for masks in at_least_one([*personal_data.MASKS.values(), *personal_data.COVERS.values()]):
        for words in at_least_one(masks.values()):
            assert find(f"ke {words} ya") == ()
            assert mask(f"ke {words} ya", 100) == f"ke {words} ya"


@pytest.mark.parametrize(
    ("covers", "masked"),
    [
        ([(0, 4, "name")], "[nama disembunyikan] dua tiga"),
        ([(5, 8, "name"), (0, 4, "address")], "[alamat disembunyikan] [nama disembunyikan] tiga"),
        ([(0, 6, "name"), (4, 8, "address")], "[nama disembunyikan] tiga"),
        ([(0, 8, "name"), (2, 4, "address")], "[nama disembunyikan] tiga"),
        ([(0, 4, "name"), (4, 8, "address")], "[nama disembunyikan][alamat disembunyikan] tiga"),
        ([], "satu dua tiga"),
    ],
)
def test_what_an_office_covers_is_masked_once(covers: list[tuple[int, int, str]], masked: str) -> None:
    assert mask("satu dua tiga", 100, "id", covers) == masked


@pytest.mark.parametrize(
    ("masked", "longest", "kept"),
    [
        ("satu dua tiga", 6, "satu …"),
        ("satu dua tiga", 7, "satu …"),
        ("satu  dua tiga", 8, "satu …"),
        ("[nama] dua tiga", 8, "[nama] …"),
        ("[nama]dua tiga", 8, "[nama] …"),
        ("hp 0812345678 90", 15, "hp …"),
        ("hp  0812345678 90", 16, "hp …"),
    ],
)
def test_what_is_cut_ends_with_a_whole_word(masked: str, longest: int, kept: str) -> None:
    assert cut(masked, longest) == kept

"""What is personal data in words and what is not: the vectors that the page shares, and properties of every text."""

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.text.number_kinds import Kind, is_card, is_nik
from chalicelib.domain.text.personal_data import MASKS, find, mask

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "personal_data.json").read_text())
LONG = 100_000
ORDINARY = "Lampu jalan di depan pasar Klandasan sudah mati sejak tiga minggu, warga takut lewat. "
NUMBERS = ["6472011508850001", "0812 3456 7890", "budi@contoh.id", "rek BCA 1234567890", "4111 1111 1111 1111 1"]

PIECES = st.lists(
    st.sampled_from(
        [*NUMBERS, "NIK", "KK ", "HP:", "rek", "Rp", " ", "\n", ".", " …", "\u200b", "2024", "12", "@", "["]
    )
    | st.text(max_size=8),
    max_size=12,
).map("".join)


@pytest.mark.parametrize("vector", VECTORS["hidden"], ids=lambda vector: vector["text"])
def test_personal_data_is_found_and_masked(vector: dict[str, object]) -> None:
    text = str(vector["text"])
    assert ([finding.kind for finding in find(text)], mask(text, LONG)) == (vector["kinds"], vector["masked"])


@pytest.mark.parametrize("text", VECTORS["kept"])
def test_what_is_ordinary_in_complaints_stays(text: str) -> None:
    assert mask(text, LONG) == text


@pytest.mark.parametrize("vector", VECTORS["hidden"], ids=lambda vector: vector["text"])
def test_surroundings_change_nothing_about_a_find(vector: dict[str, object]) -> None:
    text, masked = str(vector["text"]), str(vector["masked"])
    if not text.endswith("…"):
        assert mask(f"{ORDINARY}\n{text}\n{ORDINARY}", LONG) == f"{ORDINARY}\n{masked}\n{ORDINARY}"


def test_every_kind_has_a_mask_in_both_languages_and_a_vector() -> None:
    assert all(set(masks) == set(Kind) for masks in MASKS.values())
    assert {kind for vector in VECTORS["hidden"] for kind in vector["kinds"]} == set(Kind)


def test_the_mask_is_in_the_language_of_the_answer() -> None:
    assert mask("HP 081234567890", LONG, "en") == "HP [phone number hidden]"


@given(PIECES, st.sampled_from(["id", "en"]))
def test_masking_is_idempotent(text: str, language: str) -> None:
    masked = mask(text, LONG, language)
    assert mask(masked, LONG, language) == masked
    assert find(masked) == ()


@given(PIECES, st.integers(60, 130))
def test_a_masked_text_is_never_longer_than_the_limit_and_reveals_nothing_when_cut(text: str, longest: int) -> None:
    short = text[:longest]
    masked = mask(short, longest)
    assert len(masked) <= longest
    assert mask(masked, longest) == masked


@given(PIECES)
def test_findings_are_in_order_and_apart_and_all_else_stays(text: str) -> None:
    findings = find(text)
    assert all(0 <= finding.start < finding.end <= len(text) for finding in findings)
    assert all(one.end <= other.start for one, other in pairwise(findings))
    kept, at = [], 0
    for finding in findings:
        kept.append(text[at : finding.start])
        at = finding.end
    masked = mask(text, LONG)
    assert all(words in masked for words in [*kept, text[at:]])


@given(
    st.sampled_from(["6472", "1101", "3578"]),
    st.dates(),
    st.booleans(),
    st.integers(1, 9999),
    st.sampled_from(["", " ", ".", "-", "\u00a0", "\u200b"]),
)
def test_every_nik_is_found_however_it_is_grouped(
    region: str, born: object, woman: bool, number: int, separator: str
) -> None:
    day = f"{born:%d%m%y}"
    nik = f"{region}01{int(day[:2]) + 40 * woman:02}{day[2:]}{number:04}"
    assert is_nik(nik)
    written = separator.join([nik[:6], nik[6:12], nik[12:]])
    assert mask(f"Nomor saya {written} tolong", LONG) == "Nomor saya [NIK disembunyikan] tolong"


@given(
    st.sampled_from(["0", "+62", "62", "+62 ", "+62-", "0062"]),
    st.sampled_from(["811", "821", "838", "857", "878", "881", "896"]),
    st.text("0123456789", min_size=7, max_size=9),
    st.sampled_from(["", " ", "-", ".", "\u2009", "\u2011"]),
)
def test_every_mobile_number_is_found_however_it_is_written(
    code: str, operator: str, rest: str, separator: str
) -> None:
    written = f"{code}{operator}{separator}{rest[:4]}{separator}{rest[4:]}"
    assert mask(f"WA {written}, terima kasih", LONG) == "WA [nomor telepon disembunyikan], terima kasih"


@pytest.mark.parametrize("digits", ["4111111111111111", "378282246310005", "6011000990139424"])
def test_a_card_is_known_by_its_check_digit(digits: str) -> None:
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    assert (is_card(digits), is_card(wrong)) == (True, False)


def test_a_long_text_of_digits_takes_no_more_time_than_its_length() -> None:
    """Nobody can hold a function up by words that make the search go back and forth."""
    for hostile in ("0812 " * 2_000, "1" * 10_000, "@" * 10_000, "a@" * 5_000, "1.2-3 4" * 1_400, "[nik " * 2_000):
        began = time.process_time()
        mask(hostile, LONG)
        assert time.process_time() - began < 1.0, hostile[:10]

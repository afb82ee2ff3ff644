"""Where numbers begin and end to be somebody's: how many digits, which of them, and in which groups."""

import pytest

from chalicelib.domain.text.number_kinds import is_nik
from chalicelib.domain.text.personal_data import cut, find, mask


def found(text: str) -> list[tuple[str, str]]:
    return [(each.kind.name, text[each.start : each.end]) for each in find(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("telp 0541 12345", "0541 12345"),
        ("telp 0541 1234567", "0541 1234567"),
        ("telp (0541) 734567", "(0541) 734567"),
        ("telp 021 73456789", "021 73456789"),
        ("hp 081 234 5678", "081 234 5678"),
        ("0812345678", "0812345678"),
        ("0812345678901", "0812345678901"),
        ("HP 62 8123456789", "62 8123456789"),
        ("HP 8123456789", "8123456789"),
        ("0892345678", "0892345678"),
        ("14.30 081234567890", "081234567890"),
    ],
)
def test_a_number_that_can_be_dialled_is_somebodys_phone(text: str, number: str) -> None:
    assert found(text) == [("PHONE", number)]


@pytest.mark.parametrize(
    "text",
    [
        "telp 0541 1234",
        "telp 0541 1234567890",
        "hp 0541 734567890",
        "hp 021 73456",
        "telp kantor 0541 734567",
        "0541 734567",
        "hp 0941 734567",
        "08123456",
        "08123456789012",
        "0842345678",
        "0802345678",
        "HP 6 8123456789",
        "62 85 90 12345678",
        "8123456789",
    ],
)
def test_a_number_that_cannot_be_dialled_or_is_an_offices_is_nobodys(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("digits", "is_one"),
    [
        ("6472011508850001", True),
        ("6472010108850001", True),
        ("6472013112850001", True),
        ("6472013212850001", False),
        ("6472012902850001", True),
        ("6472013002850001", False),
        ("6472013104850001", False),
        ("6472014108850001", True),
        ("6472017112850001", True),
        ("6472014008850001", False),
        ("6472010008850001", False),
        ("6472011500850001", False),
        ("6472011501850001", True),
        ("6472011512850001", True),
        ("6472011513850001", False),
        ("6472000108850001", False),
        ("6400010108850001", False),
        ("9972010108850001", False),
        ("6472011508850000", False),
        ("6472011508850010", True),
    ],
)
def test_a_nik_has_a_region_a_day_that_exists_and_a_number(digits: str, is_one: bool) -> None:
    assert is_nik(digits) is is_one
    assert (found(f"nomor {digits} itu") == [("NIK", digits)]) is is_one


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("NIK 64720115088500", "NIK"),
        ("NIK 647201150885000123", "NIK"),
        ("NIK 6472011508850", None),
        ("NIK 6472011508850001234", None),
        ("NIK 6472 0115 0885 0001", "NIK"),
        ("KK 6472011508850001", "FAMILY_CARD"),
        ("rek 12345678", "ACCOUNT"),
        ("rek 1234567", None),
        ("rek 1234567890123456", "ACCOUNT"),
        ("rek 12345678901234567", None),
        ("4111 1111 1111 1111", "CARD"),
        ("4111111111111111110", "CARD"),
        ("4111 1111 1111 1112", None),
        ("Rp 12.345.678", None),
        ("123.456.789", None),
        ("123.456.789 rupiah", None),
    ],
)
def test_a_number_that_is_called_one_has_nearly_its_digits(text: str, kind: str | None) -> None:
    assert [each for each, _ in found(text)] == ([kind] if kind else [])


def test_places_that_overlap_have_the_first_ones_mask() -> None:
    text = "Hubungi Siti 081234567890 segera"
    at, end = text.index("0"), text.index(" segera")
    covers = [(at + 4, len(text), "address"), (8, 12, "name")]
    assert mask(text, 100, "id", covers) == "Hubungi [nama disembunyikan] [nomor telepon disembunyikan]"
    assert mask(text, 100, "id", [(8, end, "name")]) == "Hubungi [nama disembunyikan] segera"
    assert mask(text, 100, "en", [(8, 12, "name")]) == "Hubungi [name hidden] [phone number hidden] segera"


@pytest.mark.parametrize(
    ("text", "longest", "kept"),
    [
        ("satu dua tiga", 12, "satu dua …"),
        ("satu dua tiga", 10, "satu dua …"),
        ("satu dua tiga", 9, "satu …"),
        ("satuduatiga", 8, "satudu …"),
        ("[nama disembunyikan] ada", 22, "[nama disembunyikan] …"),
        ("ada [nama disembunyikan]", 20, "ada …"),
        ("rt 0812345678901 x", 14, "rt …"),
    ],
)
def test_a_text_is_cut_between_words_and_never_inside_a_mask_or_a_number(text: str, longest: int, kept: str) -> None:
    assert cut(text, longest) == kept
    assert len(kept) <= longest

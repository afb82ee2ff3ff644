"""What each word before or after a number makes of it, and which regions a NIK can begin with."""

import json

import pytest

from chalicelib.domain.text.number_kinds import is_card, is_nik
from chalicelib.domain.text.personal_data import find
from laporctl import paths
from tests.support.words import each


def found(text: str) -> list[tuple[str, str]]:
    return [(each.kind.name, text[each.start : each.end]) for each in find(text)]


NO_PROVINCE = "99720101088500"
"""Nothing but its name makes this a NIK: no region has the number, and two digits are missing."""

CALLED = [
    (kind, word, number)
    for kind, words, number in (
        ("NIK", "NIK|KTP|e-KTP|eKTP|nomor kependudukan|N.I.K", NO_PROVINCE),
        ("FAMILY_CARD", "KK|kartu keluarga|no KK", NO_PROVINCE),
        ("PHONE", "HP|nohp|handphone|hape|telp|notelp|tlp|telepon|telpon|ponsel|WA|nowa|WhatsApp", "8123456789"),
        ("PHONE", "hubungi|kontak|phone|mobile|HPnya|telponnya", "8123456789"),
        ("ACCOUNT", "rek|norek|rekening|account|acc|rekeningnya", "12345678"),
        ("ACCOUNT", "bank|BRI|BNI|BCA|BTN|BSI|BPD|Mandiri|CIMB|Danamon|Permata|Muamalat|Bankaltimtara", "12345678"),
        ("ACCOUNT", "Bankaltim|Panin|OCBC|Maybank|Jago|Seabank|Bukopin|BTPN|Jenius", "12345678"),
        ("NUMBER", "idpel|id pel|ID pelanggan|no pelanggan|nomor pelanggan|no meter|nomor meter", "1234567"),
        ("NUMBER", "NPWP|BPJS|JKN|KIS|paspor|passport|no SIM|nomor SIM", "1234567"),
    )
    for word in words.split("|")
]


@pytest.mark.parametrize(("kind", "word", "number"), CALLED)
def test_a_number_is_what_the_word_before_it_says(kind: str, word: str, number: str) -> None:
    assert found(f"{word} {number}") == [(kind, number)]


@pytest.mark.parametrize("number", ["8123456789", "12345678", "1234567", NO_PROVINCE])
def test_the_same_digits_are_nothing_without_a_word(number: str) -> None:
    assert found(f"catatan {number}") == []


@pytest.mark.parametrize(
    "office",
    each("kantor|layanan|pusat|center|centre|dinas|PLN|PDAM|puskesmas|RSUD|polsek|polres|polda|posko|hotline"),
)
def test_the_landline_of_an_office_is_nobodys(office: str) -> None:
    assert found(f"telp {office} 0541 734567") == []
    assert found("telp rumah 0541 734567") == [("PHONE", "0541 734567")]


@pytest.mark.parametrize(
    "word",
    each("resi|noresi|AWB|tracking|pelacakan|invoice|pesanan|order|tiket|ticket"),
)
def test_the_number_of_a_parcel_or_an_order_is_no_phone(word: str) -> None:
    assert found(f"{word} 081234567890") == []


@pytest.mark.parametrize(
    "amount", ["Rp 8123456789", "Rp. 8123456789", "IDR 8123456789", "USD: 8123456789", "$8123456789"]
)
def test_a_number_behind_its_currency_is_money(amount: str) -> None:
    assert found(f"transfer ke HP {amount}") == []


@pytest.mark.parametrize("unit", each("rupiah|ribu|juta|jt|rb|miliar|milyar|triliun"))
def test_a_number_before_its_currency_is_money(unit: str) -> None:
    assert found(f"HP 8123456789 {unit}") == found(f"HP 8123456789,- {unit}") == []
    assert found(f"HP 8123456789 {unit}x") == [("PHONE", "8123456789")]


@pytest.mark.parametrize("holder", ["a.n Siti", "a/n Siti", "an Siti", "atas nama Siti", "(BRI)", ", bca", "Jenius"])
def test_a_number_with_its_holder_or_bank_behind_it_is_an_account(holder: str) -> None:
    assert found(f"kirim ke 12345678 {holder}") == [("ACCOUNT", "12345678")]


def test_what_is_behind_is_no_holder_if_it_only_begins_so_or_stands_too_far() -> None:
    assert found("kirim ke 12345678 anak saya") == []
    assert found("kirim ke 12345678 .,. bri") == []


def test_a_word_counts_up_to_thirty_two_characters_before() -> None:
    assert found(f"hp {'a' * 28} 8123456789") == [("PHONE", "8123456789")]
    assert found(f"hp {'a' * 29} 8123456789") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0812   3456   7890", "0812   3456   7890"),
        ("0812-3456-7890", "0812-3456-7890"),
        ("0812.3456.7890", "0812.3456.7890"),
        ("+62 812 3456 7890", "+62 812 3456 7890"),
        ("0812_3456_7890", "0812_3456_7890"),
        ("0812    34567890", None),
        ("0812/3456/7890", None),
    ],
)
def test_up_to_three_signs_stand_between_the_groups_of_a_number(text: str, number: str | None) -> None:
    assert found(f"lapor {text} ya") == ([("PHONE", number)] if number else [])


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("411 111 111 111 111 1", False),
        ("41111 111 111 11111", True),
        ("4111 1111 1111 11 11", False),
        ("5500 0000 0000 0004", True),
        ("2223 0000 4841 0010", True),
        ("6011 1111 1111 1117", True),
        ("3782 822463 10005", True),
        ("4222222222222", True),
        ("2014 0000 0000 009", False),
    ],
)
def test_a_card_has_thirteen_to_nineteen_digits_in_groups_and_a_check_digit(text: str, is_one: bool) -> None:
    assert (found(f"kartu {text}") == [("CARD", text)]) is is_one


@pytest.mark.parametrize("digits", ["1000000000009", "7000000000007", "2000000000006", "2100000000005"])
def test_no_network_of_cards_has_these_first_digits(digits: str) -> None:
    assert not is_card(digits)


def test_a_nik_begins_with_a_province_that_there_is() -> None:
    provinces = json.loads((paths.ROOT / "chalicelib" / "data" / "provinces.json").read_text())
    codes = {int(each["code"]) for each in provinces if each["slug"] != "pusat"}
    assert {code for code in range(100) if is_nik(f"{code:02}72010108850001")} == codes


@pytest.mark.parametrize(("regency", "is_one"), [("00", False), ("01", True), ("79", True), ("80", False)])
def test_the_regency_of_a_nik_is_a_kabupaten_or_a_kota(regency: str, is_one: bool) -> None:
    assert is_nik(f"64{regency}010108850001") is is_one


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("nomor 12345…", "12345"),
        ("nomor 12345 …", "12345"),
        ("nomor 12 345…", "12 345"),
        ("nomor 1234…", None),
        ("nomor 98    12345…", "12345"),
        ("nomor 12345", None),
        ("08123456789 lalu 12345…", "12345"),
    ],
)
def test_the_beginning_of_a_number_that_was_cut_is_found(text: str, cut: str | None) -> None:
    assert [number for kind, number in found(text) if kind == "NUMBER"] == ([cut] if cut else [])

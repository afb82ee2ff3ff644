"""How a reporter can be reached: the vectors that the page shares, and phone numbers held against `phonenumbers`."""

import json
import time
from pathlib import Path
from typing import Any

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain import validation
from chalicelib.domain.cases.contact import Reporter, read_contact, read_email, read_phone

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "contact.json").read_text())
MOBILE = st.from_regex(r"8[1-35-9][0-9]{7,10}", fullmatch=True).filter(str.isascii)
LAYOUTS = ["0{}", "+62{}", "0062{}", "62{}", "620{}", "+62 (0){}", "+620{}", "{}", "tel:+62{}", "0{} (WA)", "HP 0{}."]
BLANKS = ["", " ", "-", ".", "\u2011", "\u2013", "\u00a0", "\u200b", "\u202f"]


def national_number(text: str, region: str | None = "ID") -> str | None:
    """What the oracle reads, in E.164; None for what it finds no valid number."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@pytest.mark.parametrize("vector", VECTORS["phone"]["read"], ids=lambda vector: vector["written"])
def test_a_phone_number_is_read_as_it_can_be_dialled(vector: dict[str, Any]) -> None:
    assert read_phone(vector["written"]) == (vector["value"], vector.get("several", False))


@pytest.mark.parametrize("written", VECTORS["phone"]["unread"])
def test_what_is_no_phone_number_is_not_guessed(written: str) -> None:
    assert read_phone(written).value is None


@pytest.mark.parametrize("vector", VECTORS["phone"]["read"], ids=lambda vector: vector["written"])
def test_every_number_that_is_read_is_one_to_the_oracle(vector: dict[str, Any]) -> None:
    number, _, extension = vector["value"].partition(";ext=")
    parsed = phonenumbers.parse(number, None)
    assert phonenumbers.is_possible_number(parsed)
    assert national_number(number, None) == number
    assert extension.isdigit() or not extension


@given(MOBILE, st.sampled_from(LAYOUTS), st.sampled_from(BLANKS), st.integers(2, 5))
@example("8123456789", "0{}", "", 3)
def test_every_mobile_number_of_indonesia_is_read_in_every_layout(
    national: str, layout: str, blank: str, group: int
) -> None:
    apart = blank.join(national[at : at + group] for at in range(0, len(national), group))
    expected = national_number(f"+62{national}")
    assert phonenumbers.is_valid_number(phonenumbers.parse(f"+62{national}", None))
    assert read_phone(layout.format(apart)) == (expected, False)


@given(st.from_regex(r"0[2-79][0-9]{6,10}", fullmatch=True).filter(str.isascii))
def test_every_landline_that_the_oracle_takes_is_read(number: str) -> None:
    parsed = phonenumbers.parse(number, "ID")
    if phonenumbers.is_valid_number(parsed):
        assert read_phone(number).value == national_number(number)


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS - {"ID"}))
def test_mobile_numbers_of_all_countries_are_read_behind_a_plus_and_two_zeros(region: str) -> None:
    known = phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)
    if known is None:
        return
    expected = phonenumbers.format_number(known, phonenumbers.PhoneNumberFormat.E164)
    international = phonenumbers.format_number(known, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    assert read_phone(expected).value == read_phone(international).value == expected
    assert read_phone(f"00{expected[1:]}").value == expected


@given(st.text(max_size=60) | st.text("0123456789+-() ./,;x", max_size=60))
def test_whatever_is_read_can_be_read_again_and_never_fails(text: str) -> None:
    phone, email = read_phone(text).value, read_email(text).value
    assert phone is None or read_phone(phone) == (phone, False)
    assert email is None or read_email(email) == (email, False)


@pytest.mark.parametrize("vector", VECTORS["email"]["read"], ids=lambda vector: vector["written"])
def test_an_address_is_read_without_what_surrounds_it(vector: dict[str, Any]) -> None:
    assert read_email(vector["written"]) == (vector["value"], vector.get("several", False))


@pytest.mark.parametrize("written", VECTORS["email"]["unread"])
def test_what_is_no_address_is_not_guessed(written: str) -> None:
    assert read_email(written).value is None


@pytest.mark.parametrize("text", ["0812 " * 20_000, "0 " * 50_000, "(" * 90_000, "a@" * 50_000, ", " * 50_000 + "x#"])
def test_reading_takes_no_longer_for_a_long_text(text: str) -> None:
    start = time.perf_counter()
    read_phone(text)
    read_email(text)
    assert time.perf_counter() - start < 0.2


def test_a_contact_that_is_read_needs_no_hint() -> None:
    written = Reporter("Budi", "0812-3456-789 (WA)", "<budi@contoh.id>")
    assert read_contact(written) == (Reporter("Budi", "+628123456789", "budi@contoh.id"), ())
    assert read_contact(Reporter()) == (Reporter(), ())


def test_a_contact_that_is_not_read_stays_as_it_was_written_and_says_so() -> None:
    written = Reporter("B\u202eudi\x07" + "i" * 200, "tanya\x00 Pak RT", "budi@contoh..id")
    kept, hints = read_contact(written)
    assert kept == Reporter("Budi" + "i" * 96, "tanya Pak RT", "budi@contoh..id")
    assert [(hint.field, hint.code) for hint in hints] == [
        ("/reporter/name", "name_changed"),
        ("/reporter/phone", "phone_not_read"),
        ("/reporter/email", "email_not_read"),
    ]


@given(st.builds(Reporter, *[st.text(max_size=300).map(validation.normalise).map(lambda text: text or None)] * 3))
def test_whatever_is_written_can_be_kept(written: Reporter) -> None:
    kept, hints = read_contact(written)
    for text in (kept.name, kept.phone, kept.email):
        assert validation.without_refused(text or "") == (text or "")
        assert len(text or "") <= 254
    assert {hint.field for hint in hints} <= {"/reporter/name", "/reporter/phone", "/reporter/email"}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("08123456789 0813 4567890", "+628123456789"),
        ("0812 3456789 08134567890", "+628123456789"),
        ("123 08123456789", None),
        ("08123456789 123", None),
    ],
)
def test_two_numbers_with_a_blank_are_read_wherever_it_stands_and_no_digit_is_left(
    written: str, value: str | None
) -> None:
    assert read_phone(written) == (value, value is not None)


@pytest.mark.parametrize("word", ["mailto", "email", "e-mail", "surel", "Surel"])
def test_what_stands_before_an_address_is_no_part_of_it(word: str) -> None:
    assert read_email(f"{word}:budi@contoh.id?subject=Halo") == ("budi@contoh.id", False)


@pytest.mark.parametrize(
    ("local", "labels", "fits"),
    [
        ("b" * 64, ["contoh", "id"], True),
        ("b" * 65, ["contoh", "id"], False),
        ("b", ["c" * 63, "id"], True),
        ("b", ["c" * 64, "id"], False),
        ("b" * 60, ["c" * 63, "d" * 63, "e" * 62, "id"], True),
        ("b" * 60, ["c" * 63, "d" * 63, "e" * 63, "id"], False),
        ("b", ["contoh", "i"], False),
        ("b", ["-contoh", "id"], False),
        ("b", ["contoh-", "id"], False),
        ("b", ["contoh"], False),
    ],
)
def test_an_address_and_its_parts_are_as_long_as_mail_can_carry(local: str, labels: list[str], fits: bool) -> None:
    address = f"{local}@{'.'.join(labels)}"
    assert (read_email(address).value == address) is fits


def test_a_tilde_is_no_digit_that_nobody_can_read_and_may_stand_in_an_address() -> None:
    assert read_phone("08123456789~").value == "+628123456789"
    assert read_email("budi~a@contoh.id").value == "budi~a@contoh.id"
    assert [read_phone(f"0812345678{each}").value for each in "olix*OLIX"] == [None] * 9

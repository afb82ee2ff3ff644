"""Which numbers are a date, a time, a place on the map or a tracking id, and which only begin like one."""

import pytest

from chalicelib.domain.text.harmless_numbers import without_harmless
from chalicelib.domain.text.plain_characters import FILLER


def filled(text: str) -> str:
    """What was taken for harmless."""
    return "".join(mark for mark, left in zip(text, without_harmless(text), strict=True) if left == FILLER)


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("ki-7f3k-9q2m-xa0b-c", "-7f3k-9q2m-xa0b-c"),
        ("no. ki-7f3k-9q2m-xa0b-c!", "-7f3k-9q2m-xa0b-c"),
        ("(ki-7f3k-9q2m-xa0b-c)", "-7f3k-9q2m-xa0b-c"),
        ("xki-7f3k-9q2m-xa0b-c", ""),
        ("5ki-7f3k-9q2m-xa0b-c", ""),
        ("k-7f3k-9q2m-xa0b-c", ""),
        (" k-7f3k-9q2m-xa0b-c", ""),
        ("64-7f3k-9q2m-xa0b-c", ""),
        ("ki-7f3k-9q2m-xa0b-cc", ""),
        ("ki-7f3k-9q2m-xa0-c", ""),
        ("23-11-2026", "23-11-2026"),
        ("tgl 1/2/2026", "1/2/2026"),
        ("tgl 1.12.1999 ya", "1.12.1999"),
        ("23-11/2026", ""),
        ("23-21-2026", ""),
        ("23-11-1826", ""),
        ("23-11-20261", ""),
        ("23-11-2026-5", ""),
        ("23-11-2026.5", ""),
        ("23-11-2026. 5", "23-11-2026"),
        ("2026-11-23", "2026-11-23"),
        ("1998/1/3 itu", "1998/1/3"),
        ("2026-11-43", ""),
        ("2026-11-233", ""),
        ("2026-11-23.5", ""),
        ("3026-11-23", ""),
        ("0.5123", "0.5123"),
        ("11.5123", "11.5123"),
        ("12.5123", ""),
        ("94.5123", ""),
        ("95.5123", "95.5123"),
        ("141.512345", "141.512345"),
        ("142.5123", ""),
        ("117.512", ""),
        ("117.51234567890", "117.51234567890"),
        ("117.5123.4", ""),
        ("117.5123-4", ""),
        ("-0.5123", "0.5123"),
        ("1.117.5123", ""),
        ("3117.5123", ""),
        ("14.30", "14.30"),
        ("jam 9:05 malam", "9:05"),
        ("24.00", "24.00"),
        ("25.00", ""),
        ("14.60", ""),
        ("08.00-15.30", "08.00-15.30"),
        ("08.00 - 15.30", "08.00 - 15.30"),
        ("08.00 s/d 15.30", "08.00 s/d 15.30"),
        ("08.00 sd 15.30", "08.00 sd 15.30"),
        ("08.00 sampai 15.30", "08.00 sampai 15.30"),
        ("08:00 lalu 15:30", "08:0015:30"),
        ("14.305", ""),
        ("14.30.5", ""),
        ("14:30:5", ""),
        ("14.30-5", ""),
        ("3.14.30", ""),
        ("3-14.30", ""),
        ("314.30", ""),
    ],
)
def test_what_is_a_date_a_time_a_place_or_a_tracking_id_is_filled(text: str, harmless: str) -> None:
    assert filled(text) == harmless


@pytest.mark.parametrize(
    ("before", "harmless"),
    [
        ("", True),
        ("tgl ", True),
        ("a", True),
        (" ", True),
        ("x ", True),
        ("5", False),
        (".", False),
        ("-", False),
        ("5 ", False),
        ("5, ", True),
        ("5  ", True),
        ("5a ", True),
    ],
)
def test_a_date_behind_other_digits_belongs_to_their_number(before: str, harmless: bool) -> None:
    assert filled(f"{before}23-11-2026") == ("23-11-2026" if harmless else "")


def test_what_is_filled_keeps_its_place() -> None:
    assert without_harmless("tgl 1/2/2026 ya") == f"tgl {FILLER * 8} ya"

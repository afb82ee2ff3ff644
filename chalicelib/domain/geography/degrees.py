"""Degrees: coordinates as people and programs write them."""

from __future__ import annotations

import re
from functools import cache

from chalicelib.domain.text.plain_characters import plain_letters

_NORTH, _SOUTH, _WEST, _EAST = 6.5, -11.5, 94.5, 141.5
"""What surrounds Indonesia and its land grid."""

_NEGATIVE = ("s", "ls", "w", "bb")
"""Lintang selatan, bujur barat."""

LONGEST = 40
"""The most characters of a number of degrees."""


@cache
def _written() -> re.Pattern[str]:
    return re.compile(r"([+-]?)([0-9]{1,3}(?:[.,][0-9]{1,20})?) ?°? ?(lu|ls|bt|bb|[nsew])?")


def read_degrees(written: str) -> float | None:
    """A number of degrees with a decimal point or comma, a sign or the direction behind it: `-0,52`, `0.52 LS`. None if
    it is none."""
    match = _written().fullmatch(plain_letters(written).strip().lower()) if len(written) <= LONGEST else None
    if match is None or (match[1] and match[3]):
        return None
    number = float(match[2].replace(",", "."))
    return -number if match[1] == "-" or match[3] in _NEGATIVE else number


def in_order(lat: float, lon: float) -> tuple[float, float]:
    """A point whose latitude and longitude were swapped, put right. In Indonesia no number can be both."""
    swapped = _SOUTH <= lon <= _NORTH and _WEST <= lat <= _EAST
    return (lon, lat) if swapped else (lat, lon)

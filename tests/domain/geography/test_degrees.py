"""Degrees as people write them, and points whose numbers were swapped."""

import pytest

from chalicelib.domain.geography.degrees import LONGEST, in_order, read_degrees


@pytest.mark.parametrize(
    ("written", "degrees"),
    [
        ("-0,52", -0.52),
        ("+0.52", 0.52),
        ("0.52 LS", -0.52),
        ("0.52 lu", 0.52),
        ("0.52°S", -0.52),
        ("1 N", 1),
        ("117.1 E", 117.1),
        ("117,1 bt", 117.1),
        ("70 W", -70),
        ("70 BB", -70),
        (" 117 ", 117),
        ("-0.52 LS", None),
        ("+0.52 LU", None),
        ("0.52 XX", None),
        ("1170", None),
        ("0.", None),
        ("", None),
        ("0." + "1" * 20, 0.11111111111111111111),
        ("0." + "1" * 21, None),
        ("0".rjust(LONGEST), 0),
        ("0".rjust(LONGEST + 1), None),
    ],
)
def test_a_number_of_degrees_has_a_sign_or_a_direction(written: str, degrees: float | None) -> None:
    assert read_degrees(written) == degrees


@pytest.mark.parametrize(
    ("lat", "lon", "swapped"),
    [
        (117.1, 0.5, True),
        (94.5, 6.5, True),
        (141.5, -11.5, True),
        (94.4, 0.5, False),
        (141.6, 0.5, False),
        (117.1, 6.6, False),
        (117.1, -11.6, False),
        (0.5, 117.1, False),
        (117.1, 117.1, False),
        (0.5, 0.5, False),
    ],
)
def test_a_point_is_put_right_only_if_it_lies_in_the_country_then(lat: float, lon: float, swapped: bool) -> None:
    assert in_order(lat, lon) == ((lon, lat) if swapped else (lat, lon))

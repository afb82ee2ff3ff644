"""A point lies on land where a row of the mask says so, and nowhere outside of it."""

import pytest

from chalicelib.domain.geography.land_mask import LandMask

ROWS = ((0, 2, 3, 4), (), (0, 4))
CORNER = LandMask(88.0, 178.0, 1.0, ROWS)
"""At the end of the world, so that the bounds of the degrees lie inside of the grid."""
FINE = LandMask(-1.0, 117.0, 0.5, ROWS)


@pytest.mark.parametrize(
    ("lat", "lon", "land"),
    [
        (-1.0, 117.0, True),
        (-0.51, 117.99, True),
        (-1.0, 118.0, False),
        (-1.0, 118.5, True),
        (-1.0, 119.0, False),
        (-0.5, 117.0, False),
        (0.0, 117.0, True),
        (0.49, 118.9, True),
        (0.5, 117.0, False),
        (-1.01, 117.0, False),
        (-1.0, 116.99, False),
    ],
)
def test_a_row_is_land_from_each_beginning_up_to_its_end(lat: float, lon: float, land: bool) -> None:
    assert FINE.contains(lat, lon) is land


@pytest.mark.parametrize(
    ("lat", "lon", "land"),
    [
        (90.0, 178.5, True),
        (90.5, 178.5, False),
        (88.0, 180.0, False),
        (88.0, 179.5, True),
        (90.0, 180.0, True),
        (90.0, 180.5, False),
        (float("nan"), 178.5, False),
        (90.0, float("inf"), False),
    ],
)
def test_there_is_no_land_beyond_the_pole_and_the_date_line(lat: float, lon: float, land: bool) -> None:
    assert CORNER.contains(lat, lon) is land

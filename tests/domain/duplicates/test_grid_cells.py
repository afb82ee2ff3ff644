"""The names of cells: fingerprints are stored under them, so they stay as they are."""

import pytest

from chalicelib.domain.duplicates import grid


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [
        (-0.5, 117.15, "19456:64597"),
        (0.0, 117.0, "19565:64565"),
        (-10.99, 95.01, "17176:59784"),
        (6.07, 141.01, "20884:69784"),
    ],
)
def test_a_point_has_the_cell_that_it_had(lat: float, lon: float, cell: str) -> None:
    assert grid.cell_at(lat, lon) == cell


def test_from_the_middle_of_a_square_only_it_is_read_and_from_a_corner_four() -> None:
    middle = (19456.5 * 0.0046 - 90, 64597.5 * 0.0046 - 180)
    corner = (19456.01 * 0.0046 - 90, 64597.99 * 0.0046 - 180)
    assert grid.cells_around(*middle) == ("19456:64597",)
    assert grid.cells_around(*corner) == ("19455:64597", "19455:64598", "19456:64597", "19456:64598")


def test_a_metre_is_a_metre() -> None:
    assert grid.metres(0.0, 117.0, 0.01, 117.0) == pytest.approx(1111.95, abs=0.01)
    assert grid.metres(0.0, 117.0, 0.0, 117.01) == pytest.approx(1111.95, abs=0.01)
    assert grid.metres(-10.0, 117.0, -10.0, 117.01) == pytest.approx(1095.06, abs=0.01)
    assert grid.metres(-10.0, 117.0, -9.0, 117.0) == pytest.approx(111_195.08, abs=0.01)
    assert grid.metres(-60.0, 117.0, 0.0, 118.0) > grid.metres(-60.0, 117.0, -60.0, 118.0)


def test_a_region_without_a_category_has_a_cell_of_its_own() -> None:
    assert grid.cells_above("64.08", "sampah") == ("64.08/sampah", "64.08/-")
    assert grid.cells_above("64", "sampah") == ("64/sampah", "64/-")
    assert grid.cells_above("64.08.01", None) == ("64.08.01/-", "64.08/-")

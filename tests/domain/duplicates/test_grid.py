import math

from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.duplicates import grid

LAT = st.floats(-11, 6.1)
LON = st.floats(95, 141.1)
_METRES_A_DEGREE = 111_195


@given(LAT, LON, st.floats(0, grid.REACH_METRES - 1), st.floats(0, 2 * math.pi))
@example(-11.0, 120.0, 249.0, 0.0)
def test_a_search_reads_the_cell_of_every_point_within_reach(lat: float, lon: float, far: float, way: float) -> None:
    other_lat = lat + far * math.cos(way) / _METRES_A_DEGREE
    other_lon = lon + far * math.sin(way) / (_METRES_A_DEGREE * math.cos(math.radians(max(abs(lat), abs(other_lat)))))
    assert grid.metres(lat, lon, other_lat, other_lon) < grid.REACH_METRES + 1
    assert grid.cell_at(other_lat, other_lon) in grid.cells_around(lat, lon)
    assert grid.cell_at(lat, lon) in grid.cells_around(other_lat, other_lon)


@given(LAT, LON)
def test_a_search_reads_at_most_four_squares_the_own_among_them(lat: float, lon: float) -> None:
    around = grid.cells_around(lat, lon)
    assert 1 <= len(around) <= 4
    assert len(set(around)) == len(around)
    assert grid.cell_at(lat, lon) in around


@given(LAT, LON, LAT, LON)
def test_distance_is_the_same_in_both_directions(lat: float, lon: float, other_lat: float, other_lon: float) -> None:
    assert grid.metres(lat, lon, other_lat, other_lon) == grid.metres(other_lat, other_lon, lat, lon)
    assert grid.metres(lat, lon, lat, lon) == 0


def test_squares_are_about_five_hundred_metres_wide_all_over_indonesia() -> None:
    for lat in (-11.0, -6.2, 0.0, 5.9):
        west_to_east = grid.metres(lat, 110, lat, 110 + grid._STEP)
        north_to_south = grid.metres(lat, 110, lat + grid._STEP, 110)
        assert 500 < west_to_east < 513
        assert 500 < north_to_south < 513


def test_a_report_without_a_point_is_looked_for_in_its_region_and_those_around() -> None:
    assert grid.cells_above("64.08.01.2001", "jalan-rusak") == (
        "64.08.01.2001/jalan-rusak",
        "64.08.01/jalan-rusak",
        "64.08/jalan-rusak",
        "64.08.01.2001/-",
    )
    assert grid.cells_above("64", None) == ("64/-",)
    assert grid.cell_of_region("64.08", None) == "64.08/-"


def test_no_search_reads_more_cells_than_promised() -> None:
    most = grid.cells_around(0.00001, 117.3) + grid.cells_above("64.08.01.2001", "jalan-rusak")
    assert len(most) <= grid.MOST_CELLS

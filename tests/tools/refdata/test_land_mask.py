"""The land grid: no point on Indonesian ground counts as sea."""

import json

import pytest

from chalicelib.domain.geography.land_mask import LandMask
from tools.refdata import land_mask, tables

CAPITALS = {
    "Banda Aceh": (5.548, 95.323),
    "Medan": (3.595, 98.672),
    "Padang": (-0.947, 100.417),
    "Pekanbaru": (0.507, 101.448),
    "Jambi": (-1.610, 103.613),
    "Palembang": (-2.976, 104.775),
    "Bengkulu": (-3.792, 102.260),
    "Bandar Lampung": (-5.429, 105.261),
    "Pangkalpinang": (-2.129, 106.114),
    "Tanjungpinang": (0.918, 104.466),
    "Jakarta": (-6.175, 106.827),
    "Bandung": (-6.917, 107.619),
    "Semarang": (-6.967, 110.417),
    "Yogyakarta": (-7.797, 110.370),
    "Surabaya": (-7.257, 112.752),
    "Serang": (-6.120, 106.150),
    "Denpasar": (-8.670, 115.212),
    "Mataram": (-8.583, 116.117),
    "Kupang": (-10.178, 123.607),
    "Pontianak": (-0.026, 109.342),
    "Palangka Raya": (-2.210, 113.920),
    "Banjarbaru": (-3.442, 114.833),
    "Samarinda": (-0.502, 117.153),
    "Tanjung Selor": (2.837, 117.366),
    "Manado": (1.475, 124.842),
    "Palu": (-0.899, 119.870),
    "Makassar": (-5.147, 119.432),
    "Kendari": (-3.998, 122.513),
    "Gorontalo": (0.543, 123.057),
    "Mamuju": (-2.681, 118.889),
    "Ambon": (-3.695, 128.181),
    "Sofifi": (0.737, 127.560),
    "Jayapura": (-2.533, 140.717),
    "Manokwari": (-0.861, 134.062),
    "Merauke": (-8.493, 140.401),
    "Nabire": (-3.367, 135.483),
    "Wamena": (-4.098, 138.950),
    "Sorong": (-0.876, 131.255),
}
SHORES = {
    "Tarakan": (3.300, 117.633),
    "the stilt village Bontang Kuala": (0.143, 117.506),
    "Balikpapan's harbour": (-1.272, 116.806),
    "Nusantara": (-0.972, 116.708),
    "Derawan, a coral island": (2.284, 118.243),
    "Maratua atoll": (2.220, 118.600),
    "Sebatik, on the border": (4.140, 117.800),
    "Sabang, the westernmost town": (5.893, 95.320),
    "Miangas, the northernmost island": (5.553, 126.585),
    "Ndana off Rote, the southernmost island": (-10.998, 122.870),
    "Sota, the easternmost village": (-8.427, 141.010),
}
SEA = {
    "Makassar Strait": (0.0, 118.6),
    "Java Sea": (-5.0, 110.0),
    "Banda Sea": (-6.0, 128.0),
    "Celebes Sea": (3.0, 121.5),
    "Karimata Strait": (-2.0, 107.3),
    "Arafura Sea": (-9.0, 136.0),
    "Indian Ocean": (-9.0, 104.0),
}
OUTSIDE = {"Null Island": (0.0, 0.0), "Sydney": (-33.87, 151.21), "Bangkok": (13.75, 100.5)}


@pytest.fixture(scope="module")
def grid(fresh: dict[str, str]) -> LandMask:
    read = json.loads(fresh["land.json"])
    return LandMask(read["lat0"], read["lon0"], read["step"], tuple(tuple(row) for row in read["rows"]))


def test_there_is_a_capital_for_every_province() -> None:
    assert len(CAPITALS) == len(tables.provinces()) - 1


@pytest.mark.parametrize("place", [*CAPITALS, *SHORES])
def test_a_place_where_people_live_is_land(place: str, grid: LandMask) -> None:
    assert grid.contains(*{**CAPITALS, **SHORES}[place])


@pytest.mark.parametrize("islet", tables.islets())
def test_an_islet_of_the_source_is_land(islet: tuple[float, float], grid: LandMask) -> None:
    assert grid.contains(*islet)


@pytest.mark.parametrize("place", SEA)
def test_the_open_sea_is_not_land(place: str, grid: LandMask) -> None:
    assert not grid.contains(*SEA[place])


@pytest.mark.parametrize("place", OUTSIDE)
def test_a_point_outside_the_grid_is_not_land(place: str, grid: LandMask) -> None:
    assert not grid.contains(*OUTSIDE[place])


def test_rows_hold_growing_pairs_inside_the_box(grid: LandMask) -> None:
    assert len(grid.rows) == 360
    for row in grid.rows:
        assert len(row) % 2 == 0
        assert list(row) == sorted(set(row))
        assert all(0 <= column <= 940 for column in row)


def test_a_cell_is_widened_by_one_on_all_sides() -> None:
    cells = [bytearray(940) for _ in range(5)]
    cells[2][10] = 1
    rows = [land_mask.ranges(row) for row in land_mask._widened(cells)]
    assert rows == [[], [9, 12], [9, 12], [9, 12], []]


def test_the_grid_stays_small(fresh: dict[str, str]) -> None:
    assert len(fresh["land.json"].encode()) < 60_000

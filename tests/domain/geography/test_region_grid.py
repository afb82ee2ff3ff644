"""Points in regions: shapes made here, drawn and looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.geography.region_grid import UnreadableGrid, unpack
from tools.refdata.region_grids import NoOutlines, draw


def square(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(code: str, *rings: list[list[float]]) -> dict:
    return {"properties": {"k": code}, "geometry": {"type": "Polygon", "coordinates": list(rings)}}


HOLED = feature("64.01", square(116, -2, 118, 0), square(116.5, -1.5, 117.5, -0.5))
ENCLAVE = feature("64.71", square(116.5, -1.5, 117.5, -0.5))
ISLANDS = {
    "properties": {"k": "64.05"},
    "geometry": {"type": "MultiPolygon", "coordinates": [[square(119, 1, 119.2, 1.2)], [square(119.5, 1, 119.7, 1.2)]]},
}
COUNTRY = {"features": [HOLED, ENCLAVE, ISLANDS, feature("65.01", square(116, 2, 117, 3))]}


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (-0.2, 116.2, "64.01"),
        (-1.0, 117.0, "64.71"),
        (1.1, 119.1, "64.05"),
        (1.1, 119.6, "64.05"),
        (1.1, 119.35, None),
        (2.5, 116.5, None),
        (-8.0, 117.0, None),
        (89.0, -179.0, None),
    ],
)
def test_a_point_is_in_the_region_that_surrounds_it(lat: float, lon: float, code: str | None) -> None:
    assert draw(COUNTRY, "k", "64").region(lat, lon) == code


@given(st.floats(-3, 2), st.floats(115, 120))
def test_a_grid_survives_packing_and_unpacking(lat: float, lon: float) -> None:
    assert READ.region(lat, lon) == DRAWN.region(lat, lon)


DRAWN = draw(COUNTRY, "k", "64", step=0.05)
READ = unpack(DRAWN.pack())


@given(st.binary(max_size=200))
def test_bytes_that_are_no_grid_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableGrid):
        unpack(data)


@given(st.integers(30, len(DRAWN.pack()) - 1))
def test_a_cut_grid_is_refused(length: int) -> None:
    with pytest.raises(UnreadableGrid):
        unpack(DRAWN.pack()[:length])


def test_a_file_without_an_outline_of_the_stack_is_refused() -> None:
    with pytest.raises(NoOutlines, match="k"):
        draw(COUNTRY, "k", "11")


@pytest.mark.parametrize(
    ("lat", "lon", "km", "near"),
    [
        (-1.0, 117.0, 10, {"64.71": 0}),
        (-0.2, 116.2, 10, {"64.01": 0}),
        (-1.0, 116.46, 10, {"64.01": 0, "64.71": 4}),
        (0.05, 117.0, 10, {"64.01": 5}),
        (0.05, 117.0, 3, {}),
        (1.1, 119.35, 20, {"64.05": 16}),
        (60.0, 10.0, 10, {}),
        (-90.0, 117.0, 10, {}),
    ],
)
def test_the_regions_around_a_point_have_their_distance(lat: float, lon: float, km: float, near: dict) -> None:
    found = draw(COUNTRY, "k", "64", step=0.01).near(lat, lon, km)
    assert found.keys() == near.keys()
    for code, distance in near.items():
        assert abs(found[code] - distance) < 2.3


@given(st.floats(-3, 2), st.floats(115, 120), st.floats(1, 30))
def test_a_point_is_nearest_to_the_region_that_it_lies_in(lat: float, lon: float, km: float) -> None:
    found = DRAWN.near(lat, lon, km)
    assert all(0 <= distance <= km for distance in found.values())
    here = DRAWN.region(lat, lon)
    assert found.get(here or "", 0) == 0
    assert (here is None) == (0 not in found.values())

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


WEST = 116.5004
HOLED = feature("64.01", square(116, -2, 118, 0), square(WEST, -1.5, 117.5, -0.5))
ENCLAVE = feature("64.71", square(WEST, -1.5, 117.5, -0.5))
ISLANDS = {
    "properties": {"k": "64.05"},
    "geometry": {"type": "MultiPolygon", "coordinates": [[square(119, 1, 119.2, 1.2)], [square(119.5, 1, 119.7, 1.2)]]},
}
NEIGHBOUR = feature("65.02", square(119.72, 1.2, 119.9, 1.4))
COUNTRY = {"features": [HOLED, ENCLAVE, ISLANDS, NEIGHBOUR, feature("65.01", square(116, 2, 117, 3))]}


def on_an_outline(lat: float, lon: float) -> bool:
    """Whether rounding decides on which side a point is."""
    lines = [abs(each - lat) for each in (-2, -1.5, -0.5, 0)] + [abs(each - lon) for each in (116, WEST, 117.5, 118)]
    return min(lines) < 1e-9


@pytest.mark.parametrize(
    ("lat", "lon", "codes"),
    [
        (-0.2, 116.2, ("64.01",)),
        (-1.0, 117.0, ("64.71",)),
        (-1.0, 116.5002, ("64.01", "64.71")),
        (-1.0, 116.502, ("64.71",)),
        (-1.0, 116.499, ("64.01",)),
        (1.1, 119.1, ("64.05",)),
        (1.1, 119.6, ("64.05",)),
        (1.1, 119.35, ()),
        (1.25, 119.75, ("65.02",)),
        (2.5, 116.5, ()),
        (-8.0, 117.0, ()),
        (89.0, -179.0, ()),
    ],
)
def test_a_point_is_in_the_region_that_surrounds_it_and_on_a_border_in_both(
    lat: float, lon: float, codes: tuple[str, ...]
) -> None:
    assert FINE.at(lat, lon) == codes


@pytest.mark.parametrize(
    ("lat", "lon", "codes"),
    [
        (-0.2, 116.2, ("64.01",)),
        (0.02, 117.0, ("64.01",)),
        (0.06, 117.0, ()),
        (1.1, 119.3503, ("64.05",)),
        (1.205, 119.7098, ("64.05", "65.02")),
    ],
)
def test_off_the_coast_the_nearest_region_counts_and_of_two_equally_near_both(
    lat: float, lon: float, codes: tuple[str, ...]
) -> None:
    assert tuple(sorted(FINE.at_or_near(lat, lon, 20.0 if lon > 119 else 5.0))) == codes


def test_a_neighbour_that_goes_on_ends_where_the_grid_ends() -> None:
    grid = draw(
        {"features": [feature("64.01", square(116, -2, 118, 0)), feature("62.01", square(118, -2, 125, 0))]}, "k", "64"
    )
    assert [grid.at(-1.0, lon) for lon in (118.05, 118.2, 124.0)] == [("62.01",), (), ()]


def test_where_outlines_overlap_a_point_lies_in_both_and_a_kecamatan_goes_before_its_kabupaten() -> None:
    features = [
        feature("64.01.02", square(116, -1, 117, 0)),
        feature("64.01", square(116, -2, 118, 0)),
        feature("64.02", square(117.5, -2, 119, 0)),
    ]
    grid = draw({"features": features}, "k", "64")
    assert grid.at(-0.5, 116.5) == ("64.01.02",)
    assert grid.at(-1.5, 116.5) == ("64.01",)
    assert grid.at(-0.5, 117.7) == ("64.01", "64.02")


@given(st.floats(-3, 2), st.floats(115, 120))
def test_a_grid_survives_packing_and_unpacking(lat: float, lon: float) -> None:
    assert READ.at(lat, lon) == DRAWN.at(lat, lon)


@given(st.floats(-2.2, 0.2), st.floats(115.8, 118.2), st.sampled_from([0.001, 0.01, 0.05]))
def test_no_point_is_given_to_another_region_alone(lat: float, lon: float, step: float) -> None:
    """The truth by geometry: the enclave, else the region around it."""
    inner, outer = -1.5 < lat < -0.5 and WEST < lon < 117.5, -2 < lat < 0 and 116 < lon < 118
    truth = "64.71" if inner else "64.01" if outer else None
    found = GRIDS[step].at(lat, lon)
    assert truth is None or truth in found or on_an_outline(lat, lon)


GRIDS = {step: draw(COUNTRY, "k", "64", step) for step in (0.001, 0.01, 0.05)}
DRAWN, FINE = GRIDS[0.05], GRIDS[0.001]
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
    found = GRIDS[0.01].near(lat, lon, km)
    assert found.keys() == near.keys()
    for code, distance in near.items():
        assert abs(found[code] - distance) < 2.3


@given(st.floats(-3, 2), st.floats(115, 120), st.floats(1, 30))
def test_a_point_is_nearest_to_the_region_that_it_lies_in(lat: float, lon: float, km: float) -> None:
    found = DRAWN.near(lat, lon, km)
    assert all(0 <= distance <= km for distance in found.values())
    here = DRAWN.at(lat, lon)
    assert {code for code, distance in found.items() if distance == 0} == set(here)

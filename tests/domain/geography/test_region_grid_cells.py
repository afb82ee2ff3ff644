"""The grid by its cells: a small one written by hand, whose distances anybody can work out."""

import struct
import zlib

import pytest

from chalicelib.domain.geography.region_grid import RegionGrid, UnreadableGrid, unpack

KM = 111.32 / 2
"""The height of a cell of half a degree, and at the equator its width."""

GRID = RegionGrid(
    groups=(("A",), ("B",), ("A", "B"), ("C",)),
    south=0.0,
    west=100.0,
    step=0.5,
    rows=(
        ((2, 4, 5, 8), (1, 3, 2, 0)),
        ((0,), (0,)),
        ((1, 2), (4, 0)),
    ),
)
"""South: columns 2 and 3 are A's, on 4 is the border, 5 to 7 are B's. North of an empty row, column 1 is C's."""

HEAD = struct.Struct("<4sdddHH")
CELLS = struct.pack("<15H", 4, 2, 4, 5, 8, 1, 3, 2, 0, 1, 0, 0, 2, 1, 2) + struct.pack("<2H", 4, 0)
CODES = b"A,B,A+B,C"


def packed(magic: bytes = b"LOG1", rows: int = 3, size: int = len(CODES), body: bytes = CODES + CELLS) -> bytes:
    return HEAD.pack(magic, 0.0, 100.0, 0.5, rows, size) + zlib.compress(body, 9)


@pytest.mark.parametrize(
    ("lat", "lon", "codes"),
    [
        (0.0, 101.0, ("A",)),
        (0.49, 101.99, ("A",)),
        (0.0, 100.99, ()),
        (0.0, 100.0, ()),
        (0.0, 99.9, ()),
        (-0.01, 101.0, ()),
        (0.25, 102.0, ("A", "B")),
        (0.25, 102.5, ("B",)),
        (0.25, 103.9, ("B",)),
        (0.25, 104.0, ()),
        (0.5, 101.0, ()),
        (1.0, 100.5, ("C",)),
        (1.49, 100.99, ("C",)),
        (1.5, 100.5, ()),
    ],
)
def test_a_cell_reaches_from_its_corner_up_to_the_next(lat: float, lon: float, codes: tuple[str, ...]) -> None:
    assert GRID.at(lat, lon) == codes


@pytest.mark.parametrize(
    ("lon", "km", "near"),
    [
        (100.0, 2 * KM - 0.1, {}),
        (100.0, 2 * KM + 0.1, {"A": 2}),
        (100.0, 4 * KM + 0.1, {"A": 2, "B": 4, "C": 5**0.5}),
        (101.0, 0.1, {"A": 0}),
        (101.5, KM + 0.1, {"A": 0, "B": 1}),
        (102.0, 0.1, {"A": 0, "B": 0}),
        (103.5, 2 * KM + 0.1, {"B": 0}),
        (103.5, 3 * KM + 0.1, {"B": 0, "A": 3}),
        (104.0, KM + 0.1, {"B": 1}),
        (104.5, 2 * KM + 0.1, {"B": 2}),
        (99.5, 2 * KM + 0.1, {}),
        (99.5, 3 * KM + 0.1, {"A": 3, "C": 8**0.5}),
    ],
)
def test_the_distance_of_a_region_is_that_of_its_nearest_cell(lon: float, km: float, near: dict[str, float]) -> None:
    assert GRID.near(0.0, lon, km) == {code: pytest.approx(cells * KM, abs=1e-6) for code, cells in near.items()}


def test_rows_count_in_both_directions_and_columns_are_narrower_away_from_the_equator() -> None:
    assert GRID.near(0.0, 100.5, 2 * KM + 0.1) == {"A": pytest.approx(KM), "C": pytest.approx(2 * KM)}
    assert GRID.near(2.0, 100.5, 2 * KM + 0.1) == {"C": pytest.approx(2 * KM)}
    far_north = RegionGrid((("A",),), 60.0, 100.0, 0.5, (((2, 3), (1, 0)),))
    assert far_north.near(60.0, 100.0, KM + 0.1) == {"A": pytest.approx(KM)}
    assert far_north.near(60.0, 100.0, KM - 0.1) == {}


@pytest.mark.parametrize(
    ("columns", "codes"), [((2, 3), ("A", "B")), ((2, 4), ("A", "B")), ((2, 5), ("A",)), ((4, 2), ("A", "B"))]
)
def test_two_regions_are_equally_near_if_two_cells_at_most_are_between(
    columns: tuple[int, int], codes: tuple[str, ...]
) -> None:
    rows = tuple(((column, column + 1), (number, 0)) for number, column in enumerate(columns, 1))
    grid = RegionGrid((("A",), ("B",)), -0.25, 100.0, 0.5, rows[:1])
    other = RegionGrid((("A",), ("B",)), -0.25, 100.0, 0.5, (merged(rows),))
    assert grid.at_or_near(0.0, 100.0, 10 * KM) == ("A",)
    assert tuple(sorted(other.at_or_near(0.0, 100.0, 10 * KM))) == codes


def merged(rows: tuple[tuple[tuple[int, int], tuple[int, int]], ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """One row with a cell of each."""
    runs = sorted((starts[0], numbers[0]) for starts, numbers in rows)
    starts = [each for at, _ in runs for each in (at, at + 1)]
    numbers = [each for _, number in runs for each in (number, 0)]
    return tuple(starts), tuple(numbers)


def test_inside_a_region_no_other_is_near() -> None:
    assert GRID.at_or_near(0.0, 101.5, 10 * KM) == ("A",)
    assert GRID.at_or_near(0.0, 100.0, KM) == ()


def test_the_file_of_a_grid_is_its_head_and_the_deflated_runs() -> None:
    data = GRID.pack()
    assert HEAD.unpack_from(data) == (b"LOG1", 0.0, 100.0, 0.5, 3, len(CODES))
    assert zlib.decompress(data[HEAD.size :]) == CODES + CELLS


def test_a_file_is_read_as_it_was_written() -> None:
    grid = unpack(packed())
    assert (grid.groups, grid.south, grid.west, grid.step) == (GRID.groups, 0.0, 100.0, 0.5)
    assert [(tuple(starts), tuple(numbers)) for starts, numbers in grid.rows] == list(GRID.rows)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (packed(magic=b"LOG2"), "this is no grid"),
        (packed(body=CODES + CELLS + b"x"), "this is no grid"),
        (packed(rows=4), "the grid ends too early"),
        (packed(body=CODES + CELLS[:-2]), "the grid ends too early"),
        (packed()[: HEAD.size - 1], "unpack"),
        (packed()[:-1], "incomplete"),
    ],
)
def test_a_damaged_file_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableGrid, match=why):
        unpack(data)

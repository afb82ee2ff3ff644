"""The land grid of Indonesia: which cells of a 0.05 degree grid hold land, so that a point in the open sea is
noticed.

Made from the package global-land-mask (MIT), which packs NOAA's public GLOBE elevation model as one boolean a
pixel of 1/120 degree, north to south, true for ocean. The archive unpacks to 0.9 GB, so it is read as a
stream, never whole.
"""

import zipfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from tools.refdata import tables

LAT0, LON0 = -11.5, 94.5
LAT1, LON1 = 6.5, 141.5
CELLS_PER_DEGREE = 20
PIXELS_PER_DEGREE = 120

_ROWS = round((LAT1 - LAT0) * CELLS_PER_DEGREE)
_COLUMNS = round((LON1 - LON0) * CELLS_PER_DEGREE)
_PIXELS = PIXELS_PER_DEGREE // CELLS_PER_DEGREE
_MASK_COLUMNS = 360 * PIXELS_PER_DEGREE


def grid() -> dict[str, object]:
    """The grid as shipped: `rows[0]` is the southernmost; a row lists half-open column ranges `[start, end,
    start, end, ...]`.

    Every land cell is widened by one cell on all sides, so that piers, stilt villages and coarse coordinates
    count as land.
    """
    land = [bytearray(row) for row in cells()]
    for lat, lon in tables.islets():
        land[int((lat - LAT0) * CELLS_PER_DEGREE)][int((lon - LON0) * CELLS_PER_DEGREE)] = 1
    rows = [ranges(row) for row in _widened(land)]
    return {"lat0": LAT0, "lon0": LON0, "step": 1 / CELLS_PER_DEGREE, "rows": rows}


@cache
def cells() -> tuple[bytearray, ...]:
    """One byte a cell, southernmost row first: 1 where any pixel of the cell is land."""
    found = tuple(bytearray(_COLUMNS) for _ in range(_ROWS))
    rows = iter(pixels())
    for row in reversed(found):
        for _ in range(_PIXELS):
            line = next(rows)
            for column in range(_COLUMNS):
                if 0 in line[column * _PIXELS : (column + 1) * _PIXELS]:
                    row[column] = 1
    return found


@cache
def pixels() -> tuple[bytes, ...]:
    """The mask itself between the corners, northernmost row first, westernmost pixel first: 0 for land."""
    first = round((90 - LAT1) * PIXELS_PER_DEGREE)
    west = round((LON0 + 180) * PIXELS_PER_DEGREE)
    with zipfile.ZipFile(_mask_path()) as archive, archive.open("mask.npy") as mask:
        _skip_header(mask)
        for _ in range(first):
            mask.read(_MASK_COLUMNS)
        return tuple(mask.read(_MASK_COLUMNS)[west : west + _COLUMNS * _PIXELS] for _ in range(_ROWS * _PIXELS))


def _skip_header(mask: IO[bytes]) -> None:
    """Skip the NumPy header (format 1.0), checking that it is the layout this reader knows."""
    magic = mask.read(10)
    header = mask.read(int.from_bytes(magic[8:10], "little"))
    if b"'|b1'" not in header or b"'fortran_order': False" not in header or b"(21600, 43200)" not in header:
        raise ValueError(f"unknown layout of the land mask: {header!r}")


def _mask_path() -> Path:
    """Where the package keeps its mask. Importing the package would unpack all of it."""
    spec = find_spec("global_land_mask")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the land grid needs the package global-land-mask")
    return Path(spec.submodule_search_locations[0]) / "globe_combined_mask_compressed.npz"


def _widened(cells: list[bytearray]) -> list[bytearray]:
    wide = [bytearray(_COLUMNS) for _ in cells]
    for r, row in enumerate(cells):
        for c, is_land in enumerate(row):
            if is_land:
                west, east = max(c - 1, 0), min(c + 2, _COLUMNS)
                for neighbour in wide[max(r - 1, 0) : r + 2]:
                    neighbour[west:east] = b"\x01" * (east - west)
    return wide


def ranges(row: bytes | bytearray) -> list[int]:
    """Columns where the row changes between sea (0) and land (1)."""
    edges, land = list[int](), False
    at = row.find(1)
    while at >= 0:
        edges.append(at)
        land = not land
        at = row.find(0 if land else 1, at)
    return [*edges, len(row)] if land else edges

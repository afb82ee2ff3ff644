"""The grid in which duplicates are searched: squares of about 500 m, and regions for reports without a point.

A search must find every report within `REACH_METRES` and read few cells. Squares are twice as wide as the reach, so a
search touches at most two rows and two columns of them. Their size is constant in degrees: between 6 degrees north and
11 degrees south, all of Indonesia, a degree of longitude differs by less than two per cent.
"""

import math

from chalicelib.domain.geography.regions import ancestor, level

REACH_METRES = 250
"""A search finds every report within this distance."""

MOST_CELLS = 8
"""The most cells that a search reads: four squares and four cells of regions."""

# 508 m from north to south, 502 to 512 m from west to east.
_STEP = 0.0046
# 250 m in degrees of longitude at 11 degrees south, where these are shortest; rounded up, still below half a step.
_REACH = 0.00229
_COARSEST_REGION = 2
_METRES_A_DEGREE = math.pi / 180 * 6_371_008.8
_NO_CATEGORY = "-"


def cell_at(lat: float, lon: float) -> str:
    """The square that holds a point (degrees, WGS 84), as `row:column`."""
    return f"{_row(lat)}:{_column(lon)}"


def cells_around(lat: float, lon: float) -> tuple[str, ...]:
    """The squares, at most four, that hold every point within reach."""
    rows = range(_row(lat - _REACH), _row(lat + _REACH) + 1)
    columns = range(_column(lon - _REACH), _column(lon + _REACH) + 1)
    return tuple(f"{row}:{column}" for row in rows for column in columns)


def cell_of_region(region: str, category: str | None) -> str:
    """The cell of reports without a point: a region and a category, which keeps the cell of a large region small."""
    return f"{region}/{category or _NO_CATEGORY}"


def cells_above(region: str, category: str | None) -> tuple[str, ...]:
    """The region cells that a search reads, at most four: those of the region and of the larger ones it lies in, up to
    the kabupaten or kota, and that of reports without a category."""
    codes = [ancestor(region, parts) for parts in range(level(region), _COARSEST_REGION - 1, -1)]
    cells = [cell_of_region(code, category) for code in codes if code]
    if not cells:
        cells = [cell_of_region(region, category)]
    return tuple(dict.fromkeys([*cells, cell_of_region(region, None)]))


def metres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance between two points; exact enough below a few kilometres, and the same in both directions."""
    north = (lat - other_lat) * _METRES_A_DEGREE
    east = (lon - other_lon) * _METRES_A_DEGREE * math.cos(math.radians((lat + other_lat) / 2))
    return math.hypot(north, east)


def _row(lat: float) -> int:
    return math.floor((lat + 90) / _STEP)


def _column(lon: float) -> int:
    return math.floor((lon + 180) / _STEP)

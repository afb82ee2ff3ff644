"""Outlines of regions (GeoJSON) drawn into the grid that `domain/geography/region_grid.py` reads: rows of
runs, without a library."""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chalicelib.domain.geography.region_grid import NOBODYS, RegionGrid

Ring = Sequence[Sequence[float]]

STEP = 0.01
"""Degrees: about 1.1 km."""


class NoOutlines(ValueError):
    """The file holds no outline of a region of this stack; the message is one line."""


def draw(collection: Mapping[str, Any], name: str, wanted: str, step: float = STEP) -> RegionGrid:
    """The grid of all features whose property `name` is a code in or below the region `wanted` (empty: all). Where two
    outlines overlap the later one stays; where they leave a gap nobody is. Raises NoOutlines."""
    shapes = [
        (str(feature["properties"][name]), list(_rings(feature["geometry"])))
        for feature in collection["features"]
        if str(feature["properties"].get(name, "")).startswith(wanted)
    ]
    if not shapes:
        raise NoOutlines(f"no feature has a property {name} that begins with {wanted!r}")
    points = [point for _, rings in shapes for ring in rings for point in ring]
    south = math.floor(min(lat for _, lat, *_ in points) / step) * step
    west = math.floor(min(lon for lon, *_ in points) / step) * step
    height = math.ceil((max(lat for _, lat, *_ in points) - south) / step) + 1
    width = math.ceil((max(lon for lon, *_ in points) - west) / step) + 1
    grid = [[NOBODYS] * width for _ in range(height)]
    for number, (_, rings) in enumerate(shapes, 1):
        for row in range(height):
            for left, right in _inside(rings, south + (row + 0.5) * step):
                first = max(0, math.ceil((left - west) / step - 0.5))
                last = min(width - 1, math.floor((right - west) / step - 0.5))
                grid[row][first : last + 1] = [number] * (last + 1 - first)
    codes = tuple(code for code, _ in shapes)
    return RegionGrid(codes, south, west, step, tuple(_runs(cells) for cells in grid))


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """Every ring, holes included: a point is inside where an odd number of them surrounds it."""
    if geometry["type"] == "Polygon":
        yield from geometry["coordinates"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["coordinates"]:
            yield from polygon


def _inside(rings: Sequence[Ring], lat: float) -> Iterator[tuple[float, float]]:
    """The stretches of a line of latitude that lie inside: between its first and second crossing, and so on."""
    crossings = sorted(
        one[0] + (lat - one[1]) / (other[1] - one[1]) * (other[0] - one[0])
        for ring in rings
        for one, other in itertools.pairwise(ring)
        if (one[1] <= lat) != (other[1] <= lat)
    )
    return zip(crossings[::2], crossings[1::2], strict=True)


def _runs(cells: Sequence[int]) -> tuple[list[int], list[int]]:
    starts = [column for column, number in enumerate(cells) if column == 0 or number != cells[column - 1]]
    return starts, [cells[column] for column in starts]

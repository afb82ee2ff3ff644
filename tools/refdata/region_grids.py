"""Outlines of regions (GeoJSON) drawn into the grid that `domain/geography/region_grid.py` reads: rows of
runs, without a library."""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from chalicelib.domain.geography import regions
from chalicelib.domain.geography.region_grid import NOBODYS, RegionGrid

Point = Sequence[float]
Ring = Sequence[Point]

STEP = 0.001
"""Degrees: about 110 m."""

STEP_OF_COUNTRY = 0.01
"""The whole country by cells of `STEP` would be more than one item of a table holds."""

MARGIN = 0.1
"""Degrees around the stack's own regions that are drawn too: so far a point may be from the region that it is compared
with."""


class NoOutlines(ValueError):
    """The file holds no outline of a region of this stack; the message is one line."""


class _Shape(NamedTuple):
    code: str
    rings: list[Ring]


class _Frame(NamedTuple):
    """The grid's corner and size; `row` and `column` count in cells, with a fraction."""

    south: float
    west: float
    step: float
    height: int
    width: int

    def row(self, lat: float) -> float:
        return (lat - self.south) / self.step

    def column(self, lon: float) -> float:
        return (lon - self.west) / self.step


def draw(collection: Mapping[str, Any], name: str, wanted: str, step: float = STEP) -> RegionGrid:
    """The grid of the features whose property `name` is a code in or below the region `wanted` (empty: all), and of
    their neighbours in the file, so that a point across the border is no point at sea.

    The cell belongs to the region that its middle lies in, the finest if there are several. A cell that is crossed by
    the outlines of two regions belongs to both, as do the cells where two overlap: the look-up then says so. Where
    outlines leave a gap nobody is. Raises NoOutlines.
    """
    shapes = [
        _Shape(str(feature["properties"][name]), list(_rings(feature["geometry"])))
        for feature in collection["features"]
        if regions.is_code(str(feature["properties"].get(name, "")))
    ]
    own = [shape for shape in shapes if shape.code.startswith(wanted)]
    if not own:
        raise NoOutlines(f"no feature has a property {name} that begins with {wanted!r}")
    frame = _frame(own, step)
    drawn = sorted((shape for shape in shapes if _touches(shape, frame)), key=lambda shape: regions.level(shape.code))
    painter = _Painter(frame, [shape.code for shape in drawn])
    for number, shape in enumerate(drawn, 1):
        painter.fill(number, shape.rings)
    for number, shape in enumerate(drawn, 1):
        painter.mark_borders(number, shape.rings)
    return painter.grid()


def _frame(shapes: Sequence[_Shape], step: float) -> _Frame:
    points = [point for shape in shapes for ring in shape.rings for point in ring]
    south = math.floor((min(lat for _, lat, *_ in points) - MARGIN) / step) * step
    west = math.floor((min(lon for lon, *_ in points) - MARGIN) / step) * step
    height = math.ceil((max(lat for _, lat, *_ in points) + MARGIN - south) / step)
    width = math.ceil((max(lon for lon, *_ in points) + MARGIN - west) / step) + 1
    return _Frame(south, west, step, height, width)


def _touches(shape: _Shape, frame: _Frame) -> bool:
    rows = [frame.row(lat) for ring in shape.rings for _, lat, *_ in ring]
    columns = [frame.column(lon) for ring in shape.rings for lon, *_ in ring]
    return max(rows) >= 0 and min(rows) < frame.height and max(columns) >= 0 and min(columns) < frame.width


class _Painter:
    """A grid in the making: one number for each cell, which stands for the codes of one region or of several."""

    def __init__(self, frame: _Frame, codes: Sequence[str]) -> None:
        self._frame = frame
        self._groups: list[tuple[str, ...]] = [(code,) for code in codes]
        self._numbers = {group: number for number, group in enumerate(self._groups, 1)}
        self._rows = [array("H", bytes(2 * frame.width)) for _ in range(frame.height)]

    def fill(self, number: int, rings: Sequence[Ring]) -> None:
        """Paint the cells whose middles lie inside."""
        for row, crossings in _crossings(rings, self._frame).items():
            cells = self._rows[row]
            for left, right in zip(crossings[::2], crossings[1::2], strict=True):
                first = max(0, math.ceil(left - 0.5))
                end = max(first, min(self._frame.width, math.floor(right - 0.5) + 1))
                if any(cells[first:end]):
                    for column in range(first, end):
                        self._add(cells, column, number)
                else:
                    cells[first:end] = array("H", [number]) * (end - first)

    def mark_borders(self, number: int, rings: Sequence[Ring]) -> None:
        """Add the region to every cell that its outline crosses."""
        for row, first, last in _crossed(rings, self._frame):
            for column in range(max(0, first), min(self._frame.width - 1, last) + 1):
                self._add(self._rows[row], column, number)

    def _add(self, cells: "array[int]", column: int, number: int) -> None:
        """A finer region takes the place of the one that contains it; another shares the cell."""
        (code,) = self._groups[number - 1]
        present = self._groups[cells[column] - 1] if cells[column] != NOBODYS else ()
        if any(regions.covers(code, each) for each in present):
            return
        group = tuple(sorted({*(each for each in present if not regions.covers(each, code)), code}))
        if group not in self._numbers:
            self._groups.append(group)
            self._numbers[group] = len(self._groups)
        cells[column] = self._numbers[group]

    def grid(self) -> RegionGrid:
        frame = self._frame
        for cells in self._rows:
            # A neighbour that goes on beyond the frame must not, for the last run of a row has no end.
            cells[-1] = NOBODYS
        rows = tuple(_runs(cells) for cells in self._rows)
        return RegionGrid(tuple(self._groups), frame.south, frame.west, frame.step, rows)


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """Every ring, holes included: a point is inside where an odd number of them surrounds it."""
    if geometry["type"] == "Polygon":
        yield from geometry["coordinates"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["coordinates"]:
            yield from polygon


def _edges(rings: Sequence[Ring], frame: _Frame) -> Iterator[tuple[float, float, float, float]]:
    """Row and column of both ends of every line, the southern end first."""
    for ring in rings:
        for one, other in pairwise(ring):
            low, high = sorted((one, other), key=lambda point: point[1])
            yield frame.row(low[1]), frame.column(low[0]), frame.row(high[1]), frame.column(high[0])


def _crossings(rings: Sequence[Ring], frame: _Frame) -> dict[int, list[float]]:
    """The columns at which the middle of each row crosses an outline, ascending."""
    found: dict[int, list[float]] = defaultdict(list)
    for low, left, high, right in _edges(rings, frame):
        for row in range(max(0, math.ceil(low - 0.5)), min(frame.height, math.ceil(high - 0.5))):
            found[row].append(left + (row + 0.5 - low) / (high - low) * (right - left))
    return {row: sorted(columns) for row, columns in found.items()}


def _crossed(rings: Sequence[Ring], frame: _Frame) -> Iterator[tuple[int, int, int]]:
    """The cells that outlines pass through: a row, its first and its last column, line by line."""
    for low, left, high, right in _edges(rings, frame):
        slope = (right - left) / (high - low) if high > low else 0.0
        for row in range(max(0, math.floor(low)), min(frame.height - 1, math.floor(high)) + 1):
            enters, leaves = left + (max(low, row) - low) * slope, left + (min(high, row + 1) - low) * slope
            if high == low:
                leaves = right
            yield row, math.floor(min(enters, leaves)), math.floor(max(enters, leaves))


def _runs(cells: "array[int]") -> tuple[list[int], list[int]]:
    starts = [column for column, number in enumerate(cells) if column == 0 or number != cells[column - 1]]
    return starts, [cells[column] for column in starts]

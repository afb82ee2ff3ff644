"""The region grid: which region a point lies in. It covers a stack's regions and their neighbours, row by row, as runs
of one region.

No geometry at run time: `laporctl regions boundaries` draws the outlines into the grid; a look-up is one bisection.
A cell that a border crosses belongs to the regions on both sides, so no point is given to the wrong one.
"""

import math
import struct
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from chalicelib.domain.values import dataclass

NOBODYS = 0
"""The number in a run that belongs to no region: the sea, or another province."""

_AND = "+"
"""Between the codes of a group in the grid's file."""

_KM_A_DEGREE = 111.32

_CELLS_OF_DOUBT = 2
"""Distances that differ by so few cells are equal: each is right to the size of a cell."""

_HEAD = struct.Struct("<4sdddHH")
_MAGIC = b"LOG1"


class UnreadableGrid(ValueError):
    """The bytes are no grid, or damaged."""


@dataclass(frozen=True, slots=True)
class RegionGrid:
    """`south` and `west` are the corner in degrees, `step` the size of a cell. `rows` go north, each a list of runs in
    ascending columns: where they begin, and a number: the position, counted from 1, of the cell's regions in `groups`,
    one code or those on both sides of a border. A run ends where the next begins."""

    groups: tuple[tuple[str, ...], ...]
    south: float
    west: float
    step: float
    rows: tuple[tuple[Sequence[int], Sequence[int]], ...]

    def at(self, lat: float, lon: float) -> tuple[str, ...]:
        """The codes of the regions that a point may lie in: one, several in a cell on a border, none outside."""
        row = math.floor((lat - self.south) / self.step)
        column = math.floor((lon - self.west) / self.step)
        if not 0 <= row < len(self.rows) or column < 0:
            return ()
        starts, numbers = self.rows[row]
        run = bisect_right(starts, column) - 1
        number = numbers[run] if run >= 0 else NOBODYS
        return self.groups[number - 1] if number else ()

    def at_or_near(self, lat: float, lon: float, km: float) -> tuple[str, ...]:
        """The same, and outside, within so many kilometres, the nearest region: several if they are equally near."""
        if codes := self.at(lat, lon):
            return codes
        near = self.near(lat, lon, km)
        farthest = min(near.values(), default=0.0) + _CELLS_OF_DOUBT * _KM_A_DEGREE * self.step
        return tuple(code for code, distance in near.items() if distance <= farthest)

    def near(self, lat: float, lon: float, km: float) -> dict[str, float]:
        """The regions within so many kilometres of a point, each with its distance: 0 for those that it may lie in.
        Right to the size of a cell."""
        row = math.floor((lat - self.south) / self.step)
        column = math.floor((lon - self.west) / self.step)
        height = _KM_A_DEGREE * self.step
        width = height * math.cos(math.radians(lat))
        rows, columns = int(km / height) + 1, int(km / width) + 1
        found: dict[str, float] = {}
        for at in range(max(0, row - rows), min(len(self.rows), row + rows + 1)):
            for number, gap in _runs_near(self.rows[at], column, columns):
                distance = math.hypot(abs(at - row) * height, gap * width)
                for code in self.groups[number - 1]:
                    if distance <= min(km, found.get(code, km)):
                        found[code] = distance
        return found

    def pack(self) -> bytes:
        """The bytes of the grid's file."""
        codes = ",".join(map(_AND.join, self.groups)).encode()
        cells = array("H")
        for starts, numbers in self.rows:
            cells.append(len(starts))
            cells.extend(starts)
            cells.extend(numbers)
        head = _HEAD.pack(_MAGIC, self.south, self.west, self.step, len(self.rows), len(codes))
        return head + zlib.compress(codes + _little(cells), 9)


def _runs_near(row: tuple[Sequence[int], Sequence[int]], column: int, columns: int) -> Iterator[tuple[int, int]]:
    """The numbers of the regions that a row has within so many columns of one, each with the columns between."""
    starts, numbers = row
    for run in range(max(bisect_right(starts, column - columns) - 1, 0), len(starts)):
        if starts[run] > column + columns:
            return
        if numbers[run] != NOBODYS:
            end = starts[run + 1] - 1 if run + 1 < len(starts) else starts[run]
            yield numbers[run], max(starts[run] - column, column - end, 0)


def unpack(data: bytes) -> RegionGrid:
    """The grid in a file's bytes; raises UnreadableGrid."""
    try:
        magic, south, west, step, rows, size = _HEAD.unpack_from(data)
        body = zlib.decompress(data[_HEAD.size :])
    except (struct.error, zlib.error) as error:
        raise UnreadableGrid(str(error)) from error
    if magic != _MAGIC or (len(body) - size) % 2:
        raise UnreadableGrid("this is no grid")
    cells = array("H")
    cells.frombytes(body[size:])
    if struct.pack("=H", 1) != struct.pack("<H", 1):
        cells.byteswap()
    groups = tuple(tuple(codes.split(_AND)) for codes in body[:size].decode().split(","))
    return RegionGrid(groups, south, west, step, tuple(_rows(cells, rows)))


def _rows(cells: "array[int]", rows: int) -> list[tuple[Sequence[int], Sequence[int]]]:
    found: list[tuple[Sequence[int], Sequence[int]]] = []
    position = 0
    for _ in range(rows):
        if position >= len(cells):
            raise UnreadableGrid("the grid ends too early")
        count = cells[position]
        middle, end = position + 1 + count, position + 1 + 2 * count
        if end > len(cells):
            raise UnreadableGrid("the grid ends too early")
        found.append((cells[position + 1 : middle], cells[middle:end]))
        position = end
    return found


def _little(cells: "array[int]") -> bytes:
    if struct.pack("=H", 1) != struct.pack("<H", 1):
        cells.byteswap()
    return cells.tobytes()

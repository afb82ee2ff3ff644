"""The region grid: which region a point lies in. It covers a stack's kabupaten and kota, row by row, as runs of one
region.

No geometry at run time: `laporctl regions boundaries` draws the outlines into the grid; a look-up is one bisection.
A point within one step of a border may get the neighbouring region, which is why a named place goes first.
"""

import math
import struct
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Sequence

from chalicelib.domain.values import dataclass

NOBODYS = 0
"""The number in a run that belongs to no region: the sea, or another province."""

_HEAD = struct.Struct("<4sdddHH")
_MAGIC = b"LOG1"


class UnreadableGrid(ValueError):
    """The bytes are no grid, or damaged."""


@dataclass(frozen=True, slots=True)
class RegionGrid:
    """`south` and `west` are the corner in degrees, `step` the size of a cell. `rows` go north, each a list of runs in
    ascending columns: where they begin, and the number of their region, which is its position in `codes` counted from
    1. A run ends where the next begins."""

    codes: tuple[str, ...]
    south: float
    west: float
    step: float
    rows: tuple[tuple[Sequence[int], Sequence[int]], ...]

    def region(self, lat: float, lon: float) -> str | None:
        """The kabupaten or kota at a point; None outside."""
        row = math.floor((lat - self.south) / self.step)
        column = math.floor((lon - self.west) / self.step)
        if not 0 <= row < len(self.rows) or column < 0:
            return None
        starts, numbers = self.rows[row]
        run = bisect_right(starts, column) - 1
        number = numbers[run] if run >= 0 else NOBODYS
        return self.codes[number - 1] if number else None

    def pack(self) -> bytes:
        """The bytes of the grid's file."""
        codes = ",".join(self.codes).encode()
        cells = array("H")
        for starts, numbers in self.rows:
            cells.append(len(starts))
            cells.extend(starts)
            cells.extend(numbers)
        head = _HEAD.pack(_MAGIC, self.south, self.west, self.step, len(self.rows), len(codes))
        return head + zlib.compress(codes + _little(cells), 9)


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
    return RegionGrid(tuple(body[:size].decode().split(",")), south, west, step, tuple(_rows(cells, rows)))


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

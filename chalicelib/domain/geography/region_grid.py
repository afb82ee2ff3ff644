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
from collections.abc import Iterator, Sequence

from chalicelib.domain.values import dataclass

NOBODYS = 0
"""The number in a run that belongs to no region: the sea, or another province."""

_KM_A_DEGREE = 111.32

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

    def near(self, lat: float, lon: float, km: float) -> dict[str, float]:
        """The kabupaten and kota within so many kilometres of a point, each with its distance: 0 for the one that it
        lies in. Right to the size of a cell."""
        row = math.floor((lat - self.south) / self.step)
        column = math.floor((lon - self.west) / self.step)
        height = _KM_A_DEGREE * self.step
        width = height * math.cos(math.radians(lat))
        rows, columns = int(km / height) + 1, int(km / width) + 1
        found: dict[str, float] = {}
        for at in range(max(0, row - rows), min(len(self.rows), row + rows + 1)):
            for number, gap in _runs_near(self.rows[at], column, columns):
                distance = math.hypot(abs(at - row) * height, gap * width)
                code = self.codes[number - 1]
                if distance <= min(km, found.get(code, km)):
                    found[code] = distance
        return found

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

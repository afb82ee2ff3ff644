"""The coast of one province for the map of its pages: what is drawn where a stack has no file of tiles, and before its
tiles arrive.

The pixels of the land mask (`land_mask.py`), about 900 m each, inside a frame around the province: no border of any
region is in it.
"""

from typing import Any

from tools.refdata import land_mask, tables

_PIXEL = 1 / land_mask.PIXELS_PER_DEGREE
_LAND_IS_ONE = bytes([1]) + bytes(255)


def of(code: str) -> dict[str, Any]:
    """`west`, `south`, `east` and `north` in degrees, and the land between them as the land grid has it: `step` is the
    size of a cell, `rows[0]` the southernmost, each with half-open ranges of columns. The whole country is drawn by
    coarser cells. Raises KeyError for an unknown province."""
    west, south, east, north = tables.frames()[code]
    frame: dict[str, Any] = {"west": west, "south": south, "east": east, "north": north}
    if code == tables.CENTRE:
        rows = [land_mask.ranges(row) for row in land_mask.cells()]
        return {**frame, "step": 1 / land_mask.CELLS_PER_DEGREE, "rows": rows}
    top, bottom = round((land_mask.LAT1 - north) / _PIXEL), round((land_mask.LAT1 - south) / _PIXEL)
    left, right = round((west - land_mask.LON0) / _PIXEL), round((east - land_mask.LON0) / _PIXEL)
    lines = [line[left:right].translate(_LAND_IS_ONE) for line in reversed(land_mask.pixels()[top:bottom])]
    return {**frame, "step": round(_PIXEL, 9), "rows": [land_mask.ranges(line) for line in lines]}

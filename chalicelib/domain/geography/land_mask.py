"""The land mask: whether a point lies on land. A run-length grid of Indonesia, built from open data, refuses
coordinates at sea."""

from bisect import bisect_right

from chalicelib.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class LandMask:
    """Rows from south to north, each a flat list of half-open column ranges [start, end, start, end, ...] of land.

    Cells are `step` degrees wide and widened by one cell, so piers and stilt villages count as land.
    """

    lat0: float
    lon0: float
    step: float
    rows: tuple[tuple[int, ...], ...]

    def contains(self, lat: float, lon: float) -> bool:
        """Whether the point (degrees, WGS 84) lies on land inside the grid."""
        if not (self.lat0 <= lat <= 90 and self.lon0 <= lon <= 180):
            return False
        row = int((lat - self.lat0) // self.step)
        if row >= len(self.rows):
            return False
        return bisect_right(self.rows[row], int((lon - self.lon0) // self.step)) % 2 == 1

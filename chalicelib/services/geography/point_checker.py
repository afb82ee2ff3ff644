"""The point checker: compares the point of a report with the region that was named, for the reporter and the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases.hints import Hint, HintCode
from chalicelib.domain.geography import regions
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.place_finder import PlaceFinder
    from chalicelib.services.stack import Stack

_POINT = "/coordinates"


@use_case
class PointChecker:
    """Says what does not fit. Nothing is stored: an office reads the same of a case that was filed long ago. A stack
    without outlines says nothing. A process reads the outlines once."""

    places: PlaceFinder
    stack: Stack

    def hints(self, region: str | None, lat: float | None, lon: float | None) -> tuple[Hint, ...]:
        """The hints about a point, with the region that the reporter named."""
        own = region is None or regions.covers(self.stack.province.code, region)
        near = self.places.near(lat, lon) if lat is not None and lon is not None and own else None
        if near is None:
            return ()
        if region is not None and not any(
            regions.covers(each, region) or regions.covers(region, each) for each in near
        ):
            return (Hint(_POINT, HintCode.POINT_FAR_FROM_REGION),)
        if (region is None or regions.level(region) == 1) and near and min(near.values()) > 0:
            return (Hint(_POINT, HintCode.NEAREST_REGION_TAKEN),)
        return ()

"""The place finder: finds the region of a text or a point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from chalicelib.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A region that was found in a text, and the words it was found in."""

    region: str
    words: str


class PlaceFinder(Protocol):
    """The names of the stack's regions, and their outlines if it has them."""

    def find(self, text: str, within: str | None, lat: float | None, lon: float | None) -> FoundPlace | None:
        """The smallest region that text or point name for certain, inside `within` if that is known; None if neither
        does."""

    def names_in(self, text: str) -> tuple[str, ...]:
        """The words of a text that are names of regions and meant as such, as they stand in it."""

    def near(self, lat: float, lon: float) -> Mapping[str, float] | None:
        """The regions within 10 km of a point, each with its distance in kilometres, 0 for the one that it lies in and
        for those on whose border it lies; None for a stack without outlines."""

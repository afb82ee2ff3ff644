"""The names and outlines of the stack's regions in DynamoDB: one item each, read at the first search for a place."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from chalicelib.domain.geography import regions
from chalicelib.services.ports.place_finder import FoundPlace
from chalicelib.storage import table_keys
from chalicelib.storage.models import item_or_none

if TYPE_CHECKING:
    from chalicelib.domain.geography.gazetteer import Gazetteer, PlaceWords
    from chalicelib.domain.geography.region_grid import RegionGrid
    from chalicelib.storage.models import Tables


_NEAR_KM = 10.0
_AT_SEA_KM = 5.0
"""How far from the coast a point still belongs to the nearest region: a jetty, a village on stilts, a wrong fix."""


class DynamoPlaceFinder:
    """Implements `ports.place_finder.PlaceFinder`, and fills it. Names and outlines change when regions do, so a
    process reads them once."""

    def __init__(self, tables: Tables, place_words: Callable[[], PlaceWords]) -> None:
        self._row = tables.row
        self._place_words = place_words
        self._names: Gazetteer | None = None
        self._grid: RegionGrid | None = None
        self._has_outlines = True

    def find(self, text: str, within: str | None, lat: float | None, lon: float | None) -> FoundPlace | None:
        """The words first; the point only serves to find a region that nothing else names. On a border it finds what
        contains both sides: of two kecamatan often the kabupaten, of two kabupaten the province."""
        mention = self._gazetteer().find(text, within)
        if mention:
            return FoundPlace(mention.codes[0], mention.words)
        grid = self._region_grid() if lat is not None and lon is not None else None
        if grid is None or lat is None or lon is None:
            return None
        codes = grid.at_or_near(lat, lon, _AT_SEA_KM)
        code = regions.common_area(codes) or regions.common_province(codes)
        if code is None or (within and (code == within or not regions.covers(within, code))):
            return None
        return FoundPlace(code, f"{lat:.3f}, {lon:.3f}")

    def names_in(self, text: str) -> tuple[str, ...]:
        """The names of the stack's regions and of provinces in a text."""
        return tuple(mention.words for mention in self._gazetteer().mentions(text))

    def near(self, lat: float, lon: float) -> Mapping[str, float] | None:
        """The regions around a point."""
        grid = self._region_grid()
        return grid.near(lat, lon, _NEAR_KM) if grid else None

    def put_names(self, names: Iterable[tuple[str, str]]) -> None:
        """Replace all earlier names."""
        packed = zlib.compress(json.dumps(list(names), ensure_ascii=False).encode(), 9)
        self._row(pk=table_keys.GAZETTEER, sk=table_keys.META, blob=packed).save()

    def put_outlines(self, grid: RegionGrid) -> None:
        """Replace all earlier outlines."""
        self._row(pk=table_keys.OUTLINES, sk=table_keys.META, blob=grid.pack()).save()

    def _gazetteer(self) -> Gazetteer:
        if self._names is None:
            # Loaded here and below: a function that searches for no place does without.
            from chalicelib.domain.geography.gazetteer import Gazetteer

            found = item_or_none(self._row, table_keys.GAZETTEER)
            names = json.loads(zlib.decompress(found.blob)) if found else []
            self._names = Gazetteer(((code, name) for code, name in names), self._place_words())
        return self._names

    def _region_grid(self) -> RegionGrid | None:
        if self._grid is None and self._has_outlines:
            found = item_or_none(self._row, table_keys.OUTLINES)
            if found:
                from chalicelib.domain.geography import region_grid

                self._grid = region_grid.unpack(found.blob)
            self._has_outlines = found is not None
        return self._grid

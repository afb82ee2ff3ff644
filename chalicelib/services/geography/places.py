"""Places: the regions and offices of a stack for the public, and what does not fit between a point and a region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chalicelib.domain.cases.hints import Hint, HintCode
from chalicelib.domain.errors import FieldError, InvalidInput, UnknownAgency, UnknownRegion
from chalicelib.domain.geography import regions
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.values import dataclass
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Agency
    from chalicelib.domain.geography.regions import Region
    from chalicelib.services.ports.case_store import Page
    from chalicelib.services.ports.directory import Directory
    from chalicelib.services.ports.place_finder import PlaceFinder
    from chalicelib.services.stack import Stack

OFFICES_OF_A_REGION = 100
"""The most offices that a region shows; no region has so many."""

LONGEST_ID = 100
"""The longest id that is looked up, three times that of any office: a table refuses keys of a kilobyte."""


@dataclass(frozen=True, slots=True)
class Place:
    """A region with its children one level below, where the reference data has them, and the offices that serve it."""

    region: Region
    children: tuple[tuple[str, str], ...]
    offices: tuple[Agency, ...]


@use_case
class PlacesService:
    """Reads the directory: a region costs one read and one query, a page of offices one query."""

    directory: Directory
    stack: Stack
    place_finder: PlaceFinder

    def region(self, code: str) -> Place:
        """A region of this stack; raises UnknownRegion."""
        region = self.directory.region(code) if regions.is_code(code) else None
        if region is None:
            raise UnknownRegion(code)
        own = code == self.stack.province.code
        children = ((each, name) for each, name in self.stack.regencies.items() if own and regions.covers(code, each))
        return Place(region, tuple(children), self.directory.serving(code, OFFICES_OF_A_REGION).items)

    def offices(self, region: str | None, tier: str | None, limit: int, after: str | None) -> Page[Agency]:
        """The offices that serve exactly this region, by default the province. Raises InvalidInput for a tier that
        does not exist."""
        code = region or self.stack.province.code
        if tier is not None and tier not in (each.label for each in Tier):
            raise InvalidInput(FieldError("tier", "unknown_choice", ", ".join(each.label for each in Tier)))
        return self.directory.serving(code, limit, Tier.named(tier) if tier else None, after)

    def names(self, agency_ids: Sequence[str]) -> dict[str, str]:
        """The names of those of the offices that exist, by id."""
        return {office.id: office.name for office in self.directory.agencies(agency_ids).values()}

    def office(self, agency_id: str) -> Agency:
        """One office; raises UnknownAgency."""
        possible = regions.AGENCY_ID.fullmatch(agency_id) and len(agency_id) <= LONGEST_ID
        office = self.directory.agencies([agency_id]).get(agency_id) if possible else None
        if office is None:
            raise UnknownAgency(agency_id)
        return office

    def point_hints(self, region: str | None, lat: float | None, lon: float | None) -> tuple[Hint, ...]:
        """What does not fit between a point and the region that the reporter named. Nothing of it is stored: an office
        reads the same of a case that was filed long ago. A stack without outlines says nothing."""
        own = region is None or regions.covers(self.stack.province.code, region)
        near = self.place_finder.near(lat, lon) if lat is not None and lon is not None and own else None
        if near is None:
            return ()
        if region and not any(regions.covers(each, region) or regions.covers(region, each) for each in near):
            return (Hint("/coordinates", HintCode.POINT_FAR_FROM_REGION),)
        if (region and regions.level(region) > 1) or not near:
            return ()
        here = [code for code, distance in near.items() if distance == 0]
        if not here:
            return (Hint("/coordinates", HintCode.NEAREST_REGION_TAKEN),)
        return () if regions.common_area(here) else (Hint("/coordinates", HintCode.POINT_ON_BORDER),)

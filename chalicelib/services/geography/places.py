"""Places: the regions and offices of a stack for the public."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

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

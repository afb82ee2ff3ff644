"""Accusations: a report that accuses an office is held by the inspectorate, never by the office it accuses.

Which office a report accuses stands in its words, and no field names it. So the rule does not look for the accused: of
an accusation every office but the competent inspectorate may be the accused one, or lie below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.errors import AccusationProtected
from chalicelib.domain.geography import regions
from chalicelib.domain.routing import jurisdiction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.domain.cases.model import Agency, Event
    from chalicelib.domain.geography.regions import Province
    from chalicelib.domain.routing.jurisdiction import Category

INSPECTORATE = "inspektorat"
"""The type of the offices that examine other offices (PP 12/2017)."""


def is_accusation(category: Category | None) -> bool:
    """Whether reports of this category accuse an office or its people: a sensitive one of an inspectorate."""
    return category is not None and category.sensitive and any(kind == INSPECTORATE for _, kind in category.chain)


def is_competent(category: Category, region: str | None, agency_id: str) -> bool:
    """Whether an office is one that the category names (the inspectorate, for corruption also the KPK), for this
    region."""
    area, _, kind = agency_id.partition("-")
    reaches = region is None or area == jurisdiction.CENTRE or regions.covers(area, region)
    return reaches and any(kind == named for _, named in category.chain)


def may_hold(category: Category | None, region: str | None, office: Agency) -> bool:
    """Whether an office may hold, or support, a case of this category. A coordinator always may: it decides who gets
    it. A sensitive matter goes to no office below the lowest one that its category names: what is said about a village
    is not for the village."""
    if category is None or not category.sensitive or office.coordinates:
        return True
    if is_accusation(category):
        return is_competent(category, region, office.id)
    return office.tier >= min(tier for tier, _ in category.chain)


def require_holder(category: Category | None, region: str | None, office: Agency) -> None:
    """Raises AccusationProtected for an office that may not hold such a case."""
    if not may_hold(category, region, office):
        raise AccusationProtected


def inspectorates(category: Category, region: str | None, province: Province) -> tuple[str, ...]:
    """The agency ids of the offices that may be competent for an accusation, the lowest first; without a place those of
    the province."""
    ids = (jurisdiction.office_id(tier, kind, region or province.code, province) for tier, kind in category.chain)
    return tuple(each for each in ids if each)


def require_cleared(events: Iterable[Event]) -> None:
    """Allows that an accusation is taken for something else once an inspectorate has refused it; raises
    AccusationProtected. Otherwise another name would be the way around the rule."""
    refused = (str(event.data.get("from", "")) for event in events if event.kind == "refused")
    if not any(agency.partition("-")[2] == INSPECTORATE for agency in refused):
        raise AccusationProtected

"""Accusations: a report that accuses an office is held by its inspector, never by the office it accuses.

A local inspectorate examines the offices of its government; police, courts, ministries and state companies have
inspectors of their own, and the category says which (`pungli.polri`). Which single office a report accuses stands in
its words, and no field names it. So the rule does not look for it: of an accusation every office but the competent
inspector may be the accused one, or lie below it.
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
"""The type of the offices that examine the other offices of their government (PP 12/2017)."""

OMBUDSMAN = "ombudsman"
"""The type of the body that examines those of the centre that have no inspector of their own here (UU 37/2008)."""

_OF_THE_CENTRE = "pengawas-"


def examines(kind: str) -> bool:
    """Whether offices of this type examine others: the inspectorates, and the inspectors of police, courts and
    ministries."""
    return kind in (INSPECTORATE, OMBUDSMAN) or kind.startswith(_OF_THE_CENTRE)


def is_accusation(category: Category | None) -> bool:
    """Whether reports of this category accuse an office or its people: a sensitive one of an inspector."""
    return category is not None and category.sensitive and any(examines(kind) for _, kind in category.chain)


def asks_whom(category: Category) -> bool:
    """Whether it depends on the accused who is competent, and the category does not say yet who that is."""
    return category.fact == "accused"


def is_competent(category: Category, region: str | None, agency_id: str) -> bool:
    """Whether an office is one that the category names (the inspectorate, for corruption also the KPK, for the police
    Propam), for this region."""
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
    if not any(examines(agency.partition("-")[2]) for agency in refused):
        raise AccusationProtected

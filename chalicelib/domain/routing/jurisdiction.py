"""Jurisdiction: from category and place to the lowest competent office. Without a rule or an office it is the
coordinator, never an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography import regions
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.geography.regions import Province

COORDINATOR_TYPE = "diskominfo"
CENTRAL_COORDINATOR = "panrb"
CENTRE = "00"
"""Code of the national stack."""
_KECAMATAN = ((Tier.KECAMATAN, "kecamatan"),)


@dataclass(frozen=True, slots=True)
class Category:
    """A row of the category table: the offices' tiers and types in ascending order, first the one that starts.
    `name` is what people read, by language, `group` the id of its group, `words` what citizens call it, and `fact` the
    question whose answer changes the office, if there is one: each answer makes a variant of the category,
    `<id>.<answer>`. `priority` is 1 (the most urgent) to 4. `repair`: what is done
    about it is a repair, which has to hold."""

    id: str
    chain: tuple[tuple[Tier, str], ...]
    sensitive: bool
    name: Mapping[str, str]
    group: str = ""
    words: tuple[str, ...] = ()
    fact: str | None = None
    priority: int | None = None
    repair: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """The question of a category, and the names of the answers by their id, both by language."""

    text: Mapping[str, str]
    answers: Mapping[str, Mapping[str, str]]


GENERAL_CATEGORY = "lainnya"
"""The category for what fits no other."""


def base_category(category_id: str) -> str:
    """The category that a variant belongs to; any other category is its own."""
    return category_id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Competence:
    """The competent office and why. With `triage` it is a coordinator, who must decide.

    `reason`: `rule`, `no_category`, `no_place`, `outside_province` (at the centre: a matter of the province that the
    place is in), `place_too_coarse`, `no_office`, or `central` if only a body of the centre is competent and this stack
    has none.
    """

    office: Agency
    triage: bool
    reason: str


def office_id(tier: Tier, kind: str, region: str, province: Province) -> str | None:
    """The agency id of an office of this tier and type that is competent for `region`; None if the place is too
    coarse to name it."""
    if tier is Tier.PUSAT:
        return f"{CENTRE}-{kind}"
    level = regions.level_of(tier, province)
    area = regions.ancestor(region, level) if level else None
    return f"{area}-{kind}" if area else None


def coordinators(region: str | None, province: Province) -> tuple[str, ...]:
    """The coordinators' agency ids from the kabupaten or kota upwards; the last one, the province's, always applies."""
    top = f"{province.code}-{CENTRAL_COORDINATOR if province.code == CENTRE else COORDINATOR_TYPE}"
    area = regions.ancestor(region, 2) if region and regions.covers(province.code, region) else None
    return (f"{area}-{COORDINATOR_TYPE}", top) if area else (top,)


def candidates(category: Category | None, region: str | None, province: Province) -> tuple[str, ...]:
    """Every agency id that `find_competent_office` may need, so that a caller can fetch them at once."""
    chain = category.chain if category else ()
    offices = (office_id(tier, kind, region or "", province) for tier, kind in chain if region or tier is Tier.PUSAT)
    return (*(office for office in offices if office), *coordinators(region, province))


def find_competent_office(
    category: Category | None, region: str | None, province: Province, directory: Mapping[str, Agency]
) -> Competence:
    """The lowest competent office of `directory` (agencies by id, at least those among `candidates`)."""
    coordinator = _coordinator(region, province, directory)
    if category is None:
        return Competence(coordinator, True, "no_category")
    if _is_central(category, region, province):
        return _central(category, coordinator, directory)
    if region is None:
        return Competence(coordinator, True, "no_place")
    if not regions.covers(province.code, region):
        return Competence(coordinator, True, "outside_province")
    for tier, kind in category.chain:
        office = office_id(tier, kind, region, province)
        if office is None:
            return Competence(coordinator, True, "place_too_coarse")
        if office in directory:
            return Competence(directory[office], directory[office].coordinates, "rule")
    return Competence(coordinator, True, "no_office")


def _is_central(category: Category, region: str | None, province: Province) -> bool:
    """Whether a body of the centre is competent first. What a local service begins with is for the centre's body only
    where no place says whose service it is; an accusation that begins above the local offices is its own at once."""
    central = [tier is Tier.PUSAT for tier, _ in category.chain]
    if province.code != CENTRE or all(central):
        return all(central)
    return any(central) and (region is None or category.chain[0][0] >= Tier.PROVINSI)


def central_body(category: Category) -> str | None:
    """The agency id of the first body of the centre in a category's chain; None if it names none."""
    return next((f"{CENTRE}-{kind}" for tier, kind in category.chain if tier is Tier.PUSAT), None)


def _central(category: Category, coordinator: Agency, directory: Mapping[str, Agency]) -> Competence:
    """The competence for a matter of the centre, where the place does not matter."""
    bodies = [f"{CENTRE}-{kind}" for tier, kind in category.chain if tier is Tier.PUSAT]
    found = next((directory[body] for body in bodies if body in directory), None)
    return Competence(found, found.coordinates, "rule") if found else Competence(coordinator, True, "central")


def above(
    category: Category | None, region: str | None, province: Province, tier: Tier | None
) -> tuple[tuple[Tier, str], ...]:
    """The rungs above `tier` in the order to try: the category's own chain (without one, the kecamatan), then the
    coordinators. Pairs of tier and agency id."""
    chain = category.chain if category else _KECAMATAN
    rungs = [(rung, office_id(rung, kind, region, province)) for rung, kind in chain] if region else []
    top = coordinators(region, province)
    rungs += zip((Tier.OPD, Tier.PROVINSI)[-len(top) :], top, strict=True)
    lowest = tier or Tier.RT
    return tuple((rung, office) for rung, office in rungs if office and rung > lowest)


def _coordinator(region: str | None, province: Province, directory: Mapping[str, Agency]) -> Agency:
    for agency_id in coordinators(region, province):
        if agency_id in directory:
            return directory[agency_id]
    # A stack whose directory was never loaded still has a responsible coordinator.
    top = coordinators(None, province)[0]
    return Agency(top, f"Koordinator {province.name}", Tier.PROVINSI, coordinates=True)

"""The directory of one stack: its regions and the offices that serve them.

Offices are the usual ones of PP 18/2016 (a dinas or badan for each affair of UU 23/2014), named after their
government. What a regional by-law named otherwise is corrected in the stack's table by its admin; ids stay,
because they come from the duty.
"""

from dataclasses import dataclass

from tools.refdata import regions, tables
from tools.refdata.regions import Region

_OFFICE_OF_A_REGION = {"kecamatan": "kecamatan", "desa": "desa", "kelurahan": "desa"}
_GOVERNMENT_TIERS = {1: "provinsi", 2: "opd"}


@dataclass(frozen=True)
class Agency:
    """An office. `region` is the area it serves; `tier` is its rung on the ladder rt, desa, kecamatan,
    opd, provinsi, pusat.
    """

    region: str
    type: str
    tier: str
    name: str
    coordinates: bool = False

    @property
    def id(self) -> str:
        """`<region code>-<type>`, for example `64.08-pupr`."""
        return f"{self.region}-{self.type}"


@dataclass(frozen=True)
class Directory:
    """Regions by code and agencies by id."""

    regions: list[Region]
    agencies: list[Agency]

    def records(self) -> list[dict[str, object]]:
        """The lines of `build/directory/<slug>.jsonl`: every region, then every agency."""
        lines: list[dict[str, object]] = [
            {"kind": "region", "code": r.code, "name": r.name, "class": r.unit, "path": list(r.path)}
            for r in self.regions
        ]
        lines += [
            {
                "kind": "agency",
                "id": a.id,
                "region": a.region,
                "type": a.type,
                "tier": a.tier,
                "name": a.name,
                "coordinates": a.coordinates,
            }
            for a in self.agencies
        ]
        return lines


def of_province(province: tables.Province) -> Directory:
    """Regions down to villages, and an agency for every duty and every region that has an office."""
    found = regions.below(province.code)
    offices = [agency for region in found for agency in _offices(region, province.opd_level)]
    return Directory(found, sorted(offices, key=lambda agency: agency.id))


def of_centre() -> Directory:
    """The national stack: no regions, the bodies that chains name at tier `pusat`."""
    bodies = [Agency(tables.CENTRE, b.slug, "pusat", b.name, b.coordinates) for b in tables.central_bodies()]
    return Directory([], sorted(bodies, key=lambda agency: agency.id))


def _offices(region: Region, opd_level: int) -> list[Agency]:
    office = _OFFICE_OF_A_REGION.get(region.unit)
    if office:
        return [Agency(region.code, office, office, region.name)]
    return _government(region, opd_level) if region.level <= opd_level else []


def _government(region: Region, opd_level: int) -> list[Agency]:
    """The OPDs of an autonomous government. The government at `opd_level` also carries the duties of the
    levels below it.
    """
    duties = range(region.level, 3 if region.level == opd_level else region.level + 1)
    title = f"Provinsi {region.name}" if region.level == 1 else region.name
    found = []
    for kind in tables.agency_types():
        names = {1: kind.at_provinsi, 2: kind.at_kabkota}
        name = next((names[level] for level in duties if names[level]), None)
        if name:
            tier = _GOVERNMENT_TIERS[region.level]
            found.append(Agency(region.code, kind.slug, tier, f"{name} {title}", kind.coordinates))
    return found

"""Region codes of the Ministry of Home Affairs, `PP.KK.CC.DDDD`, and the provinces with what differs between them."""

import re
from collections.abc import Collection

from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.values import dataclass

FINEST = 4
"""The level of a desa or kelurahan."""

_FIRST_CITY = 71
"""Of the second parts of codes, 01 to 69 are kabupaten, 71 to 99 kota."""

_CODE = re.compile(r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?")
SHAPES = "64 · 64.08 · 64.08.01 · 64.08.01.2001"
"""A code of each level, as an example in error messages."""

AGENCY_ID = re.compile(r"[0-9a-z.]+(-[0-9a-z]+)+")
"""The shape of every office's id: region code and kind."""


@dataclass(frozen=True, slots=True)
class Province:
    """The province of a stack. `opd_level` is the number of code parts at which duties of an OPD are carried out: 2
    (kabupaten or kota) everywhere but in DKI Jakarta, where the province has no autonomous kabupaten or kota (UU
    29/2007)."""

    code: str
    prefix: str
    slug: str
    name: str
    timezone: str
    utc_offset: int
    opd_level: int = 2


@dataclass(frozen=True, slots=True)
class Region:
    """A place down to the village; `path` names it from the province downwards."""

    code: str
    path: tuple[str, ...]


def region_of(agency_id: str) -> str:
    """The code of the region that an office serves, which its id begins with: `64.08-pupr` -> `64.08`."""
    return agency_id.partition("-")[0]


def is_code(text: str) -> bool:
    """Whether `text` has the form of a region code of one to four parts."""
    return _CODE.fullmatch(text) is not None


def level(code: str) -> int:
    """1 province, 2 kabupaten/kota, 3 kecamatan, 4 desa/kelurahan."""
    return code.count(".") + 1


def ancestor(code: str, parts: int) -> str | None:
    """The region that contains `code` at the level of `parts` code parts; None if the code is shorter."""
    pieces = code.split(".")
    return ".".join(pieces[:parts]) if len(pieces) >= parts else None


def is_city(code: str) -> bool:
    """Whether the code of a kabupaten or kota is that of a kota."""
    return int(code[3:5]) >= _FIRST_CITY


def covers(area: str, code: str) -> bool:
    """Whether the region `code` lies in (or is) `area`."""
    return code == area or code.startswith(area + ".")


def common_area(codes: Collection[str]) -> str | None:
    """The finest region, below the province, that contains them all; None if there is none."""
    for parts in (FINEST, 3, 2):
        areas = {ancestor(code, parts) for code in codes}
        if len(areas) == 1 and (shared := areas.pop()):
            return shared
    return None


def common_province(codes: Collection[str]) -> str | None:
    """The province that contains them all; None if they lie in several, or there are none."""
    provinces = {code[:2] for code in codes}
    return provinces.pop() if len(provinces) == 1 else None


def level_of(tier: Tier, province: Province) -> int | None:
    """The number of code parts of an office of this tier; None at the centre."""
    return {
        Tier.RT: 4,
        Tier.DESA: 4,
        Tier.KECAMATAN: 3,
        Tier.OPD: province.opd_level,
        Tier.PROVINSI: 1,
    }.get(tier)

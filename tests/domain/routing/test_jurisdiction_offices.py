"""The ids of the offices that may be competent, and of the coordinators."""

import pytest

from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.routing import jurisdiction
from tests.support.world import KALTIM, VILLAGE

HOME = KALTIM.province


@pytest.mark.parametrize(
    ("tier", "region", "office"),
    [
        (Tier.RT, VILLAGE, f"{VILLAGE}-x"),
        (Tier.DESA, VILLAGE, f"{VILLAGE}-x"),
        (Tier.KECAMATAN, VILLAGE, f"{VILLAGE[:8]}-x"),
        (Tier.OPD, VILLAGE, f"{VILLAGE[:5]}-x"),
        (Tier.PROVINSI, VILLAGE, f"{VILLAGE[:2]}-x"),
        (Tier.PUSAT, VILLAGE, "00-x"),
        (Tier.PUSAT, "64", "00-x"),
        (Tier.DESA, "64.08", None),
        (Tier.KECAMATAN, "64.08", None),
        (Tier.OPD, "64", None),
    ],
)
def test_an_office_is_named_by_the_region_of_its_tier(tier: Tier, region: str, office: str | None) -> None:
    assert jurisdiction.office_id(tier, "x", region, HOME) == office


@pytest.mark.parametrize(
    ("region", "coordinators"),
    [
        (VILLAGE, ("64.08-diskominfo", "64-diskominfo")),
        ("64.71", ("64.71-diskominfo", "64-diskominfo")),
        ("64", ("64-diskominfo",)),
        ("65.01", ("64-diskominfo",)),
        ("640.01", ("64-diskominfo",)),
        (None, ("64-diskominfo",)),
    ],
)
def test_coordinators_are_those_of_the_kabupaten_and_always_of_the_province(
    region: str | None, coordinators: tuple[str, ...]
) -> None:
    assert jurisdiction.coordinators(region, HOME) == coordinators

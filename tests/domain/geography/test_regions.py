"""Codes of regions: their form, their levels, and which of them an office's tier belongs to."""

from dataclasses import replace

import pytest

from chalicelib.domain.geography import regions
from chalicelib.domain.geography.regions import Province
from chalicelib.domain.geography.tiers import Tier

KALTIM = Province("64", "KI", "kaltim", "Kalimantan Timur", "Asia/Makassar", 8)
VILLAGE = "64.08.01.2001"


@pytest.mark.parametrize("code", regions.SHAPES.split(" · "))
def test_each_example_of_a_code_is_one(code: str) -> None:
    assert regions.is_code(code)


@pytest.mark.parametrize("text", ["", "6", "640", "64.", "64.8", "64.08.", "64.08.01.201", f"{VILLAGE}.1", "64-pupr"])
def test_what_is_longer_shorter_or_otherwise_written_is_none(text: str) -> None:
    assert not regions.is_code(text)


def test_a_code_is_below_those_that_it_begins_with_and_has_none_finer_above() -> None:
    assert [regions.ancestor(VILLAGE, parts) for parts in (1, 2, 3, 4)] == ["64", "64.08", "64.08.01", VILLAGE]
    assert regions.ancestor("64.08", 2) == "64.08"
    assert regions.ancestor("64.08", 3) is None
    assert [regions.level(code) for code in ("64", "64.08", "64.08.01", VILLAGE)] == [1, 2, 3, regions.FINEST]


def test_a_region_covers_itself_and_what_lies_in_it_and_no_neighbour() -> None:
    assert regions.covers("64.08", "64.08")
    assert regions.covers("64.08", VILLAGE)
    assert not regions.covers("64.08", "64")
    assert not regions.covers("64.0", "64.08")
    assert not regions.covers("64.08", "64.081")


def test_every_tier_has_the_level_of_its_area() -> None:
    levels = {tier: regions.level_of(tier, KALTIM) for tier in Tier}
    assert levels == {
        Tier.RT: 4,
        Tier.DESA: 4,
        Tier.KECAMATAN: 3,
        Tier.OPD: 2,
        Tier.PROVINSI: 1,
        Tier.PUSAT: None,
    }
    assert regions.level_of(Tier.OPD, replace(KALTIM, opd_level=1)) == 1, "as in Jakarta"


def test_a_tier_is_found_by_its_label_and_nothing_else() -> None:
    assert [Tier.named(tier.label) for tier in Tier] == list(Tier)
    with pytest.raises(KeyError):
        Tier.named("dinas")

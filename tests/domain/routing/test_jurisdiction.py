from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.cases.model import Agency
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.routing import jurisdiction
from chalicelib.domain.routing.jurisdiction import Category
from chalicelib.runtime.reference import load_stack
from tests.support.world import KALTIM, OFFICES, VILLAGE

DIRECTORY = {office.id: office for office in OFFICES}
HOME = KALTIM.province
ROAD = KALTIM.categories["jalan-rusak"]
COOP = KALTIM.categories["kandang-ternak-bau-bising"]


def decide(
    category: Category | None, region: str | None, directory: dict[str, Agency] = DIRECTORY
) -> tuple[str, bool, str]:
    decision = jurisdiction.find_competent_office(category, region, HOME, directory)
    return decision.office.id, decision.triage, decision.reason


def test_a_road_goes_to_the_works_department_of_the_kabupaten() -> None:
    assert decide(ROAD, "64.08") == ("64.08-pupr", False, "rule")
    assert decide(ROAD, VILLAGE) == ("64.08-pupr", False, "rule")


def test_a_chicken_coop_starts_at_the_village() -> None:
    assert decide(COOP, VILLAGE) == (f"{VILLAGE}-desa", False, "rule")


@pytest.mark.parametrize(
    ("category", "region", "coordinator", "reason"),
    [
        (None, "64.08", "64.08-diskominfo", "no_category"),
        (None, None, "64-diskominfo", "no_category"),
        (ROAD, None, "64-diskominfo", "no_place"),
        (ROAD, "64", "64-diskominfo", "place_too_coarse"),
        (COOP, "64.08", "64.08-diskominfo", "place_too_coarse"),
        (ROAD, "65.01", "64-diskominfo", "outside_province"),
        (KALTIM.categories["listrik-padam"], "64.08", "64.08-diskominfo", "central"),
    ],
)
def test_where_no_rule_decides_the_nearest_coordinator_does(
    category: Category | None, region: str | None, coordinator: str, reason: str
) -> None:
    assert decide(category, region) == (coordinator, True, reason)


def test_an_office_that_does_not_exist_leaves_the_case_to_the_next_rung() -> None:
    without = {key: office for key, office in DIRECTORY.items() if key != "64.08-pupr"}
    assert decide(ROAD, "64.08", without) == ("64-pupr", False, "rule")


def test_a_stack_without_a_directory_still_has_a_coordinator() -> None:
    assert decide(ROAD, "64.08", {}) == ("64-diskominfo", True, "no_office")


def test_in_jakarta_the_duties_of_a_kota_are_the_provinces() -> None:
    """DKI Jakarta has no autonomous kabupaten or kota; the difference is a number in the data."""
    jakarta = load_stack("jakarta", "progress-30").province
    works = Agency("31-pupr", "Dinas Bina Marga", Tier.PROVINSI)
    decision = jurisdiction.find_competent_office(ROAD, "31.74.01.1001", jakarta, {works.id: works})
    assert (decision.office, decision.triage) == (works, False)
    assert (
        jurisdiction.find_competent_office(
            ROAD, "31.74.01.1001", replace(jakarta, opd_level=2), {works.id: works}
        ).office
        == works
    )


def test_the_ladder_leads_from_village_to_province_and_ends() -> None:
    tiers = [Tier.DESA, Tier.KECAMATAN, Tier.OPD, Tier.PROVINSI]
    steps = []
    for tier in tiers:
        rungs = [office for _, office in jurisdiction.above(COOP, VILLAGE, HOME, tier) if office in DIRECTORY]
        steps.append(rungs[0] if rungs else None)
    assert steps == ["64.08.01-kecamatan", "64.08-satpolpp", "64-satpolpp", None]


def test_a_case_without_category_climbs_by_kecamatan_and_coordinators() -> None:
    rungs = [office for _, office in jurisdiction.above(None, VILLAGE, HOME, Tier.DESA)]
    assert rungs == ["64.08.01-kecamatan", "64.08-diskominfo", "64-diskominfo"]


@pytest.mark.parametrize(
    ("category", "region", "reason"),
    [
        ("jalan-rusak", "64.08", "outside_province"),
        ("jalan-rusak", "64", "outside_province"),
        ("jalan-rusak", None, "no_place"),
        ("listrik-padam", "64.08", "central"),
        ("kekerasan-perempuan-anak", "64.08", "outside_province"),
        ("kekerasan-perempuan-anak", None, "central"),
        ("korupsi", "64.08", "central"),
        (None, "64.08", "no_category"),
    ],
)
def test_at_the_centre_a_matter_of_a_province_is_that_provinces(
    category: str | None, region: str | None, reason: str
) -> None:
    centre = load_stack("pusat", "progress-30")
    decision = jurisdiction.find_competent_office(centre.category(category), region, centre.province, {})
    assert (decision.office.id, decision.triage, decision.reason) == ("00-panrb", True, reason)


REGIONS = st.sampled_from([None, "64", "64.08", "64.08.01", VILLAGE, "65", "65.01", "31.74.01.1001"])
CATEGORIES = st.sampled_from([None, *KALTIM.categories.values()])
DIRECTORIES = st.sets(st.sampled_from(sorted(DIRECTORY))).map(lambda ids: {each: DIRECTORY[each] for each in ids})


@given(CATEGORIES, REGIONS, DIRECTORIES)
def test_every_case_has_a_responsible_office_and_a_coordinator_only_gets_triage(
    category: Category | None, region: str | None, directory: dict[str, Agency]
) -> None:
    decision = jurisdiction.find_competent_office(category, region, HOME, directory)
    assert decision.triage == decision.office.coordinates
    needed = jurisdiction.candidates(category, region, HOME)
    assert decision.office.id in needed
    only_needed = {key: office for key, office in directory.items() if key in needed}
    assert jurisdiction.find_competent_office(category, region, HOME, only_needed) == decision


@given(CATEGORIES, REGIONS, st.sampled_from(Tier))
def test_the_ladder_only_leads_up(category: Category | None, region: str | None, tier: Tier) -> None:
    rungs = [rung for rung, _ in jurisdiction.above(category, region, HOME, tier)]
    assert rungs or tier >= Tier.PROVINSI
    assert [rung for rung in rungs if rung <= tier] == []


MIXED = replace(ROAD, chain=((Tier.OPD, "pupr"), (Tier.PUSAT, "kemenpupr")))
CENTRAL = replace(ROAD, chain=((Tier.PUSAT, "pln"), (Tier.PUSAT, "kemenpupr")))
BODY = Agency("00-kemenpupr", "Kementerian Pekerjaan Umum", Tier.PUSAT)


def test_a_matter_that_a_kabupaten_or_the_centre_may_solve_stays_in_the_province() -> None:
    assert decide(MIXED, "64.08") == ("64.08-pupr", False, "rule")
    without = {key: office for key, office in DIRECTORY.items() if key != "64.08-pupr"}
    assert decide(MIXED, "64.08", without | {BODY.id: BODY}) == (BODY.id, False, "rule")


def test_at_the_centre_such_a_matter_goes_to_the_province_where_it_is_and_without_a_place_to_the_body() -> None:
    centre = load_stack("pusat", "progress-30").province
    own = Agency("00-pupr", "Dinas yang tidak ada di pusat", Tier.PUSAT)
    offices = {own.id: own, BODY.id: BODY}
    assert jurisdiction.find_competent_office(MIXED, "64.08", centre, offices).reason == "outside_province"
    decision = jurisdiction.find_competent_office(MIXED, None, centre, offices)
    assert (decision.office, decision.reason) == (BODY, "rule")


def test_of_two_bodies_of_the_centre_the_first_that_exists_has_it_wherever_it_happened() -> None:
    decision = jurisdiction.find_competent_office(CENTRAL, None, HOME, {**DIRECTORY, BODY.id: BODY})
    assert (decision.office, decision.triage, decision.reason) == (BODY, False, "rule")


def test_a_case_without_a_tier_climbs_from_the_lowest_office_up() -> None:
    rungs = [rung for rung, _ in jurisdiction.above(COOP, VILLAGE, HOME, None)]
    assert rungs == [Tier.DESA, Tier.KECAMATAN, Tier.OPD, Tier.PROVINSI, Tier.OPD, Tier.PROVINSI]

"""The directories of the stacks."""

import re
from collections import Counter

import pytest

from tests.support.loops import at_least_one
from tools.refdata import directory, regions, tables
from tools.refdata.directory import Directory
from tools.refdata.tables import Province


@pytest.mark.parametrize(
    ("slug", "kabkota", "kecamatan", "desa", "kelurahan"),
    [("kaltim", 10, 105, 841, 197), ("kaltara", 5, 55, 447, 35)],
)
def test_regions_are_complete(
    slug: str, kabkota: int, kecamatan: int, desa: int, kelurahan: int, request: pytest.FixtureRequest
) -> None:
    units = Counter(region.unit for region in request.getfixturevalue(slug).regions)
    assert units["provinsi"] == 1
    assert units["kabupaten"] + units["kota"] == kabkota
    assert units["kecamatan"] == kecamatan
    assert (units["desa"], units["kelurahan"]) == (desa, kelurahan)


@pytest.mark.parametrize(
    ("agency", "name"),
    [
        ("64.71-dishub", "Dinas Perhubungan Kota Balikpapan"),
        ("64.08-pupr", "Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Kutai Timur"),
        ("64-esdm", "Dinas Energi dan Sumber Daya Mineral Provinsi Kalimantan Timur"),
        ("64.08.04-kecamatan", "Kecamatan Sangatta Utara"),
        ("64.08.04.1010-desa", "Kelurahan Teluk Lingga"),
        ("64.08.04.2001-desa", "Desa Sangatta Utara"),
        ("64.03.04.2001-desa", "Kampung Long La'ai"),
    ],
)
def test_an_office_has_its_usual_name(agency: str, name: str, kaltim: Directory) -> None:
    assert {a.id: a.name for a in kaltim.agencies}.get(agency) == name


def test_a_path_names_a_village_from_the_province_down(kaltim: Directory) -> None:
    village = next(region for region in kaltim.regions if region.code == "64.08.01.2001")
    assert village.path == (
        "Kalimantan Timur",
        "Kabupaten Kutai Timur",
        "Kecamatan Muara Ancalong",
        "Desa Senyiur",
    )


@pytest.mark.parametrize("slug", ["kaltim", "kaltara"])
def test_every_government_has_one_coordinator(slug: str, request: pytest.FixtureRequest) -> None:
    found: Directory = request.getfixturevalue(slug)
    governments = sorted(region.code for region in found.regions if region.level <= 2)
    coordinators = [agency for agency in found.agencies if agency.coordinates]
    assert sorted(agency.region for agency in coordinators) == governments
    assert {agency.type for agency in coordinators} == {"diskominfo"}


@pytest.mark.parametrize("slug", ["kaltim", "kaltara"])
def test_every_village_and_kecamatan_has_its_own_office(slug: str, request: pytest.FixtureRequest) -> None:
    found: Directory = request.getfixturevalue(slug)
    served = {agency.region: agency.tier for agency in found.agencies if agency.tier in ("desa", "kecamatan")}
    tier = {3: "kecamatan", 4: "desa"}
    assert served == {region.code: tier[region.level] for region in found.regions if region.level > 2}


def test_jakartas_province_carries_the_duties_of_kabupaten_and_kota(jakarta: Directory) -> None:
    types = {agency.type for agency in jakarta.agencies if agency.region == "31"}
    assert types == {kind.slug for kind in tables.agency_types()}
    assert "31-damkar" in {agency.id for agency in jakarta.agencies}


def test_jakartas_administrative_cities_have_no_opd_of_their_own(jakarta: Directory) -> None:
    assert [agency.id for agency in jakarta.agencies if agency.region.count(".") == 1] == []
    assert [agency.id for agency in jakarta.agencies if agency.tier == "opd"] == []


def test_the_centre_has_every_body_and_one_coordinator() -> None:
    found = directory.of_centre()
    assert found.regions == []
    assert {agency.tier for agency in found.agencies} == {"pusat"}
    assert [agency.id for agency in found.agencies if agency.coordinates] == ["00-panrb"]


def test_the_whole_country_builds_with_unique_ids_and_full_counts(stacks: dict[str, Province]) -> None:
    levels: Counter[int] = Counter()
    for province in (p for p in stacks.values() if p.code != tables.CENTRE):
        found = directory.of_province(province)
        codes = [region.code for region in found.regions]
        ids = [agency.id for agency in found.agencies]
        assert codes == sorted(set(codes))
        assert ids == sorted(set(ids))
        levels.update(region.level for region in found.regions)
    assert levels == {1: 38, 2: 514, 3: 7285, 4: 83762}


@pytest.mark.parametrize("slug", ["kaltim", "kaltara"])
def test_names_are_written_with_capitals_and_single_spaces(slug: str, request: pytest.FixtureRequest) -> None:
    found: Directory = request.getfixturevalue(slug)
    for region in at_least_one(found.regions):
        assert re.fullmatch(r"[A-Z][\w'./-]*( (dan|[A-Z][\w'./-]*))*", region.name), region.name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("11.01.01.2001", "Gampong Keude Bakongan"),
        ("11.01.01.2004", "Gampong Drien"),
        ("13.09", "Kabupaten Kepulauan Mentawai"),
        ("34.71.01", "Kemantren Tegalrejo"),
        ("91.71.01", "Distrik Jayapura Utara"),
    ],
)
def test_a_region_carries_the_word_its_people_use(code: str, name: str) -> None:
    assert {region.code: region.name for region in regions.below(code[:2])}[code] == name


def test_an_unknown_province_is_refused() -> None:
    with pytest.raises(KeyError, match="99"):
        regions.below("99")

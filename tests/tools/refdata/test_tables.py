"""Provinces and types of agencies as written by hand, against what is known about them."""

import re
from collections import Counter

import pytest
from lokal import wilayah

from tests.support.loops import at_least_one
from tools.refdata import regions, tables

PROVINCES = [province for province in tables.provinces() if province.code != tables.CENTRE]
ISO_3166_2_ID = (
    "AC SU SB RI JA SS BE LA BB KR JK JB JT YO JI BT BA NB NT KB KT KS KI KU SA ST SN SG GO SR MA MU PA PB PS PT PE PD"
)


def test_38_provinces_are_the_34_of_2021_and_the_four_cut_from_papua_in_2022() -> None:
    assert len(PROVINCES) == 38
    assert {p.slug for p in PROVINCES if p.code in ("93", "94", "95", "96")} == {
        "papua-selatan",
        "papua-tengah",
        "papua-pegunungan",
        "papua-barat-daya",
    }


def test_provinces_are_those_of_the_region_source() -> None:
    assert [province.code for province in PROVINCES] == [region.code for region in wilayah.list_wilayah()]


def test_prefixes_are_the_letters_of_iso_3166_2() -> None:
    assert [province.prefix for province in PROVINCES] == ISO_3166_2_ID.split()


@pytest.mark.parametrize("attribute", ["code", "prefix", "slug"])
def test_no_two_stacks_share(attribute: str) -> None:
    values = [getattr(province, attribute) for province in tables.provinces()]
    assert len(set(values)) == 39


@pytest.mark.parametrize(
    ("slug", "timezone", "offset"),
    [
        ("aceh", "WIB", 7),
        ("kalteng", "WIB", 7),
        ("bali", "WITA", 8),
        ("kaltim", "WITA", 8),
        ("maluku", "WIT", 9),
        ("papua", "WIT", 9),
    ],
)
def test_a_province_lives_in_its_time_zone(slug: str, timezone: str, offset: int) -> None:
    province = next(province for province in PROVINCES if province.slug == slug)
    assert (province.timezone, province.utc_offset) == (timezone, offset)


def test_time_zones_split_the_provinces_18_12_8() -> None:
    assert Counter(province.timezone for province in PROVINCES) == {"WIB": 18, "WITA": 12, "WIT": 8}


def test_only_jakarta_has_no_autonomous_kabupaten_and_kota() -> None:
    assert [province.slug for province in PROVINCES if province.opd_level == 1] == ["jakarta"]


def test_514_regencies_are_416_kabupaten_and_98_kota() -> None:
    first_words = Counter(name.split()[0] for name in regions.regencies().values())
    assert first_words == {"Kabupaten": 416, "Kota": 98}


def test_slugs_of_agency_types_and_central_bodies_are_unique() -> None:
    slugs = [kind.slug for kind in tables.agency_types()] + [body.slug for body in tables.central_bodies()]
    assert len(slugs) == len(set(slugs))


def test_every_agency_type_exists_somewhere() -> None:
    assert all(kind.at_kabkota or kind.at_provinsi for kind in at_least_one(tables.agency_types()))


def test_forestry_and_mining_are_provincial_duties_only() -> None:
    # UU 23/2014, annexes BB and CC.
    provincial = {kind.slug for kind in tables.agency_types() if not kind.at_kabkota}
    assert provincial == {"kehutanan", "esdm"}


HOW_TO = tables.how_to()
"""What the form answers before a report is filed."""


def test_the_categories_that_are_asked_about_most_have_an_answer() -> None:
    assert len(HOW_TO) >= 12
    assert {"ktp", "kartu-keluarga", "pindah-domisili", "paspor-imigrasi"} <= set(HOW_TO)
    assert set(HOW_TO) <= {category.id for category in tables.categories()}


@pytest.mark.parametrize("category", HOW_TO)
def test_an_answer_is_short_and_has_a_source_and_no_amounts_and_days(category: str) -> None:
    entry = HOW_TO[category]
    assert set(entry) == {"id", "en", "source"}
    for language in ("id", "en"):
        assert 100 < len(entry[language]) < 420
        assert re.findall(r"\d+", entry[language].replace("165", "")) == []

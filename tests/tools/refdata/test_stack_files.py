"""Files of one stack: region lists for the site, the directory for the table, and its configuration."""

import gzip
import json

import pytest

from tests.support.loops import at_least_one
from tools.refdata import stack_files


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return stack_files.files("kaltim")


def test_the_directory_holds_regions_then_agencies(files: dict[str, str]) -> None:
    records = [json.loads(line) for line in files["directory/kaltim.jsonl"].splitlines()]
    kinds = [record["kind"] for record in records]
    assert kinds == sorted(kinds, reverse=True)
    assert records[0] == {
        "kind": "region",
        "code": "64",
        "name": "Kalimantan Timur",
        "class": "provinsi",
        "path": ["Kalimantan Timur"],
    }
    assert {
        "kind": "agency",
        "id": "64-diskominfo",
        "region": "64",
        "type": "diskominfo",
        "tier": "provinsi",
        "name": "Dinas Komunikasi, Informatika, Statistik dan Persandian Provinsi Kalimantan Timur",
        "coordinates": True,
    } in records


def test_a_province_lists_its_kabupaten_and_kota(files: dict[str, str]) -> None:
    listed = json.loads(files["regions/64.json"])
    assert len(listed) == 10
    assert {"code": "64.08", "name": "Kabupaten Kutai Timur"} in listed


def test_a_kabupaten_lists_its_kecamatan_with_their_villages(files: dict[str, str]) -> None:
    listed = json.loads(files["regions/64.08.json"])
    assert len(listed) == 18
    ancalong = next(kecamatan for kecamatan in listed if kecamatan["code"] == "64.08.01")
    assert {"code": "64.08.01.2001", "name": "Desa Senyiur"} in ancalong["villages"]


def test_lists_are_in_the_order_of_their_names(files: dict[str, str]) -> None:
    for name in at_least_one(name for name in files if name.startswith("regions/")):
        listed = json.loads(files[name])
        for entries in (listed, *(entry.get("villages", []) for entry in listed)):
            names = [entry["name"] for entry in entries]
            assert names == sorted(names)


def test_the_files_a_phone_fetches_to_name_a_village_are_small(files: dict[str, str]) -> None:
    largest = max(len(gzip.compress(files[name].encode())) for name in files if name.startswith("regions/"))
    assert largest < 6_000


def test_no_two_villages_of_a_kecamatan_look_alike(files: dict[str, str]) -> None:
    for name in at_least_one(name for name in files if name.startswith("regions/64.")):
        for kecamatan in at_least_one(json.loads(files[name])):
            villages = [village["name"] for village in kecamatan.get("villages", [])]
            assert len(villages) == len(set(villages)), kecamatan["name"]


def test_building_twice_gives_the_same_bytes(files: dict[str, str]) -> None:
    assert stack_files.files("kaltim") == files


def test_the_centre_has_a_directory_but_no_regions() -> None:
    assert set(stack_files.files("pusat")) == {"directory/pusat.jsonl", "categories.json", "coasts/00.json"}


def test_an_unknown_slug_is_refused() -> None:
    with pytest.raises(KeyError, match="atlantis"):
        stack_files.files("atlantis")

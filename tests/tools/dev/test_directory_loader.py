"""Loading a directory: what the stack's configuration adds to it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from laporctl import paths
from laporctl.agencies.store import Loaded
from laporctl.agencies.three_way import Kept
from laporctl.stacks import Stack, StackError, load_config
from tools.dev import directory_loader

ROWS = [
    {"kind": "region", "code": "64.08", "name": "Kutai Timur", "path": ["Kalimantan Timur", "Kutai Timur"]},
    {"kind": "agency", "id": "64.08-pupr", "name": "Dinas PUPR", "tier": "opd", "coordinates": False},
    {"kind": "agency", "id": "64.08-dlh", "name": "DLH", "tier": "opd", "coordinates": False},
]
KEPT = (Kept("64.08-pupr", "name", "Dinas PUTR", "Dinas PUPR"),)


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What reaches the table."""
    (tmp_path / "kaltim.jsonl").write_text("\n".join(map(json.dumps, ROWS)))
    monkeypatch.setattr(paths, "DIRECTORY", tmp_path)
    kept: list[Any] = []

    class Directory:
        def __init__(self, _: object) -> None:
            pass

        def load(self, _: object, offices: list[Any], taken: Mapping[str, set[str]]) -> Loaded:
            kept.extend([*offices, *([taken] if taken else [])])
            return Loaded(1, 2, KEPT)

    monkeypatch.setattr(directory_loader, "DirectoryStore", Directory)
    monkeypatch.setattr(directory_loader, "tables_of", lambda _: None)
    return kept


def load(monkeypatch: pytest.MonkeyPatch, *taken: str, **config: Any) -> tuple[int, int]:
    made = replace(load_config("pusat"), **config)
    monkeypatch.setattr(directory_loader, "load_config", lambda _: made)
    result = directory_loader.load_directory(Stack("kaltim", "ap-southeast-3", {}), taken)
    return result.regions, result.offices


def test_an_operator_reads_what_was_kept_and_how_to_give_it_up(
    loaded: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(monkeypatch)
    result = directory_loader.load_directory(Stack("kaltim", "ap-southeast-3", {}))
    assert list(result.lines("kaltim")) == [
        "kaltim: 1 regions and 2 offices: 1 written, 2 unchanged, 1 fields kept",
        "kept 64.08-pupr name: “Dinas PUTR”, in the reference data “Dinas PUPR”",
        "to give one up: laporctl agencies load kaltim --take 64.08-pupr/name",
    ]


def test_a_field_or_all_of_an_office_can_go_back_to_the_reference_data(
    loaded: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(monkeypatch, "64.08-pupr/name", "64.08-dlh", "64.08")
    assert loaded[-1] == {"64.08-pupr": {"name"}, "64.08-dlh": {"name", "tier", "coordinates"}, "64.08": {"path"}}


@pytest.mark.parametrize("wrong", ["64.08-dhl", "64.08-dlh/nama", "64.08/name"])
def test_what_the_reference_data_does_not_have_cannot_be_taken(
    loaded: list[Any], monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    with pytest.raises(StackError, match=wrong):
        load(monkeypatch, wrong)
    assert loaded == []


def test_offices_that_want_two_people_are_marked(loaded: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch, two_person=["64.08-dlh"]) == (1, 2)
    assert [(office.id, office.two_person) for office in loaded] == [("64.08-pupr", False), ("64.08-dlh", True)]


def test_a_misspelt_office_is_named(loaded: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StackError, match=r"64\.08-dhl"):
        load(monkeypatch, two_person=["64.08-dhl"])
    assert loaded == []


def test_the_rt_that_a_stack_names_become_offices_of_their_village(
    loaded: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    village = {
        "kind": "region",
        "code": "64.08.01.2001",
        "name": "Desa Contoh",
        "path": ["Kalimantan Timur", "Desa Contoh"],
    }
    (tmp_path / "kaltim.jsonl").write_text("\n".join(map(json.dumps, [*ROWS, village])))
    assert load(monkeypatch, rt={"64.08.01.2001": [1, 12]}) == (2, 4)
    assert [(office.id, office.name) for office in loaded[-2:]] == [
        ("64.08.01.2001-rt-001", "RT 001 Desa Contoh"),
        ("64.08.01.2001-rt-012", "RT 012 Desa Contoh"),
    ]


def test_an_rt_of_a_village_that_does_not_exist_is_named(loaded: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StackError, match=r"64\.08\.09\.2001"):
        load(monkeypatch, rt={"64.08.09.2001": [1]})


def test_a_directory_that_was_never_made_says_how_it_is_made(
    loaded: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "kaltim.jsonl").unlink()
    with pytest.raises(StackError, match="laporctl data build"):
        load(monkeypatch)

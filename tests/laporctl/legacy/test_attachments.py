"""Files beside an export go through the same cleaning as a citizen's photo, once, and what does not is named."""

import copy
import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from moto import mock_aws

from chalicelib.domain.attachments import rules
from chalicelib.domain.attachments.rules import Attachment
from chalicelib.domain.cases import integrity
from chalicelib.domain.cases.model import Actor, Role, Status
from laporctl.legacy.attachments import write_list
from laporctl.legacy.mapping import Attached
from laporctl.legacy.row_files import RowFile
from tests.laporctl.legacy.beside import ATTACHED, FILES, OPEN, OVER, beside, clean_all, deliver
from tests.laporctl.legacy.exports import CLOSED, NEW
from tests.support import pictures
from tests.support.loops import at_least_one
from tests.support.stored import keep
from tests.support.world import World


def endings(files: list[RowFile]) -> list[str]:
    return [file.reason or file.ending for file in files]


def attached(world: World, number: str) -> tuple[Attachment, ...]:
    (tracking_id,) = world.former_numbers.find(number)
    return rules.attachments_of(world.cases.load_history(tracking_id).events)


def test_a_dry_run_says_what_would_come_and_sends_nothing(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path, {name: FILES[name] for name in ("lubang.jpg", "peta.png")})
    assert endings(deliver(world, tmp_path, OVER, OPEN, write=False)) == ["new", "new", "missing", "missing"]
    assert not world.files.kept


def test_closed_and_open_cases_get_their_files_made_anew(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path)
    assert endings(deliver(world, tmp_path, OVER, OPEN)) == ["attached"] * 4
    found = attached(world, "TKT202100042")
    assert sorted((each.by, each.agency or "", each.private) for each in found) == [
        (Role.OFFICER, "64.08-pupr", False), (Role.REPORTER, "", False), (Role.REPORTER, "", False),
    ]  # fmt: skip
    assert len(attached(world, "TKT202600007")) == 1
    kept = [data for key, data in world.files.kept.items() if key.startswith("clean/")]
    assert len(kept) == 8
    for data in at_least_one(kept):
        assert pictures.OWNER.encode() not in data
        assert pictures.DEVICE.encode() not in data
    (tracking_id,) = world.former_numbers.find("TKT202100042")
    history = world.cases.load_history(tracking_id)
    assert (history.case.status, integrity.find_alterations(history.case, history.content, history.events)) == (
        Status.CLOSED, [],
    )  # fmt: skip
    assert not world.files.under("incoming/")


def test_a_second_run_sends_nothing_and_writes_nothing(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path)
    deliver(world, tmp_path, OVER, OPEN)
    before = copy.deepcopy((world.cases.kept, world.files.kept))
    (tmp_path / "export.csv.receipts").unlink()
    assert endings(deliver(world, tmp_path, OVER, OPEN)) == ["same"] * 4
    assert (world.cases.kept, world.files.kept) == before


def test_what_waits_is_not_sent_again(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path)
    assert endings(deliver(world, tmp_path, OPEN, cleaning=False)) == ["waiting"]
    (key,) = world.files.under("incoming/")
    labels = world.files.labels[key]
    assert endings(deliver(world, tmp_path, OPEN, cleaning=False)) == ["waiting"]
    assert world.files.labels[key] is labels
    clean_all(world)
    assert endings(deliver(world, tmp_path, OPEN)) == ["same"]


def test_a_row_that_came_before_its_files_gets_them_later(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path, {})
    (tmp_path / "lampiran").mkdir()
    assert endings(deliver(world, tmp_path, OPEN)) == ["missing"]
    beside(tmp_path)
    assert endings(deliver(world, tmp_path, OPEN)) == ["attached"]


REFUSED: dict[str, tuple[bytes, str]] = {
    "surat.pdf": (b"%PDF-1.4 surat", "wrong_type"),
    "surat.docx": (b"PK\x03\x04 surat", "wrong_type"),
    "kosong.jpg": (b"", "empty"),
    "besar.jpg": (pictures.photo() + bytes(rules.LARGEST_BYTES), "too_large"),
    "rusak.jpg": (pictures.photo()[:200], "broken"),
    "halaman.jpg": (pictures.photo() + b"<script>x</script>", "polyglot"),
}


def test_what_is_not_accepted_is_kept_back_with_its_reason_at_every_run(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path, {name: data for name, (data, _) in REFUSED.items()} | FILES)
    line = OPEN | {"Lampiran": "; ".join([*REFUSED, "lagi.jpg"])}
    reasons = [reason for _, reason in REFUSED.values()]
    assert endings(deliver(world, tmp_path, line)) == [*reasons, "attached"]
    kept = dict(world.files.kept)
    assert endings(deliver(world, tmp_path, line)) == [*reasons, "same"]
    assert world.files.kept == kept


def test_a_case_holds_ten_and_the_others_are_named(tmp_path: Path) -> None:
    world = World()
    names = [f"{number}.jpg" for number in range(12)]
    beside(tmp_path, {name: pictures.photo(width=40 + at) for at, name in enumerate(names)})
    line = OPEN | {"Lampiran": ";".join(names)}
    expected = [*["attached"] * 10, *["too_many"] * 2]
    tried = deliver(world, tmp_path, line, write=False)
    assert endings(tried) == [*["new"] * 10, *["too_many"] * 2]
    assert endings(deliver(world, tmp_path, line)) == expected
    assert endings(deliver(world, tmp_path, line)) == [*["same"] * 10, *["too_many"] * 2]


def test_the_same_picture_twice_in_a_row_comes_once(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path, {"a.jpg": FILES["lubang.jpg"], "b.jpg": FILES["lubang.jpg"]})
    assert endings(deliver(world, tmp_path, OPEN | {"Lampiran": "a.jpg;b.jpg"})) == ["attached", "same"]
    assert len(attached(world, "TKT202600007")) == 1


@pytest.mark.parametrize(
    ("line", "public", "hidden"),
    [(OPEN, True, False), (OPEN, False, True), (OPEN | {"Rahasia": "Ya"}, True, True)],
)
def test_files_of_a_secret_report_are_hidden_and_others_unless_the_mapping_shows_them(
    line: dict[str, Any], public: bool, hidden: bool, tmp_path: Path
) -> None:
    world = World()
    beside(tmp_path)
    deliver(world, tmp_path, line, attached=replace(ATTACHED, public=public))
    assert [each.private for each in attached(world, "TKT202600007")] == [hidden]


def test_without_columns_a_folder_has_the_files_of_its_number(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path, {"TKT-2021-00042/a.jpg": FILES["lubang.jpg"], "TKT/2026/00007/b.jpg": FILES["lagi.jpg"]})
    assert endings(deliver(world, tmp_path, CLOSED, OPEN, NEW, attached=Attached())) == ["attached"] * 2
    assert len(attached(world, "TKT202100042")) == 1


def test_files_stay_with_a_row_that_is_wrong_or_has_changed(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path)
    wrong = OVER | {"Status": "?"}
    assert endings(deliver(world, tmp_path, wrong)) == ["row_wrong"] * 3
    deliver(world, tmp_path, NEW | {"Lampiran": "lagi.jpg"})
    changed = NEW | {"Lampiran": "lubang.jpg", "Judul": "Lain"}
    assert endings(deliver(world, tmp_path, changed)) == ["row_changed"]


def test_an_offices_file_needs_an_office(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path)
    assert endings(deliver(world, tmp_path, NEW | {"Foto Tindak Lanjut": "selesai.jpg"})) == ["no_office"]


def test_what_a_reporter_had_erased_does_not_come_back(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path)
    (tracking_id,) = {file.tracking_id for file in deliver(world, tmp_path, OPEN)}
    world.services.vault_service.erase(tracking_id, Actor(Role.ADMIN), None, world.now)
    beside(tmp_path, {"lagi.jpg": pictures.photo(width=90)})
    kept = dict(world.files.kept)
    assert endings(deliver(world, tmp_path, OPEN)) == ["erased"]
    assert world.files.kept == kept


def test_the_id_of_a_file_cannot_be_found_by_who_has_the_file(tmp_path: Path) -> None:
    """Two reports with one picture have two ids: what they have in common, only the operator knows."""
    world = World()
    beside(tmp_path)
    one, other = deliver(world, tmp_path, OPEN, OVER | {"Lampiran": "lagi.jpg", "Foto Tindak Lanjut": ""})
    assert one.attachment_id != other.attachment_id


def test_the_list_has_every_file_and_is_its_owners(tmp_path: Path) -> None:
    world = World()
    beside(tmp_path, {"lagi.jpg": FILES["lagi.jpg"], "ktp budi.jpg": b"x"})
    files = deliver(world, tmp_path, OVER, OPEN)
    place = tmp_path / "export.csv.attachments.csv"
    write_list(place, files, ["ktp budi.jpg"])
    with place.open(newline="") as lines:
        told = list(csv.DictReader(lines))
    assert [(each["row"], each["file"], each["outcome"], each["reason"]) for each in told] == [
        ("2", "lubang.jpg", "kept_back", "missing"),
        ("2", "peta.png", "kept_back", "missing"),
        ("2", "selesai.jpg", "kept_back", "missing"),
        ("3", "lagi.jpg", "attached", ""),
        ("", "ktp budi.jpg", "kept_back", "of_no_row"),
    ]
    assert place.stat().st_mode & 0o077 == 0


@mock_aws
def test_an_audit_of_the_tables_finds_nothing(tmp_path: Path) -> None:
    world = World()
    stored = keep(world)
    beside(tmp_path)
    assert endings(deliver(world, tmp_path, OVER, OPEN)) == ["attached"] * 4
    assert endings(deliver(world, tmp_path, OVER, OPEN)) == ["same"] * 4
    assert stored.audit() == []

"""`laporctl import csv | xlsx | jsonl | reconcile`, from the file to the exit code."""

import csv
import json
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from laporctl import remote, stacks
from laporctl.cli import main
from tests.laporctl.legacy.beside import FILES, beside, clean_all
from tests.laporctl.legacy.exports import CLOSED, NEW, WORKED
from tests.support.world import World

WORDS = (CLOSED["Isi Pengaduan"], CLOSED["Nama Pelapor"], CLOSED["No HP"], CLOSED["No Tiket"], CLOSED["Tanggapan"])


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    world = World()
    monkeypatch.setattr(stacks, "find_stack", lambda slug: slug)
    monkeypatch.setattr(remote, "services_of", lambda stack: world.services)
    return world


def write(file: Path, *lines: dict[str, Any]) -> Path:
    columns = list(dict.fromkeys(name for line in lines for name in line))
    if file.suffix == ".jsonl":
        file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    elif file.suffix == ".csv":
        with file.open("w", newline="") as out:
            table = csv.DictWriter(out, columns)
            table.writeheader()
            table.writerows(lines)
    else:
        book = openpyxl.Workbook()
        for cells in [columns, *([line.get(name) for name in columns] for line in lines)]:
            book.active.append(cells)
        book.save(file)
    return file


def run(*arguments: Any) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments), "--mapping", "sitanggap"])


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl"])
def test_an_export_is_tried_taken_over_counted_and_taken_over_again(kind: str, world: World, tmp_path: Path) -> None:
    file = write(tmp_path / f"export.{kind}", CLOSED, WORKED, NEW)
    tried = run(kind, "kaltim", file)
    assert tried.exit_code == 0, tried.output
    assert "3 new, 0 same, 0 changed, 0 wrong; nothing was written: --write does it" in tried.output
    assert not world.cases.kept

    done = run(kind, "kaltim", file, "--write")
    assert done.exit_code == 0, done.output
    assert "3 new, 0 same" in done.output
    assert "count them: laporctl statistics fold kaltim --from 2021-03-02 --to 2026-11-10" in done.output
    assert len(world.cases.kept) == 3

    counted = CliRunner().invoke(main, ["import", "reconcile", kind, "kaltim", str(file), "--mapping", "sitanggap"])
    assert counted.exit_code == 0, counted.output
    assert "3 in the export, 3 here" in counted.output
    assert "differs" not in counted.output

    again = run(kind, "kaltim", file, "--write")
    assert "0 new, 3 same" in again.output
    assert len(world.cases.kept) == 3


def test_a_wrong_row_is_named_with_its_column_and_nothing_of_what_it_holds(world: World, tmp_path: Path) -> None:
    file = write(tmp_path / "export.csv", CLOSED | {"Status": "rahasia"}, WORKED)
    result = run("csv", "kaltim", file, "--write")
    assert result.exit_code == 1
    assert "export.csv:2: Status: has a value that [values.status] of the mapping does not name" in result.output
    assert "1 new, 0 same, 0 changed, 1 wrong" in result.output
    assert len(world.cases.kept) == 1
    assert not [words for words in ("rahasia", *WORDS) if words in result.output]


def test_differences_end_with_an_exit_code_and_hold_nobody(world: World, tmp_path: Path) -> None:
    run("csv", "kaltim", write(tmp_path / "export.csv", CLOSED), "--write")
    file = write(tmp_path / "more.csv", WORKED)
    result = CliRunner().invoke(main, ["import", "reconcile", "csv", "kaltim", str(file), "--mapping", "sitanggap"])
    assert result.exit_code == 1
    (tracking_id,) = world.cases.kept
    assert f"differs: number of {tracking_id}: none there, a report here" in result.output
    assert "differs: row 2: a report there, none here" in result.output
    assert not [words for words in WORDS if words in result.output]


def test_a_row_that_changed_since_is_named_by_its_case(world: World, tmp_path: Path) -> None:
    run("csv", "kaltim", write(tmp_path / "export.csv", WORKED), "--write")
    result = run("csv", "kaltim", write(tmp_path / "export.csv", WORKED | {"Judul": "Lain"}), "--write")
    (tracking_id,) = world.cases.kept
    assert result.exit_code == 1
    assert f"export.csv:2: here already as {tracking_id}, and the row has changed since" in result.output


def test_late_ones_are_counted_before_the_first_sweep_moves_them(world: World, tmp_path: Path) -> None:
    late = {name: str(value).replace("/11/2026", "/06/2026") for name, value in WORKED.items()}
    result = run("csv", "kaltim", write(tmp_path / "export.csv", late, WORKED))
    assert "1 open ones are past a deadline: the first sweep says so, and moves them up" in result.output


@pytest.fixture
def folder(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Files beside an export: one that can come, one that cannot, and one that belongs to nobody."""
    monkeypatch.setattr(time, "sleep", lambda _: clean_all(world))
    return beside(tmp_path, {"ktp budi.jpg": FILES["lubang.jpg"], "surat.pdf": b"%PDF-1.4", "lain.jpg": b"x"})


def test_files_come_along_and_are_counted_and_named_in_the_list_alone(
    world: World, folder: Path, tmp_path: Path
) -> None:
    file = write(tmp_path / "export.csv", WORKED | {"Lampiran": "ktp budi.jpg; surat.pdf"})
    said = "export.csv:2: Lampiran: file 2 is of no accepted kind (image/jpeg, image/png, image/webp)"
    for written, told in (
        ((), "files: 1 new, 0 attached, 0 same, 0 waiting, 1 kept back; 1 belong to no row"),
        (("--write",), "files: 0 new, 1 attached, 0 same, 0 waiting, 1 kept back; 1 belong to no row"),
        (("--write",), "files: 0 new, 0 attached, 1 same, 0 waiting, 1 kept back; 1 belong to no row"),
    ):
        result = run("csv", "kaltim", file, "--attachments", folder, *written)
        assert result.exit_code == 1, result.output
        assert told in result.output
        assert said in result.output
        assert "Error: 2 files were not taken over: export.csv.attachments.csv lists them" in result.output
        assert not [name for name in ("budi", "surat", "lain.jpg") if name in result.output]
    listed = (tmp_path / "export.csv.attachments.csv").read_text()
    assert all(name in listed for name in ("ktp budi.jpg", "surat.pdf", "lain.jpg"))

    counted = run("reconcile", "csv", "kaltim", file, "--attachments", folder)
    assert counted.exit_code == 0, counted.output
    assert "1 files in the export that can come over, 1 here" in counted.output
    assert "left there: 1: a file that is of no accepted kind" in counted.output


def test_what_is_no_folder_is_one_line(world: World, tmp_path: Path) -> None:
    file = write(tmp_path / "export.csv", WORKED)
    assert "nowhere is neither a folder nor a ZIP" in run("csv", "kaltim", file, "--attachments", "nowhere").output


def test_a_file_or_a_mapping_that_is_not_there_is_one_line(world: World, tmp_path: Path) -> None:
    assert "Error: there is no file nowhere.csv" in run("csv", "kaltim", "nowhere.csv").output
    file = write(tmp_path / "export.csv", CLOSED)
    result = CliRunner().invoke(main, ["import", "csv", "kaltim", str(file), "--mapping", "sitangap"])
    assert result.output.startswith("Error: no mapping sitangap: neither a file nor one of: lapor, sitanggap")


def test_an_export_without_a_needed_column_is_refused(world: World, tmp_path: Path) -> None:
    file = write(tmp_path / "export.csv", {name: NEW[name] for name in NEW if name != "Status"})
    result = run("csv", "kaltim", file)
    assert result.exit_code == 1
    assert "export.csv has no column Status, which the mapping names" in result.output

"""`laporctl agencies`: a file out of a stack, worked on, and into it again."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from moto import mock_aws

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Role, Status
from chalicelib.storage.directory import DynamoDirectory
from laporctl.agencies.store import DirectoryStore
from laporctl.cli import main
from laporctl.commands import agencies as command
from laporctl.stacks import Stack
from tests.support.stored import keep
from tests.support.world import OFFICES, World

Run = Callable[..., str]


@pytest.fixture
def world() -> Iterator[World]:
    with mock_aws():
        world = World()
        stored = keep(world)
        world.directory = DynamoDirectory(stored.tables)  # type: ignore[assignment]
        world.tables = stored.tables  # type: ignore[attr-defined]
        yield world


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, world: World) -> Run:
    """Calls `laporctl agencies ...` on kaltim and answers what it printed."""
    monkeypatch.setattr(command, "find_stack", lambda slug: Stack(slug, "ap-southeast-3", {}))
    monkeypatch.setattr(command, "tables_of", lambda _: world.tables)  # type: ignore[attr-defined]
    monkeypatch.setattr(command, "services_of", lambda _: world.services)
    files = {"64", "64.08", "64.08.01"}, {office.id for office in OFFICES}
    monkeypatch.setattr(command, "regions_and_offices", lambda _: files)

    def call(*arguments: object, code: int = 0) -> str:
        result = CliRunner().invoke(main, ["agencies", *map(str, arguments)])
        assert result.exit_code == code, result.output
        return result.output

    return call


def rows_of(file: Path) -> dict[str, dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def write_rows(file: Path, rows: dict[str, dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(next(iter(rows.values()))))
        writer.writeheader()
        writer.writerows(rows.values())


@pytest.fixture
def file(tmp_path: Path, run: Run) -> Path:
    """What the stack exports."""
    run("export", "kaltim", tmp_path / "offices.csv")
    return tmp_path / "offices.csv"


def edit(file: Path, agency_id: str, **cells: str) -> None:
    rows = rows_of(file)
    rows[agency_id] = {
        **dict.fromkeys(next(iter(rows.values())), ""),
        **rows.get(agency_id, {"id": agency_id}),
        **cells,
    }
    write_rows(file, rows)


MERGER = {"ended": "2026-01-01", "successor": "64.08-dlh", "end_decree": "Perda 3/2025"}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_names_every_office_and_its_import_changes_nothing(tmp_path: Path, run: Run, kind: str) -> None:
    file = tmp_path / f"offices.{kind}"
    assert run("export", "kaltim", file) == f"9 offices -> {file}\n"
    assert run("diff", "kaltim", file) == "0 changes, 9 unchanged, 0 wrong\n"
    assert "0 offices written" in run("import", "kaltim", file)


def test_a_renaming_is_recorded_and_importing_it_again_changes_nothing(run: Run, file: Path) -> None:
    edit(file, "64.08-pupr", name="Dinas PUTR", since="2026-01-01", decree="Perda 3/2025")
    told = run("diff", "kaltim", file)
    assert "renamed from “Dinas PUPR Kabupaten Kutai Timur” to “Dinas PUTR” since 2026-01-01 by Perda 3/2025" in told
    assert run("import", "kaltim", file, "--dry-run") == told
    assert "now" in run("show", "kaltim", "64.08-pupr")
    assert "1 offices written" in run("import", "kaltim", file)
    assert run("show", "kaltim", "64.08-pupr").splitlines() == [
        "Dinas PUPR Kabupaten Kutai Timur\tuntil 2026-01-01\tPerda 3/2025",
        "Dinas PUTR\tsince 2026-01-01\tPerda 3/2025",
    ]
    assert run("diff", "kaltim", file) == "0 changes, 9 unchanged, 0 wrong\n"


def test_an_old_case_reads_the_name_that_its_office_had_then(world: World, run: Run, file: Path) -> None:
    old = world.file_and_route()
    edit(file, "64.08-pupr", name="Dinas PUTR", since="2026-01-01", decree="Perda 3/2025")
    run("import", "kaltim", file)
    new = world.file_and_route()
    assert world.case(old).agency_name == "Dinas PUPR Kabupaten Kutai Timur"
    assert world.case(new).agency_name == "Dinas PUTR"


def test_open_cases_of_a_merged_office_go_to_its_successor(world: World, run: Run, file: Path) -> None:
    filed = world.file_and_route()
    assert world.case(filed).agency == "64.08-pupr"
    edit(file, "64.08-pupr", **MERGER)
    assert "64.08-pupr: 1 cases went to 64.08-dlh, 0 stay" in run("import", "kaltim", file)
    case = world.case(filed)
    assert (case.agency, case.status) == ("64.08-dlh", Status.ROUTED)
    assert "64.08-pupr: 0 cases went to 64.08-dlh, 0 stay" in run("import", "kaltim", file)
    assert world.case(filed).version == case.version
    assert world.case(world.file_and_route()).agency == "64.08-dlh"
    assert "ended 2026-01-01\tPerda 3/2025\t64.08-dlh" in run("show", "kaltim", "64.08-pupr")


def test_nothing_is_written_while_anything_is_wrong(run: Run, file: Path) -> None:
    edit(file, "64.08-dlh", name="DLH")
    edit(file, "64.08-pupr", name="Dinas PUTR", since="2026-31-01", decree="Perda 3/2025")
    told = run("import", "kaltim", file, code=1)
    assert f"{file}: row 7, since: '2026-31-01' is no day: write it as 2026-01-31" in told
    assert "1 changes, 7 unchanged, 1 wrong: nothing is written" in told
    edit(file, "64.08-pupr", since="", decree="", name="Dinas PUPR Kabupaten Kutai Timur")
    assert "1 changes, 8 unchanged, 0 wrong" in run("diff", "kaltim", file)


def test_a_new_office_is_in_the_next_export(run: Run, file: Path) -> None:
    edit(file, "64.08-rsud", name="RSUD Kudungga")
    run("import", "kaltim", file)
    run("export", "kaltim", file)
    assert rows_of(file)["64.08-rsud"]["tier"] == "opd"
    assert len(rows_of(file)) == 10


def test_cases_that_stay_are_named(world: World, run: Run, file: Path) -> None:
    filed = world.file_and_route()
    by = Actor(Role.OFFICER, "64.08-pupr", "Dinas PUPR", "KEY")
    world.do(filed, Command.ACCEPT, by=by)
    world.do(filed, Command.POSTPONE, by=by)
    edit(file, "64.08-pupr", **MERGER)
    told = run("import", "kaltim", file)
    assert f"{filed.case.id}\tstays\tpostponed" in told
    assert "import the same file again" in told
    world.do(filed, Command.RESUME, by=by)
    assert "1 cases went to 64.08-dlh" in run("import", "kaltim", file)


def test_an_office_that_does_not_exist_is_said_so(run: Run) -> None:
    assert "kaltim has no office 64.08-none" in run("show", "kaltim", "64.08-none", code=1)


def test_a_load_afterwards_keeps_what_was_imported(world: World, run: Run, file: Path) -> None:
    edit(file, "64.08-pupr", name="Dinas PUTR")
    run("import", "kaltim", file)
    kept = DirectoryStore(world.tables).load([], OFFICES).kept  # type: ignore[attr-defined]
    assert [(each.id, each.stored) for each in kept] == [("64.08-pupr", "Dinas PUTR")]

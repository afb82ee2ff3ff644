"""`laporctl data build` as it is typed."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from laporctl import paths
from laporctl.agencies.sheet import read
from laporctl.commands import data


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "BUILD", tmp_path / "build")
    monkeypatch.setattr(paths, "SHIPPED", tmp_path / "chalicelib" / "data")
    return tmp_path


def test_without_a_slug_everything_is_built(workplace: Path) -> None:
    result = CliRunner().invoke(data.data, ["build"])
    assert result.exit_code == 0, result.output
    built = {str(path.relative_to(workplace)) for path in workplace.rglob("*.json*")}
    assert {
        "chalicelib/data/categories.json",
        "build/categories.json",
        "build/directory/kaltim.jsonl",
        "build/directory/kaltara.jsonl",
        "build/regions/65.71.json",
    } <= built


def test_a_slug_builds_that_stack_alone(workplace: Path) -> None:
    result = CliRunner().invoke(data.data, ["build", "--slug", "gorontalo"])
    assert result.exit_code == 0, result.output
    assert [path.name for path in (workplace / "build" / "directory").iterdir()] == ["gorontalo.jsonl"]
    assert not (workplace / "chalicelib").exists()


def test_a_wrong_slug_is_refused_in_one_line(workplace: Path) -> None:
    result = CliRunner().invoke(data.data, ["build", "--slug", "atlantis"])
    assert result.exit_code == 2
    assert "no province has the slug atlantis" in result.output
    assert "Traceback" not in result.output


def test_bodies_are_counted_listed_and_written_as_offices(tmp_path: Path) -> None:
    listed, offices = tmp_path / "bodies.csv", tmp_path / "pusat.xlsx"
    arguments = ["bodies", "--on", "2021-12-31", "--list", str(listed), "--offices", str(offices)]
    result = CliRunner().invoke(data.data, arguments)
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[:3] == ["2021-12-31\tministry\t34", "2021-12-31\tagency\t65", "2021-12-31\tprovince\t34"]
    assert "2021-12-31\tcity\tstated 94\tlisted 98\t4 of the listed were not connected" in result.output
    assert lines[-2:] == [f"647 bodies -> {listed}", f"99 offices -> {offices}"]
    assert len(listed.read_text("utf-8-sig").splitlines()) == 648
    assert len(read(offices)) == 99

"""`laporctl route train` and `evaluate`, on complaints of an invented town."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chalicelib.domain.text.classifier import TextModel
from chalicelib.domain.text.model_file import LARGEST
from laporctl.cli import main
from tests.tools.textmodel.village import complaints, write

FIGURES = {
    "accuracy",
    "top3",
    "macro_f1",
    "coverage_at_95",
    "coverage_at_90",
    "type_accuracy",
    "ece",
    "us_per_text",
    "model_bytes",
    "n",
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["route", *map(str, arguments)])


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("town")


@pytest.fixture(scope="module")
def files(town: Path) -> tuple[Path, Path]:
    rows = complaints()
    return write(town / "earlier.jsonl", rows[:180]), write(town / "later.jsonl", rows[180:])


@pytest.fixture(scope="module")
def model(town: Path, files: tuple[Path, Path]) -> Path:
    result = run("train", files[0], "-o", town / "model", "--date", "2026-11-21")
    assert result.exit_code == 0, result.output
    return town / "model"


def test_the_model_is_right_on_later_cases_too(model: Path, files: tuple[Path, Path]) -> None:
    figures = json.loads(run("evaluate", model, files[1]).stdout)
    assert set(figures) == FIGURES
    assert figures["n"] == 60
    assert figures["accuracy"] > 0.95
    assert figures["top3"] >= figures["accuracy"]
    assert figures["model_bytes"] == model.stat().st_size < LARGEST


def test_the_same_file_gives_the_same_model(model: Path, files: tuple[Path, Path], tmp_path: Path) -> None:
    run("train", files[0], "-o", tmp_path / "again", "--date", "2026-11-21")
    assert (tmp_path / "again").read_bytes() == model.read_bytes()


def test_offices_of_places_are_one_label(model: Path) -> None:
    assert TextModel.load(model.read_bytes()).labels == ("Dinas Pekerjaan Umum", "Dinas Perhubungan", "Kelurahan")


def test_the_version_begins_with_the_day_of_the_training(model: Path) -> None:
    assert TextModel.load(model.read_bytes()).version.startswith("2026-11-21-")


def test_the_place_makes_the_office_concrete(model: Path, tmp_path: Path) -> None:
    place = {"district": "Barat", "subdistrict": "Pasir Putih"}
    case = {"text": "surat pengantar di loket kelurahan lama", "agency": "Kelurahan Pasir Putih", **place}
    elsewhere = case | {"agency": "Kelurahan Kampung Baru"}
    figures = json.loads(run("evaluate", model, write(tmp_path / "cases", [case, elsewhere])).stdout)
    assert (figures["accuracy"], figures["type_accuracy"]) == (0.5, 1.0)


def test_kinds_of_office_are_learnt_unfolded_if_the_target_says_so(files: tuple[Path, Path], tmp_path: Path) -> None:
    kinds = {"Dinas Perhubungan": "dishub", "Dinas Pekerjaan Umum": "pupr"}
    rows = [{"text": row["text"], "agency": kinds.get(row["agency"], "kelurahan")} for row in complaints()]
    assert (
        run("train", write(tmp_path / "rows.jsonl", rows), "-o", tmp_path / "model", "--target", "type").exit_code == 0
    )
    read = TextModel.load((tmp_path / "model").read_bytes())
    assert read.labels == ("dishub", "kelurahan", "pupr")
    assert read.predict("lampu pju padam")[0][0] == "dishub"
    assert read.about["target"] == "type"


def test_thresholds_come_from_cases_that_were_held_out(model: Path) -> None:
    read = TextModel.load(model.read_bytes())
    assert {row.share for row in read.thresholds} >= {0.9, 0.95}
    assert all(0 < row.coverage <= 1 for row in read.thresholds)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 1"),
        ("[]", "not an object"),
        ('{"text": "lampu"}', "`agency` is missing"),
        ('{"text": 5, "agency": "a"}', "`text` is missing"),
        ('{"text": "lampu", "agency": " "}', "`agency` is empty"),
        ("", "no examples"),
        ('{"text": "lampu", "agency": "a"}', "1 examples of 1 labels"),
    ],
)
def test_a_file_that_cannot_be_learnt_from_is_refused_with_the_reason(line: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(line)
    result = run("train", tmp_path / "file", "-o", tmp_path / "model")
    assert result.exit_code == 1
    assert reason in result.output
    assert not (tmp_path / "model").exists()


def test_a_file_that_is_no_model_is_refused(files: tuple[Path, Path]) -> None:
    result = run("evaluate", files[0], files[1])
    assert result.exit_code == 1
    assert "no text model" in result.output

"""The bench of the text model says that it was skipped without data, and draws what it measured."""

import json
from pathlib import Path

import pytest

from bench.textmodel import pictures, report, shipped
from bench.textmodel.__main__ import VARIABLE, main
from bench.textmodel.shipped import Decided
from chalicelib.domain.text.classifier import TextModel
from chalicelib.runtime.reference import load_stack, shipped_model


def test_without_data_it_is_skipped_and_names_the_missing_setting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert main([]) == 0
    assert VARIABLE in capsys.readouterr().out


def test_a_line_runs_from_corner_to_corner() -> None:
    drawn = pictures.draw(pictures.Axes("A & B", "x", "y", 0.5), [pictures.Line("one", [(0, 0.5), (1, 1)])])
    assert 'points="70.0,404.0 690.0,84.0"' in drawn
    assert "A &amp; B" in drawn
    assert drawn.count("<polyline") == 1


def test_offices_are_judged_as_a_stack_decides() -> None:
    stack, model = load_stack("jatim", "progress-30"), TextModel.load(shipped_model())
    pothole = shipped.decide(model, stack, "jalan berlubang dan aspal rusak di depan sekolah", "jalan-rusak")
    assert pothole.right
    assert pothole.office == "35.78-pupr"
    assert pothole.automatic
    licence = "perpanjangan SIM di satpas, petugas polisi lalu lintas minta uang, tilang juga"
    assert shipped.decide(model, stack, licence, "sim-stnk-tilang").office == "00-polri"
    alone = shipped.decide(model, stack, licence, "sim-stnk-tilang", centre=False)
    assert alone.office == "35.78-diskominfo"
    assert not alone.automatic, "a body of the centre is offered to the coordinator and never decided on"


def test_an_unsure_or_never_automatic_decision_is_left_to_the_coordinator() -> None:
    def row(office: str, confidence: float, automatic: bool = True) -> Decided:
        return Decided("a", ["a"], "35.78-pupr", [office], confidence, automatic)

    rows = [row("35.78-pupr", 0.9), row("35.78-dlh", 0.8), row("35.78-pupr", 0.7), row("35.78-diskominfo", 0.9, False)]
    assert shipped.at(rows, 0.8) == (2, 1, 1)
    assert shipped.at(rows, 0.0) == (1, 2, 1)
    assert shipped.at(rows, 1.0) == (4, 0, 0)


def test_every_unseen_complaint_and_every_topic_names_a_category() -> None:
    known = load_stack("jatim", "progress-30").categories
    unseen = [json.loads(line)["category"] for line in shipped.UNSEEN.read_text().splitlines()]
    assert set(unseen) <= set(known)
    assert set(shipped.category_of_topics().values()) <= set(known)


def test_the_shipped_model_is_measured_without_the_citys_file_and_other_results_stay(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = report.read_results()
    before["shipped"] = {"version": "another", "topics": {}}
    (tmp_path / "results.json").write_text(json.dumps(before))
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(report, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(report, "TABLE", tmp_path / "RESULTS.md")
    monkeypatch.setattr(report, "PICTURES", tmp_path / "pictures")
    assert main(["--shipped"]) == 0
    assert "topics: skipped" in capsys.readouterr().out
    after = report.read_results()
    shipped_parts = ("shipped", "alarms")
    assert {name: part for name, part in after.items() if name not in shipped_parts} == {
        name: part for name, part in before.items() if name not in shipped_parts
    }
    assert after["alarms"]["figures"] == before["alarms"]["figures"]
    assert "topics" not in after["shipped"]
    assert after["shipped"]["unseen"]["office"] > 0.8
    assert "for want of the file" in (tmp_path / "RESULTS.md").read_text()
    assert (tmp_path / "pictures" / "shipped-coordinator.svg").exists()


def test_a_citys_complaints_are_judged_by_the_topics_that_have_an_equivalent(tmp_path: Path) -> None:
    complaints = [
        {"text": "lampu jalan padam sudah seminggu, gelap sekali", "topic": "PJU"},
        {"text": "mohon bertemu bapak wali kota", "topic": "Surat"},
    ]
    (tmp_path / "city.jsonl").write_text("\n".join(map(json.dumps, complaints)))
    topics = shipped.measure(tmp_path / "city.jsonl", print)["topics"]
    assert (topics["n"], topics["cases_of_the_file"], topics["topics"]) == (1, 2, 1)
    assert topics["by_office"] == {"dishub": [1, 1]}

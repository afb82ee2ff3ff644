"""What is installed says nothing, or why it could not be."""

import sys
from pathlib import Path

import pytest

from tools.dev import quietly


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(quietly, "LOG", tmp_path / "build" / "install.log")
    return quietly.LOG


def test_what_succeeds_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert quietly.main("installing", sys.executable, "-c", "print('a hundred lines')") == 0
    assert capfd.readouterr() == ("", "")


def test_what_fails_says_why_in_one_line_and_keeps_the_rest(log: Path, capfd: pytest.CaptureFixture[str]) -> None:
    program = "import sys; print('npm error code ENOTFOUND', flush=True); sys.exit('npm error see the log')"
    assert quietly.main("installing npm packages", sys.executable, "-c", program) == 1
    output, errors = capfd.readouterr()
    assert output == ""
    cause = "it cannot reach what it needs over the network (ENOTFOUND)"
    assert errors == f"installing npm packages failed: {cause}; all of it: {log}\n"
    assert log.read_text().splitlines() == ["npm error code ENOTFOUND", "npm error see the log"]


def test_a_program_that_is_not_there_is_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert quietly.main("installing", "/nowhere/pip", "install") == 127
    assert capfd.readouterr() == ("", "installing failed: /nowhere/pip: No such file or directory\n")

"""The bench of the text model says that it was skipped without data, and draws what it measured."""

import pytest

from bench.routing import pictures
from bench.routing.__main__ import VARIABLE, main


def test_without_data_it_is_skipped_and_says_how_not(
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

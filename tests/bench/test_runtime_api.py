"""The Runtime API, served to the real runtime."""

from importlib.metadata import distribution
from pathlib import Path

import pytest

from bench.runtime_api import Function, RunFailed, run

BESIDE = Path(str(distribution("awslambdaric").locate_file("")))


def function(package: Path, code: str) -> Function:
    (package / "handler.py").write_text(code)
    return Function("handler.handle", package, (BESIDE,), {})


def test_every_event_is_answered_in_turn(tmp_path: Path) -> None:
    echo = function(tmp_path, "def handle(event, context):\n    return event['n'] + 1\n")
    result = run(echo, [{"n": 1}, {"n": 2}])
    assert result.answers == [2, 3]
    assert 0 < result.init < result.first_answer < result.requested[1] < result.answered[1] < result.requested[2]
    assert len(result.warm) == 1


def test_without_events_only_the_start_is_measured(tmp_path: Path) -> None:
    result = run(function(tmp_path, "def handle(event, context):\n    return None\n"), [])
    assert (len(result.requested), result.answers) == (1, [])
    assert result.init_cpu is None or result.init_cpu > 0


def test_a_package_without_a_module_it_needs_fails_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="not_in_the_package"):
        run(function(tmp_path, "import not_in_the_package\n"), [])


def test_an_error_of_the_handler_is_reported(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="out of order"):
        run(function(tmp_path, "def handle(event, context):\n    raise ValueError('out of order')\n"), [{}])

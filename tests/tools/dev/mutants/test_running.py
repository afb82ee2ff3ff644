"""A change is tried in a fork: what notices it, what does not, and what never ends."""

import os
import subprocess
import sys

import pytest

from laporctl import paths

RULES = """
LIMIT = 3

def late(days):
    return days > LIMIT

def wait(days):
    while days > 0:
        days -= 1
    return days

def above(limit):
    def check(days):
        return days > limit
    return check

TABLE = {"overdue": above(7)}
"""
SELDOM = """
def double(days):
    return days * 2
"""
TESTS = """
from chalicelib.rules import LIMIT, TABLE, late, wait

def test_late():
    assert late(5) and not late(1)

def test_wait():
    assert wait(2) == 0

def test_table():
    assert TABLE["overdue"](9) and not TABLE["overdue"](1)

def test_seldom():
    from chalicelib.seldom import double
    assert double(3) == 6
"""
SCRIPT = """
from pathlib import Path
from tools.dev.mutants import running, selection, tracing
from tools.dev.mutants.mutations import compiled, mutants_of

root, names = Path.cwd(), ["chalicelib/rules.py", "chalicelib/seldom.py"]
running.GRACE = 3
assert running.trace(root, ["tests"], names, root / "traced.json")
import json
traced = json.loads((root / "traced.json").read_text())
tests = [tracing.Traced(**each) for each in traced["tests"]]
known = tracing.Reach("", {"tests/test_rules.py": ("", tests)}, ["hypothesis"])
chosen = selection.Selection(root, known)
trials = [chosen.trial_of(each) for name in names for each in compiled(root, mutants_of(root, name))]
inside = [each for each in trials if each.changed.place is not None]
outside = [each for each in trials if each.changed.place is None]
for verdict in [
    *running.try_in_functions(root, ["tests"], inside, 2), *running.try_in_modules(root, ["json"], outside, 2)
]:
    print(verdict.mutant.function, verdict.mutant.mutation, verdict.outcome, verdict.by, sep="|")
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The outcome of each change of two small modules, by function and change."""
    tmp_path = tmp_path_factory.mktemp("rules")
    (tmp_path / "chalicelib").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "chalicelib" / "rules.py").write_text(RULES)
    (tmp_path / "chalicelib" / "seldom.py").write_text(SELDOM)
    (tmp_path / "tests" / "test_rules.py").write_text(TESTS)
    profile = 'from hypothesis import settings\nsettings.register_profile("mutants")\n'
    (tmp_path / "conftest.py").write_text(profile)
    (tmp_path / "tools").symlink_to(paths.ROOT / "tools")
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, script], check=False, cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "chalicelib" / "rules.py").read_text() == RULES
    return dict(line.rsplit("|", 2)[:2] for line in done.stdout.splitlines())


def test_changes_are_noticed_survive_or_never_end(found: dict[str, str]) -> None:
    assert found["late|returns None"] == "killed"
    assert found["late|> becomes >="] == "survived"
    assert found["wait|assignment left out"] == "timeout"
    assert found["|3 becomes 4"] == "survived"


def test_what_is_imported_by_a_test_that_needs_it_is_changed_too(found: dict[str, str]) -> None:
    assert found["double|returns None"] == "killed"
    assert found["double|* becomes +"] == "killed"


def test_what_a_function_made_when_its_module_was_imported_is_changed_too(found: dict[str, str]) -> None:
    assert found["above.check|returns None"] == "killed"
    assert found["above.check|> becomes >="] == "survived"

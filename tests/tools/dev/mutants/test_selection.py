"""Which tests a change is tried with."""

from pathlib import Path

from tools.dev.mutants.mutations import compiled, mutants_of
from tools.dev.mutants.selection import Selection
from tools.dev.mutants.tracing import Reach, Traced

MODULE = "chalicelib/domain/rules.py"
SOURCE = """
LIMIT = 3

def late(days):
    return days > LIMIT
"""
TEST = """
from chalicelib.domain import rules

def test_limit():
    assert rules.LIMIT == 3
"""
TESTS = {
    "tests/domain/test_limit.py::test_limit": [],
    "tests/domain/test_rules.py::test_late": [5],
    "tests/domain/test_others.py::test_late": [5],
    "tests/domain/test_others.py::test_nothing": [],
    "tests/services/test_limits.py::test_stays[chalicelib.domain.rules-LIMIT-3]": [],
    "tests/services/test_limits.py::test_stays[chalicelib.domain.rules-LIMITS-3]": [],
}


def test_a_constant_is_tried_with_the_tests_and_rows_that_name_it_too(tmp_path: Path) -> None:
    (tmp_path / "chalicelib" / "domain").mkdir(parents=True)
    (tmp_path / MODULE).write_text(SOURCE)
    (tmp_path / "tests" / "domain").mkdir(parents=True)
    (tmp_path / "tests" / "domain" / "test_limit.py").write_text(TEST)
    traced = [Traced(test, 0.1, {MODULE: lines} if lines else {}) for test, lines in TESTS.items()]
    selection = Selection(tmp_path, Reach("", {"tests/domain/test_limit.py": ("", traced)}))
    trials = [selection.trial_of(each) for each in compiled(tmp_path, mutants_of(tmp_path, MODULE))]
    chosen = {trial.mutant.mutation: list(trial.tests) for trial in trials}
    named, beside, other, _, row, _ = TESTS
    assert chosen["3 becomes 4"] == [named, row, beside, other]
    assert chosen["> becomes >="] == [beside, other]

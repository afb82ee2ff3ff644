"""What is explained exists, and says since when and why."""

from datetime import date

from laporctl import paths
from tools.dev.mutants import explained
from tools.dev.mutants.__main__ import modules
from tools.dev.mutants.mutations import Mutant, mutants_of

ENTRIES = explained.load(explained.FILE.read_text())


def test_every_explanation_is_of_a_change_that_could_be_tried() -> None:
    mutants = [mutant for path in sorted({each.path for each in ENTRIES}) for mutant in mutants_of(paths.ROOT, path)]
    assert explained.stale(ENTRIES, mutants) == []


def test_every_explanation_has_a_day_and_a_sentence_and_stands_once() -> None:
    keys = [key for each in ENTRIES for key in each.keys]
    assert len(keys) == len(set(keys))
    assert [each.line for each in ENTRIES if len(each.reason) < 30 or not isinstance(each.since, date)] == []
    assert {each.path for each in ENTRIES} <= set(modules())


def test_an_explanation_of_a_line_that_has_changed_is_stale() -> None:
    mutant = Mutant("a.py", "late", "if days > 3:", "> becomes >=", 7, (7, 7), frozenset(), True, 0)
    text = """
[[explained]]
module = "a.py"
function = "late"
line = "if days > %s:"
mutations = ["> becomes >="]
since = 2026-11-28
why = "A reason."
"""
    assert explained.stale(explained.load(text % 3), [mutant]) == []
    assert explained.stale(explained.load(text % 4), [mutant]) == [("a.py", "late", "if days > 4:", "> becomes >=")]

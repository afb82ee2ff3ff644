"""Which changes are tried, and that each has its place."""

from pathlib import Path

import pytest

from tools.dev.mutants.mutations import compiled, mutants_of

MODULE = """
LIMIT = 30
KINDS = {"a", "b"}
Days = dict[str, int]

def late(days: int, *, grace: int = 0) -> bool:
    \"""A docstring is no rule.\"""
    if days > LIMIT and not grace:
        return True
    return dict(days=days).get("days") is None

def longest(days: int, grace: int) -> int:
    return max(days, grace)

class Case:
    status = "new"

    @property
    def is_new(self) -> bool:
        return self.status == "new"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "rules.py").write_text(MODULE)
    return tmp_path


@pytest.mark.parametrize(
    ("function", "mutation"),
    [
        ("", "30 becomes 31"),
        ("", "30 becomes 29"),
        ("", "element 1 ('a') left out"),
        ("late", "0 becomes 1"),
        ("late", "> becomes >="),
        ("late", "and becomes or"),
        ("late", "operand 2 of and left out"),
        ("late", "not left out"),
        ("late", "if: condition becomes False"),
        ("late", "returns None"),
        ("late", "True becomes False"),
        ("late", "days= left out"),
        ("late", "is becomes is not"),
        ("Case", "new becomes new~"),
        ("Case.is_new", "== becomes !="),
    ],
)
def test_each_kind_of_change_is_tried(root: Path, function: str, mutation: str) -> None:
    assert (function, mutation) in {(each.function, each.mutation) for each in mutants_of(root, "rules.py")}


def test_arguments_whose_order_means_nothing_are_not_swapped(root: Path) -> None:
    assert [each.mutation for each in mutants_of(root, "rules.py") if each.function == "longest"] == [
        "returns None",
        "max becomes min",
    ]


def test_docstrings_types_and_decorators_stay(root: Path) -> None:
    assert not [each.line for each in mutants_of(root, "rules.py") if each.line.startswith(('"', "@", "class", "Days"))]


def test_what_happens_on_import_is_told_from_what_happens_in_a_function(root: Path) -> None:
    found = {each.mutant.key[1:]: each.place for each in compiled(root, mutants_of(root, "rules.py"))}
    assert found["", "LIMIT = 30", "30 becomes 31"] is None
    assert found["late", "def late(days: int, *, grace: int = 0) -> bool:", "0 becomes 1"] is None
    assert found["late", "return True", "returns None"] == 0
    assert found["Case.is_new", 'return self.status == "new"', "== becomes !="] == 2


def test_the_module_is_as_it_was_after_each_change(root: Path) -> None:
    codes = [each.code for each in compiled(root, mutants_of(root, "rules.py"))]
    assert len(codes) == len(set(codes)) > 20
    for code in codes:
        names: dict[str, object] = {"__name__": "rules"}
        exec(code, names)
        assert sum(names.get(name) == value for name, value in (("LIMIT", 30), ("KINDS", {"a", "b"}))) >= 1

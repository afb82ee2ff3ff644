"""Which tests a change is tried with, and in which order: those beside the module first, slow ones last."""

import ast
import re
from collections import defaultdict
from collections.abc import Sequence, Set
from pathlib import Path, PurePosixPath

from tools.dev.mutants.mutations import Compiled, Mutant
from tools.dev.mutants.running import Trial
from tools.dev.mutants.tracing import Reach

ENOUGH = 12.0
"""Seconds of tests, as they were traced, after which a change that none has noticed counts as one that none does."""
SLOW = 0.25
OVER_AN_ENGINE = "[moto]"
"""Tests over an imitation of the database say something of the storage, and little of what is above it."""

_WORD = re.compile(r"[A-Za-z_]\w*")

_Span = tuple[str, range]


class Selection:
    """Knows what every test reaches, and which functions use a name."""

    def __init__(self, root: Path, reach: Reach) -> None:
        self._reach = reach
        self._users: dict[str, list[_Span]] = defaultdict(list)
        self._dependents: dict[str, set[str]] = defaultdict(set)
        self._named_by: dict[str, set[str]] = defaultdict(set)
        for name in reach.files:
            if (root / name).is_file():
                self._read_test(name, ast.parse((root / name).read_text()))
        for file in sorted((root / "chalicelib").rglob("*.py")):
            self._read(str(file.relative_to(root)), ast.parse(file.read_text()))

    def trial_of(self, changed: Compiled) -> Trial:
        """The tests for a change. One of what happens on import reaches whoever uses the name that it defines."""
        mutant, named = changed.mutant, set[str]()
        if changed.place is None:
            tests = {test for path, lines in self._spans(mutant) for test in self._reach.of(path, lines)}
            tests |= {test for test in self._reach.seconds if _distance(mutant.path, test) == 0}
            users = {user for name in self._dependent(mutant) for user in self._named_by[name]}
            named = {
                test
                for test in self._reach.seconds
                if test.partition("[")[0] in users or _names_one(test, mutant.names)
            }
            tests |= named
        else:
            tests = self._reach.of(mutant.path, range(mutant.lines[0], mutant.lines[1] + 1))
        if "/storage/" not in mutant.path:
            tests = {test for test in tests if OVER_AN_ENGINE not in test} or tests
        return self._trial(changed, tests, named)

    def _trial(self, changed: Compiled, tests: set[str], named: set[str]) -> Trial:
        seconds, path = self._reach.seconds, changed.mutant.path
        chosen: list[str] = []
        total = 0.0
        # Those that name a changed constant first: every test may run what reads it.
        order = {test: (seconds[test] > SLOW, test not in named, _distance(path, test), test) for test in tests}
        for test in sorted(tests, key=lambda test: order[test]):
            if chosen and total + seconds[test] > ENOUGH:
                break
            chosen.append(test)
            total += seconds[test]
        return Trial(changed, chosen, total)

    def _spans(self, mutant: Mutant) -> Sequence[_Span]:
        return [span for name in sorted(self._dependent(mutant)) for span in self._users[name]]

    def _dependent(self, mutant: Mutant) -> set[str]:
        """The names that a changed statement defines, and those of constants that are made from them."""
        names, new = set(mutant.names), set(mutant.names)
        while new:
            new = {each for name in new for each in self._dependents[name]} - names
            names |= new
        return names

    def _read_test(self, path: str, tree: ast.Module) -> None:
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for name in _names_in(node):
                    self._named_by[name].add(f"{path}::{node.name}")

    def _read(self, path: str, tree: ast.Module) -> None:
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.Lambda)):
                span = (path, range(node.lineno, (node.end_lineno or node.lineno) + 1))
                for name in _names_in(node):
                    self._users[name].append(span)
        for statement in tree.body:
            if isinstance(statement, (ast.Assign, ast.AnnAssign)):
                targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                defined = {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}
                for name in _names_in(statement):
                    self._dependents[name] |= defined


def _names_one(test: str, names: Set[str]) -> bool:
    """Whether the parameters of a test name what has changed: a row of a table of constants runs no function."""
    return not names.isdisjoint(_WORD.findall(test.partition("[")[2]))


def _names_in(node: ast.AST) -> set[str]:
    found = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return found | {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}


def _distance(path: str, test: str) -> int:
    """0 for the tests that are named like the module, 1 for those of its shelf, 2 for the others."""
    module = PurePosixPath(path.replace("chalicelib/", "tests/", 1))
    file = PurePosixPath(test.partition("::")[0])
    if file.parent != module.parent:
        return 2
    return 0 if file.stem.startswith(f"test_{module.stem}") else 1

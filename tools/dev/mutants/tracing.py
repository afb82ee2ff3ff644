"""Which lines each test runs, and how long it takes: a change is tried only with the tests that reach it."""

import ast
import hashlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType

from tools.dev.mutants.importing import Finder

_NOTE = "__reached__"
"""The name in a module by which it notes its lines."""


@dataclass(frozen=True)
class Traced:
    """A test, its seconds of a processor while it was traced, and the lines whose statements it runs, by file."""

    test: str
    seconds: float
    lines: dict[str, list[int]]


@dataclass
class Reach:
    """What every test reaches. It is kept between runs: while the code stays as it was, only files of tests that have
    changed are traced again."""

    code: str = ""
    files: dict[str, tuple[str, list[Traced]]] = field(default_factory=dict)
    """By file of tests: its digest when it was traced, and its tests."""
    libraries: list[str] = field(default_factory=list)
    """What tests and code import from elsewhere."""

    @cached_property
    def seconds(self) -> dict[str, float]:
        return {each.test: each.seconds for _, tests in self.files.values() for each in tests}

    @cached_property
    def _by_line(self) -> dict[tuple[str, int], list[str]]:
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for _, tests in self.files.values():
            for each in tests:
                for path, lines in each.lines.items():
                    for line in lines:
                        found[path, line].append(each.test)
        return found

    def of(self, path: str, lines: Iterable[int]) -> set[str]:
        """The tests that run one of these lines."""
        return {test for line in lines for test in self._by_line.get((path, line), ())}

    def save(self, file: Path) -> None:
        files = {name: [digest, [vars(each) for each in tests]] for name, (digest, tests) in self.files.items()}
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"code": self.code, "files": files, "libraries": self.libraries}))


def load(file: Path) -> Reach:
    """What was saved before; empty if nothing was."""
    if not file.exists():
        return Reach()
    data = json.loads(file.read_text())
    files = {name: (digest, [Traced(**each) for each in tests]) for name, (digest, tests) in data["files"].items()}
    return Reach(data["code"], files, data["libraries"])


def digest(files: Iterable[Path]) -> str:
    """Changes when one of the files does."""
    found = hashlib.sha256()
    for file in sorted(files):
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


class Tracer:
    """Notes which statements of some modules run. A module that is imported after `install` has before each statement a
    call that notes its line: that costs far less than a trace function, which is called for every line of the libraries
    too. Threads are noted like anything else."""

    def __init__(self, modules: Mapping[str, Path]) -> None:
        self._modules = modules
        self._lines: dict[str, set[int]] = {str(path): set() for path in modules.values()}

    def install(self) -> None:
        """Give the modules to whoever imports them from now on."""
        sys.meta_path.insert(0, Finder(self._modules, self._run))

    def of(self, run: Callable[[], object]) -> tuple[dict[str, list[int]], float]:
        """The lines whose statements a call runs, by file; and its seconds of a processor: other work on the machine
        does not count."""
        for lines in self._lines.values():
            lines.clear()
        began = time.process_time()
        run()
        took = time.process_time() - began
        return {filename: sorted(lines) for filename, lines in self._lines.items() if lines}, took

    def _run(self, path: Path, module: ModuleType) -> None:
        tree = _Noting().visit(ast.parse(path.read_text()))
        vars(module)[_NOTE] = self._lines[str(path)].add
        exec(compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True), vars(module))


class _Noting(ast.NodeTransformer):
    """Notes the line before each statement, and in each lambda, whose body runs later."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            statements = getattr(node, name, None)
            if isinstance(statements, list):
                setattr(node, name, [new for each in statements for new in _noted(each)])
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.generic_visit(node)
        both = ast.Tuple([_note(node.body), node.body], ast.Load())
        node.body = ast.copy_location(ast.Subscript(both, ast.Constant(1), ast.Load()), node.body)
        return node


def _noted(statement: ast.stmt) -> list[ast.stmt]:
    """A statement and what notes it; docstrings and imports from the future must stay where they are."""
    match statement:
        case ast.Expr(value=ast.Constant()) | ast.ImportFrom(module="__future__"):
            return [statement]
    return [ast.copy_location(ast.Expr(_note(statement)), statement), statement]


def _note(node: ast.stmt | ast.expr) -> ast.expr:
    call = ast.Call(ast.Name(_NOTE, ast.Load()), [ast.Constant(node.lineno)], [])
    return ast.copy_location(call, node)

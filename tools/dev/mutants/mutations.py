"""The changes of a module that can be tried, each an edit of one place in its syntax tree."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

from tools.dev.mutants.changes import changes

_ONLY_NAMED = {"TypeVar", "NewType", "TYPE_CHECKING"}
_GENERIC = {"dict", "list", "set", "tuple", "frozenset", "Callable", "Iterator", "Mapping", "Sequence"}


@dataclass(frozen=True)
class Mutant:
    """One change. `function` is the qualified name of the function or class it is in, empty for the module itself;
    `line` is the text of the line, which together with `mutation` names the change when lines move. `lines` are the
    lines of which a test that notices the change runs one; `names` what the changed statement defines for others;
    `index` tells the changes of a module apart."""

    path: str
    function: str
    line: str
    mutation: str
    number: int
    lines: tuple[int, int]
    names: frozenset[str]
    inside: bool
    index: int

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.path, self.function, self.line, self.mutation


@dataclass(frozen=True)
class Compiled:
    """The code of a module with a change, and which of its functions has changed, in the order of the code; None if
    the module must be run anew."""

    mutant: Mutant
    code: CodeType
    place: int | None


@dataclass(frozen=True)
class _Where:
    function: str = ""
    lines: tuple[int, int] = (0, 0)
    names: frozenset[str] = frozenset()
    inside: bool = False


@dataclass(frozen=True)
class _Edit:
    owner: Any
    field: str
    index: int | None
    new: Any
    mutation: str
    node: ast.AST
    where: _Where

    def apply(self) -> Any:
        """Make the change; what was there before comes back."""
        if self.index is None:
            before = getattr(self.owner, self.field)
            setattr(self.owner, self.field, self.new)
        else:
            before = getattr(self.owner, self.field)[self.index]
            getattr(self.owner, self.field)[self.index] = self.new
        return before

    def undo(self, before: Any) -> None:
        if self.index is None:
            setattr(self.owner, self.field, before)
        else:
            getattr(self.owner, self.field)[self.index] = before


def mutants_of(root: Path, path: str) -> list[Mutant]:
    """Every change of a module, in the order of its text."""
    source = (root / path).read_text()
    texts = source.splitlines()
    found = []
    for index, edit in enumerate(_edits(ast.parse(source), _Where())):
        number, where = edit.node.lineno, edit.where  # type: ignore[attr-defined]
        line = texts[number - 1].strip()
        found.append(
            Mutant(path, where.function, line, edit.mutation, number, where.lines, where.names, where.inside, index)
        )
    return found


def compiled(root: Path, mutants: Sequence[Mutant]) -> Iterator[Compiled]:
    """The changes of one module that make a difference: not those that leave every instruction as it was, or that do
    what another one does, or are no Python."""
    path = mutants[0].path
    source, filename = (root / path).read_text(), str(root / path)
    tree = ast.parse(source)
    original = compile(source, filename, "exec", dont_inherit=True)
    seen, chosen = {original}, {mutant.index: mutant for mutant in mutants}
    for index, edit in enumerate(_edits(tree, _Where())):
        if index not in chosen:
            continue
        before = edit.apply()
        try:
            code = compile(ast.fix_missing_locations(tree), filename, "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            continue
        finally:
            edit.undo(before)
        if code not in seen:
            seen.add(code)
            yield Compiled(chosen[index], code, _changed(original, code) if edit.where.inside else None)


def functions_in(code: CodeType) -> list[CodeType]:
    """The functions of a module and of its classes, in order, without those inside of them."""
    found = []
    for each in code.co_consts:
        if isinstance(each, CodeType):
            found += [each] if each.co_flags & 1 else functions_in(each)
    return found


def _changed(original: CodeType, code: CodeType) -> int | None:
    before, after = functions_in(original), functions_in(code)
    if len(before) != len(after):
        return None
    changed = [place for place, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    same = len(changed) == 1 and before[changed[0]].co_freevars == after[changed[0]].co_freevars
    return changed[0] if same else None


def _edits(node: ast.AST, where: _Where) -> Iterator[_Edit]:
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_comment") or _is_annotation(node, field):
            continue
        if isinstance(value, ast.AST):
            yield from _edits_of(node, field, None, value, where)
        elif isinstance(value, list):
            for index, each in enumerate(value):
                if isinstance(each, ast.AST):
                    yield from _edits_of(node, field, index, each, where)


def _edits_of(owner: ast.AST, field: str, index: int | None, node: ast.AST, where: _Where) -> Iterator[_Edit]:
    if isinstance(node, ast.stmt):
        if _is_skipped(node):
            return
        where = _within(node, where)
    elif isinstance(node, ast.Lambda):
        where = _Where(where.function, where.lines, where.names, inside=True)
    for mutation, new in () if _is_element(owner, field, node) else changes(node):
        yield _Edit(owner, field, index, ast.copy_location(new, node), mutation, _located(node, owner), where)
    if isinstance(node, ast.comprehension):
        for place, condition in enumerate(node.ifs):
            rest = [each for each in node.ifs if each is not condition]
            mutation = f"condition {place + 1} of the comprehension left out"
            yield _Edit(node, "ifs", None, rest, mutation, condition, where)
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        inner = node.name if not where.function else f"{where.function}.{node.name}"
        outer = where
        where = _Where(inner, where.lines, where.names, inside=where.inside or isinstance(node, ast.FunctionDef))
        if isinstance(node, ast.FunctionDef):
            defaults = _Where(inner, outer.lines, outer.names | {node.name}, inside=outer.inside)
            yield from _edits_of(node, "args", None, node.args, defaults)
            for place, statement in enumerate(node.body):
                yield from _edits_of(node, "body", place, statement, where)
            return
    yield from _edits(node, where)


def _is_element(owner: ast.AST, field: str, node: ast.AST) -> bool:
    """Whether a text is one of several, or a key: such a one is left out, and need not be changed as well."""
    several = isinstance(owner, (ast.Set, ast.List, ast.Tuple)) or (isinstance(owner, ast.Dict) and field == "keys")
    return several and isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes))


def _located(node: ast.AST, owner: ast.AST) -> ast.AST:
    return node if hasattr(node, "lineno") else owner


def _is_annotation(node: ast.AST, field: str) -> bool:
    return isinstance(node, ast.ClassDef) and field in ("bases", "keywords")


def _is_skipped(node: ast.stmt) -> bool:
    """What no test could notice or what is no rule: imports, docstrings, what only a type checker reads."""
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal, ast.Pass)):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id in _ONLY_NAMED
    match node:
        case ast.Assign(value=ast.Call(func=ast.Name(id=name))):
            return name in _ONLY_NAMED
        case ast.Assign(value=ast.Subscript(value=ast.Name(id=name))):
            return name in _GENERIC
    return False


def _within(node: ast.stmt, where: _Where) -> _Where:
    """Where the parts of a statement are: of one with a body its head only, because its body has its own statements."""
    body = getattr(node, "body", None) or getattr(node, "cases", None)
    last = node.lineno if body else node.end_lineno or node.lineno
    if body:
        heads = [getattr(node, name, None) for name in ("test", "iter", "subject")]
        heads += [item.context_expr for item in getattr(node, "items", [])]
        last = max([node.lineno, *(head.end_lineno for head in heads if head is not None)])
    names = where.names
    if not where.inside:
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}
        elif isinstance(node, ast.ClassDef):
            names |= {node.name}
    return _Where(where.function, (node.lineno, last), names, where.inside)

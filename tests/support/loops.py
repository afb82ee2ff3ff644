"""Finds tests that assert only inside of a loop over what may be empty: such a test passes when it looks at nothing."""

import ast
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

_SAME_LENGTH = ("enumerate", "reversed", "sorted", "list", "tuple", "set")
_PARTS = ("items", "values", "keys", "split")


def at_least_one(items: Iterable[Item]) -> Sequence[Item]:
    """The same things, of which there must be one: a loop over them looks at something."""
    found = list(items)
    assert found, "there is nothing to look at: the test would pass without a look"
    return found


def unsure_tests(source: str) -> Iterator[tuple[str, str]]:
    """Name and loop of every test of a module whose assertions are all in loops that may run not once."""
    tree = ast.parse(source)
    filled = _filled_names(tree.body)
    asserting = {
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and any(_is_assertion(each, ()) for each in ast.walk(function))
    }
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.name.startswith("test_"):
            inner = filled | _filled_names([each for each in ast.walk(function) if isinstance(each, ast.stmt)])
            loops: list[ast.expr] = []
            if not _asserts(function.body, inner, asserting, loops) and loops:
                yield function.name, ast.unparse(loops[0])


def _asserts(
    body: Sequence[ast.stmt], filled: Collection[str], helpers: Collection[str], loops: list[ast.expr]
) -> bool:
    """Whether statements are sure to assert something; of loops that may be empty, those that assert are noted."""
    sure = False
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            continue
        if isinstance(statement, ast.For) and not _is_filled(statement.iter, filled):
            if any(_is_assertion(each, helpers) for each in ast.walk(statement)):
                loops.append(statement.iter)
        elif isinstance(statement, ast.Assert) and (over := _all_of(statement.test)) is not None:
            if _is_filled(over, filled):
                sure = True
            else:
                loops.append(over)
        else:
            inner = [getattr(statement, name) for name in ("body", "orelse", "finalbody") if hasattr(statement, name)]
            nodes = [*ast.walk(statement)] if not inner else _head(statement)
            sure |= any(_is_assertion(each, helpers) for each in nodes)
            for part in inner:
                sure |= _asserts(part, filled, helpers, loops)
    return sure


def _head(statement: ast.stmt) -> list[ast.AST]:
    heads = [getattr(statement, name, None) for name in ("test", "iter")]
    heads += getattr(statement, "items", [])
    return [each for head in heads if head is not None for each in ast.walk(head)]


def _all_of(test: ast.expr) -> ast.expr | None:
    """What `all(… for … in it)` goes over."""
    match test:
        case ast.Call(func=ast.Name(id="all"), args=[ast.GeneratorExp() as each]):
            return each.generators[0].iter
    return None


def _is_assertion(node: ast.AST, helpers: Collection[str]) -> bool:
    match node:
        case ast.Assert():
            return True
        case ast.Call(func=ast.Attribute(attr="raises" | "fail")):
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in helpers or name.startswith(("assert", "expect"))
    return False


def _filled_names(body: Iterable[ast.stmt]) -> set[str]:
    found: set[str] = set()
    for statement in body:
        if (
            isinstance(statement, (ast.Assign, ast.AnnAssign))
            and statement.value
            and _is_filled(statement.value, found)
        ):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            found |= {each.id for each in targets if isinstance(each, ast.Name)}
    return found


def _is_filled(node: ast.expr, filled: Collection[str]) -> bool:
    """Whether a collection surely has an element: it is written down with one, or `at_least_one` sees to it."""
    match node:
        case ast.Tuple() | ast.List() | ast.Set():
            return any(not isinstance(each, ast.Starred) or _is_filled(each.value, filled) for each in node.elts)
        case ast.Dict():
            return bool(node.keys)
        case ast.Constant():
            return bool(node.value)
        case ast.Name():
            return node.id in filled
        case ast.Call():
            return _gives_something(node, filled)
        case ast.BinOp(op=ast.Add() | ast.BitOr()):
            return _is_filled(node.left, filled) or _is_filled(node.right, filled)
    return False


def _gives_something(node: ast.Call, filled: Collection[str]) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="at_least_one")):
            return True
        case ast.Call(func=ast.Name(id="range")):
            return all(isinstance(each, ast.Constant) for each in node.args)
        case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in _SAME_LENGTH:
            return _is_filled(first, filled)
        case ast.Call(func=ast.Name(id="zip" | "product"), args=[_, *_]):
            return all(_is_filled(each, filled) for each in node.args)
        case ast.Call(func=ast.Attribute(attr=name, value=value)) if name in _PARTS:
            return _is_filled(value, filled)
    return False

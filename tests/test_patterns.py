"""No regular expression of what is deployed takes longer than its text is long."""

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import chalicelib
from chalicelib.domain.text import alarm_words, alarms
from tests.support.expressions import slow_parts

ROOT = Path(__file__).parent.parent
SEARCHING = ("search", "split", "sub", "subn", "findall", "finditer")

LOOKED_AT_ELSEWHERE = {("chalicelib/domain/text/phrases.py", "pattern")}
"""By `tests/domain/text/test_alarms.py`."""

MADE_OF_OUR_OWN_WORDS = {
    ("chalicelib/domain/channels/mail_text.py", "_hidden"),
    ("chalicelib/domain/channels/mail_text.py", "_quotes"),
    ("chalicelib/domain/channels/mail_text.py", "_signature"),
    ("chalicelib/domain/text/number_kinds.py", "_patterns"),
    ("chalicelib/domain/text/personal_data.py", "_masks"),
}
"""Functions that put lists of the code into an expression; what they make is looked at like the others."""

SHORT_TEXTS = {
    "web/src/shared/personal_data.ts: /[ .:]+$/": "the few characters before a number",
    "web/src/desk/sign_in.ts: /=+$/": "a digest of 32 bytes",
}
"""Expressions of the pages that could be slow on a long text, and the short one that they read."""

_LITERAL = re.compile(
    r"(?:[(,=:?&|!]|=>|return) *(/(?![*/ ])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[dgimsuy]*)(?=[.,;)\s])"
)
"""A regular expression in TypeScript."""


def compiled() -> Iterator[tuple[str, str, "re.Pattern[Any]"]]:
    """Module, name and value of every expression that a module holds, also in tuples and dictionaries."""
    for found in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
        module = importlib.import_module(found.name)
        file = f"{found.name.replace('.', '/')}.py"
        made = [(name, getattr(module, name)()) for path, name in MADE_OF_OUR_OWN_WORDS if path == file]
        for name, value in [*vars(module).items(), *made]:
            for each in _patterns_in(value):
                yield found.name, name, each


def _patterns_in(value: object, depth: int = 3) -> Iterator["re.Pattern[Any]"]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, (tuple, list, set, frozenset)):
        for each in value:
            yield from _patterns_in(each, depth - 1)
    elif depth and type(value) is dict:
        yield from _patterns_in(tuple(value.values()), depth - 1)


def is_searched(name: str) -> bool:
    """Whether an expression may begin anywhere in a text: all but those that are only asked to fit from its start."""
    asked = uses()[name]
    return not asked & {"fullmatch", "match"} or bool(asked & set(SEARCHING))


@cache
def uses() -> Mapping[str, set[str]]:
    """Name -> the methods that the code calls of it."""
    found = defaultdict(set)
    for path in (ROOT / "chalicelib").rglob("*.py"):
        for name, method in re.findall(r"\b(\w+)\.(\w+)\(", path.read_text()):
            found[name].add(method)
    return found


def test_no_compiled_expression_can_be_slow() -> None:
    slow = {}
    for module, name, pattern in compiled():
        text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
        flags = pattern.flags if isinstance(pattern.pattern, str) else pattern.flags | re.ASCII
        if parts := slow_parts(text, flags, searched=is_searched(name)):
            slow[f"{module}.{name}"] = parts
    assert slow == {}


def calls_of_re() -> Iterator[tuple[str, str, ast.Call]]:
    """File, function and call for every use of the module `re` inside a function."""
    for path in sorted((ROOT / "chalicelib").rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text())):
            if not isinstance(function, ast.FunctionDef):
                continue
            for node in ast.walk(function):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and isinstance(node.func.value, ast.Name)
                    and node.func.value.id == "re"
                    and node.func.attr != "escape"
                ):
                    yield str(path.relative_to(ROOT)), function.name, node


def test_no_expression_within_a_function_can_be_slow_or_is_made_of_a_text() -> None:
    seen = 0
    for file, function, call in calls_of_re():
        if (file, function) in LOOKED_AT_ELSEWHERE | MADE_OF_OUR_OWN_WORDS:
            continue
        assert call.args, f"{file}: {function}"
        assert isinstance(call.args[0], ast.Constant), f"{file}: {function} makes an expression of a text"
        assert isinstance(call.func, ast.Attribute)
        searched = call.func.attr in SEARCHING
        assert slow_parts(str(call.args[0].value), searched=searched) == [], f"{file}: {function}"
        seen += 1
    assert seen


def test_the_words_of_alarms_are_looked_for_in_time_that_grows_with_the_text() -> None:
    """Their expressions have a test of their own (`tests/domain/text/test_alarms.py`), and no list escapes it."""
    lists = {name for name, value in vars(alarm_words).items() if isinstance(value, str) and name.isupper()}
    assert lists == {*map(str.upper, ("danger", "violence", "extortion", "corruption"))}
    assert set(alarms._PHRASES.values()) == {getattr(alarm_words, name) for name in lists}


def test_no_expression_of_the_pages_can_be_slow() -> None:
    slow, seen = {}, 0
    for path in sorted((ROOT / "web" / "src").rglob("*.ts")):
        if path.name.endswith(".test.ts") or "testing" in path.parts:
            continue
        for literal in _LITERAL.findall(path.read_text()):
            body, _, flags = literal[1:].rpartition("/")
            seen += 1
            # What Python does not know: classes of Unicode, which letters stand for here, and names of groups.
            body = re.sub(r"\\p\{\w+\}", r"\\w", body)
            body = body.replace("(?<", "(?P<").replace("(?P<=", "(?<=").replace("(?P<!", "(?<!")
            if parts := slow_parts(body, re.IGNORECASE if "i" in flags else 0):
                slow[f"{path.relative_to(ROOT)}: {literal}"] = parts
    assert slow.keys() == SHORT_TEXTS.keys()
    assert seen > 10, "the test no longer finds them"


@pytest.mark.parametrize(
    "expression",
    [
        r"(a+)+b",
        r"(a|ab|b)*c",
        r"[.!?]+(?=\s)",
        r"\s+$",
        r"\w+@\w+\.",
        r"a*a*b",
        r"x.*y.*z",
        r"([a-z]+,?)*!",
        r"=\s*\d*\s*;",
        r"[0-9](?:[ .-]{0,3}[0-9]){4,}…$",
    ],
)
def test_what_is_slow_is_found(expression: str) -> None:
    assert slow_parts(expression)


@pytest.mark.parametrize(
    "expression",
    [
        r"[^a-z]+",
        r"(?<![.!?])[.!?]+(?=\s)",
        r"\bbunuh\w*\b",
        r"<html\s+lang",
        r"[^\W_]+(?:['’][^\W_]+)*",
        r"(?:[a-z](?:[a-z-]{0,61}[a-z])?\.)+",
        r"at `[^`]*`$",
    ],
)
def test_what_is_quick_is_let_through(expression: str) -> None:
    assert slow_parts(expression) == []

"""Finds in a regular expression what can make it slow: parts that may share one stretch of text between them in many
ways, so that a text that does not fit takes time that grows faster than its length.

An expression is read as the paths through it, with every choice taken in turn; it is slow if two unbounded repetitions
of a path, or the search's own walk through the text and one of them, can hand characters to each other and still match
what stands between them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, groupby
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

_SAMPLE = [chr(code) for code in (*range(0x250), 0x660, 0x2010, 0x2019, 0x202E, 0xD800, 0xFFFD, 0x1F6A7)]
_ALL = frozenset(_SAMPLE)
_ONE_CHARACTER = {_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY}
_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}
_MOST = 256
"""A repetition that may be longer than this counts as unbounded."""

_WORD_CHARACTERS = frozenset(character for character in _SAMPLE if re.match(r"\w", character))
_NOT_BEHIND = {
    _constants.AT_BOUNDARY: _WORD_CHARACTERS,
    _constants.AT_BEGINNING: _ALL - {"\n"},
    _constants.AT_BEGINNING_STRING: _ALL,
}
"""What cannot stand before such a place if a repetition of it begins there."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a path: characters (one, or any number of them if `many`), or an assertion. `behind` are characters
    one of which must not stand before. What is `optional` may as well be left out. A `group` is a repetition of
    more than one character, whose own marks `_nested` looks at."""

    characters: frozenset[str] = frozenset()
    many: bool = False
    asserts: bool = False
    behind: frozenset[str] = frozenset()
    optional: bool = False
    group: bool = False


def slow_parts(expression: str, flags: int = 0, *, searched: bool = True) -> list[str]:
    """What makes an expression slow, as sentences; none if the time it takes grows with the length of the text.
    `searched` ones may begin anywhere in a text, others only at its beginning."""
    tree = _parser.parse(expression, flags)
    found = list(_nested(tree, tree.state.flags))
    for path in _paths(tree, tree.state.flags, _alike(tree, tree.state.flags)):
        walk = [_Part(_ALL, many=True)] if searched else []
        found += _ambiguous([*walk, *path], bool(walk))
    return sorted(set(found))


def _ambiguous(path: Sequence[_Part], searched: bool) -> Iterator[str]:
    many = [number for number, part in enumerate(path) if part.many]
    for first, second in combinations(many, 2):
        walks = searched and first == 0
        if (path[first].group or path[second].group) and not walks:
            continue
        shared = path[first].characters & path[second].characters
        between = [part for part in path[first + 1 : second] if part.characters and not part.many]
        guards = [part for part in path[first + 1 : second] if part.behind]
        if not shared or any(not (part.characters & shared) for part in between):
            continue
        if any(path[second].characters <= guard.behind for guard in guards):
            continue
        always_ends = not any(part.asserts or not part.many for part in path[second + 1 :] if not part.optional)
        if walks and always_ends:
            continue
        yield f"two repetitions share {min(shared)!r}"


def _nested(tree: Any, flags: int) -> Iterator[str]:
    """Unbounded repetitions of what has no character that begins or ends it and stands nowhere else in it."""
    for kind, value in tree:
        for inner in _inner(kind, value):
            yield from _nested(inner, flags)
        if kind in _REPEATS and value[1] > _MOST:
            paths = [[part for part in path if part.characters] for path in _paths(value[2], flags)]
            if any(len(path) > 1 for path in paths) and not (_marked(paths, 0) or _marked(paths, -1)):
                yield "a repetition of what has no mark of its own"


def _marked(paths: list[list[_Part]], end: int) -> bool:
    """Whether every path has a character at this end that stands nowhere else in any of them."""
    if any(not path or path[end].many for path in paths):
        return False
    marks = frozenset().union(*(path[end].characters for path in paths))
    return all(not (part.characters & marks) for path in paths for part in path if part is not path[end])


def _inner(kind: Any, value: Any) -> Iterable[Any]:
    if kind in _REPEATS:
        return [value[2]]
    if kind is _constants.SUBPATTERN:
        return [value[3]]
    if kind is _constants.BRANCH:
        return list(value[1])
    return []


def _paths(tree: Any, flags: int, alike: Mapping[str, str] | None = None) -> list[list[_Part]]:
    """Every way through an expression, as parts in their order. With `alike`, one way stands for all that `_ambiguous`
    cannot tell from it: a choice among a hundred words is then one of a few."""
    paths: list[list[_Part]] = [[]]
    for kind, value in tree:
        paths = [[*path, *step] for path in paths for step in _steps(kind, value, flags, alike)]
        if alike is not None:
            paths = list({tuple(short := _shortened(path)): short for path in paths}.values())
    return paths


def _alike(tree: Any, flags: int) -> dict[str, str]:
    """Character -> the one that stands for all that the same unbounded repetitions and assertions take."""
    sets = [*_NOT_BEHIND.values(), *_repeated_sets(tree, flags)]
    first: dict[tuple[bool, ...], str] = {}
    return {each: first.setdefault(tuple(each in of for of in sets), each) for each in _SAMPLE}


def _repeated_sets(tree: Any, flags: int) -> Iterator[frozenset[str]]:
    for kind, value in tree:
        if (kind in _REPEATS and value[1] > _MOST) or (kind is _constants.ASSERT_NOT and value[0] < 0):
            yield from {part.characters for path in _paths(value[-1], flags) for part in path}
        for inner in _inner(kind, value):
            yield from _repeated_sets(inner, flags)


def _shortened(path: Sequence[_Part]) -> list[_Part]:
    """A path without what stands twice between two unbounded repetitions: there, only which parts there are counts."""
    runs = [(many, list(parts)) for many, parts in groupby(path, key=lambda part: part.many)]
    return [part for many, parts in runs for part in (parts if many else sorted(set(parts), key=_order))]


def _order(part: _Part) -> tuple[Any, ...]:
    return sorted(part.characters), sorted(part.behind), part.asserts, part.optional


def _steps(kind: Any, value: Any, flags: int, alike: Mapping[str, str] | None = None) -> list[list[_Part]]:
    if kind in _ONE_CHARACTER:
        characters = _matched(kind, _frozen(value), flags)
        return [[_Part(characters if alike is None else frozenset(map(alike.__getitem__, characters)))]]
    if kind is _constants.AT:
        return [[_Part(asserts=True, behind=_NOT_BEHIND.get(value, frozenset()))]]
    if kind is _constants.ASSERT_NOT and value[0] < 0:
        behind = [part.characters for path in _paths(value[1], flags) for part in path]
        return [[_Part(asserts=True, behind=frozenset().union(*behind))]]
    if kind in (_constants.ASSERT, _constants.ASSERT_NOT):
        return [[_Part(asserts=True)]]
    if kind in _REPEATS:
        fewest, most, inner = value
        return _repeated(fewest, most, inner, flags, alike)
    if kind in (_constants.SUBPATTERN, _constants.BRANCH):
        return [path for inner in _inner(kind, value) for path in _paths(inner, flags, alike)]
    if kind is _constants.GROUPREF:
        return [[_Part(_ALL)]]
    raise ValueError(f"unknown part of an expression: {kind}")


def _repeated(fewest: int, most: int, tree: Any, flags: int, alike: Mapping[str, str] | None) -> list[list[_Part]]:
    once = _paths(tree, flags, alike)
    if most <= _MOST:
        return _once(fewest, once)
    consumed = [part.characters for path in once for part in path if part.characters]
    if all(len([part for part in path if part.characters]) == 1 for path in once):
        characters = frozenset().union(*consumed)
        return [[_Part(characters), _Part(characters, many=True)]] if fewest else [[_Part(characters, many=True)]]
    again = _Part(frozenset().union(*consumed), many=True, group=True)
    return _once(fewest, [[*path, again] for path in once])


def _once(fewest: int, paths: list[list[_Part]]) -> list[list[_Part]]:
    if fewest:
        return paths
    return [[], *([replace(part, optional=True) for part in path] for path in paths)]


@cache
def _matched(kind: Any, value: Any, flags: int) -> frozenset[str]:
    state = _parser.State()
    state.flags = flags
    one = _compiler.compile(_parser.SubPattern(state, [(kind, _thawed(value))]), flags)
    return frozenset(character for character in _SAMPLE if one.fullmatch(character))


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, (list, tuple)) else value


def _thawed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value

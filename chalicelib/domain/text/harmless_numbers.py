"""Harmless numbers: dates, times of day, coordinates and tracking ids, which are no personal data however many digits
they have."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from chalicelib.domain.text.plain_characters import FILLER

_DEGREES_NORTH = 11
_DEGREES_EAST = range(95, 142)
_HOURS = 24


def without_harmless(plain: str) -> str:
    """The plain characters with a filler over harmless numbers."""
    for pattern, is_one in _patterns():
        plain = pattern.sub(lambda match, is_one=is_one: _fill(match, is_one), plain)  # type: ignore[misc]
    return plain


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]], ...]:
    """Compiled when the first number is read. Each pattern begins with a class of characters, which makes the search
    fast; what must not stand before is looked at afterwards."""
    return (
        (re.compile("-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z](?![0-9a-z])"), _follows_a_prefix),
        (re.compile(r"[0-9][0-9]?([-./])[01]?[0-9]\1(?:19|20)[0-9]{2}(?![0-9]|[-.][0-9])"), _starts_anew),
        (re.compile(r"[12][09][0-9]{2}([-./])[01]?[0-9]\1[0-3]?[0-9](?![0-9]|[-.][0-9])"), _starts_anew),
        (re.compile(r"[0-9][0-9]?[0-9]?\.[0-9]{4,}(?![0-9]|[-.][0-9])"), _is_in_indonesia),
        (
            re.compile(
                "[0-9][0-9]?[.:][0-5][0-9](?: ?(?:-|s/?d|sampai) ?[0-2]?[0-9][.:][0-5][0-9])?(?![0-9]|[-.:][0-9])"
            ),
            _is_time,
        ),
    )


def _fill(match: re.Match[str], is_one: Callable[[re.Match[str]], bool]) -> str:
    return FILLER * len(match[0]) if is_one(match) else match[0]


def _before(match: re.Match[str], count: int) -> str:
    return match.string[max(0, match.start() - count) : match.start()]


def _follows_a_prefix(match: re.Match[str]) -> bool:
    """The letters of a stack stand before a tracking id."""
    before = _before(match, 3)
    return len(before) > 1 and before[-2:].isalpha() and not before[:-2].isalnum()


def _starts_anew(match: re.Match[str]) -> bool:
    """Whether no digits come before that belong to the same number."""
    before = _before(match, 2)
    return not before or (before[-1] not in "0123456789.-" and not (before[-1] == " " and before[0] in "0123456789"))


def _is_in_indonesia(match: re.Match[str]) -> bool:
    """Whether degrees can be a latitude or a longitude of Indonesia."""
    degrees = int(match[0].partition(".")[0])
    possible = degrees <= _DEGREES_NORTH or degrees in _DEGREES_EAST
    return possible and _before(match, 1) not in tuple("0123456789.")


def _is_time(match: re.Match[str]) -> bool:
    return _before(match, 1) not in tuple("0123456789.-") and int(re.split("[.:]", match[0])[0]) <= _HOURS

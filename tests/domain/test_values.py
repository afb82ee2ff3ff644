"""Values behave as the standard library's frozen dataclasses do."""

import dataclasses
from collections.abc import Callable
from dataclasses import field, replace
from typing import Any

import pytest

from chalicelib.domain import values


def _made(dataclass: Callable[..., Callable[[type], type]]) -> Any:
    @dataclass(frozen=True, slots=True)
    class Point:
        x: int
        y: int = 2
        note: str = field(default="", compare=False)
        hidden: str = field(default="", repr=False)

    return Point


OURS, STANDARD = _made(values.dataclass), _made(dataclasses.dataclass)
ARGUMENTS = [{"x": 1}, {"x": 1, "y": 3}, {"x": 2}, {"x": 1, "note": "other"}, {"x": 1, "hidden": "other"}, {"x": [1]}]


@pytest.mark.parametrize("one", ARGUMENTS, ids=str)
def test_comparison_hash_and_printing_are_those_of_the_standard_library(one: dict[str, Any]) -> None:
    assert repr(OURS(**one)) == repr(STANDARD(**one))
    assert [OURS(**one) == OURS(**other) for other in ARGUMENTS] == [
        STANDARD(**one) == STANDARD(**other) for other in ARGUMENTS
    ]
    if isinstance(one["x"], int):
        assert hash(OURS(**one)) == hash(STANDARD(**one))
    else:
        with pytest.raises(TypeError, match="unhashable"):
            hash(OURS(**one))


def test_another_class_with_the_same_fields_is_another_value() -> None:
    assert OURS(1) != STANDARD(1)
    assert OURS(1) != _made(values.dataclass)(1)
    assert OURS(1) != (1, 2, "", "")


def test_a_value_cannot_be_changed_but_replaced() -> None:
    point = OURS(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.x
    assert replace(point, x=2) == OURS(2)
    assert not hasattr(point, "__dict__")


def test_what_may_change_has_no_hash() -> None:
    @values.dataclass(slots=True)
    class Draft:
        words: str

    draft = Draft("a")
    draft.words = "b"
    assert draft == Draft("b")
    with pytest.raises(TypeError, match="unhashable"):
        hash(draft)


def test_a_class_keeps_the_methods_it_has_of_its_own() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Secret:
        words: str

        def __repr__(self) -> str:
            return "Secret()"

    assert repr(Secret("a")) == "Secret()"

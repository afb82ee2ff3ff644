"""Value types: dataclasses whose comparison, hash and printing are shared instead of compiled for each class.

A cold start makes some sixty of them, and the standard library compiles six methods for each, nearly a millisecond
(docs/decisions/0022-starting.md). Three of the six need nothing of the class but its fields.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False) -> Callable[[type], type]:
        """`dataclasses.dataclass` with these options, made a third faster. To the type checker it is that itself."""

        def make(cls: type) -> type:
            made = dataclasses.dataclass(frozen=frozen, slots=slots, eq=False, repr=False)(cls)
            for name, method in (("__eq__", _equals), ("__hash__", _hash if frozen else None), ("__repr__", _print)):
                if name not in cls.__dict__:
                    setattr(made, name, method)
            return made

        return make


def _values(instance: Any) -> tuple[Any, ...]:
    return tuple([getattr(instance, field.name) for field in dataclasses.fields(instance) if field.compare])


def _equals(self: Any, other: object) -> Any:
    return _values(self) == _values(other) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _print(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


__all__ = ["dataclass"]

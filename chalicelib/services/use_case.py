"""How use cases are declared."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def use_case(cls: type[T]) -> type[T]:
    """A dataclass of the use case's dependencies, frozen for the type checker alone. Nobody compares or prints one, and
    without these methods a class is made in a quarter of the time; a function makes dozens when it starts."""
    return dataclass(slots=True, eq=False, repr=False)(cls)

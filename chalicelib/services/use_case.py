"""How use cases are declared."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def use_case(cls: type[T]) -> type[T]:
    """A dataclass of what the use case works with, frozen for the type checker alone. Nobody compares or prints one
    either; leaving all that out makes a class in a quarter of the time, and a function makes dozens when it starts."""
    return dataclass(slots=True, eq=False, repr=False)(cls)

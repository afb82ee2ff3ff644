"""What all commands that people give have in common."""

from typing import Any, ClassVar, dataclass_transform


@dataclass_transform(frozen_default=True)
class GivenCommand:
    """The fields of a command, by the annotations of its class: a dataclass, frozen for the type checker, that a cold
    start makes in a hundredth of the time (docs/decisions/0022-starting.md). Printing one shows no words."""

    fields: ClassVar[tuple[str, ...]]
    defaults: ClassVar[dict[str, Any]]

    def __init_subclass__(cls) -> None:
        cls.fields = tuple(cls.__annotations__)
        cls.defaults = {name: cls.__dict__[name] for name in cls.fields if name in cls.__dict__}

    def __init__(self, *values: Any, **named: Any) -> None:
        given = dict(zip(self.fields, values, strict=False)) | named
        if len(values) > len(self.fields) or not given.keys() | self.defaults.keys() == set(self.fields):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.fields)}")
        self.__dict__.update(self.defaults | given)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

"""Numbers that reports had in an earlier system: people keep their slips for years."""

import re

from chalicelib.domain.values import dataclass

_LONGEST = 40
_LEFT_OUT = re.compile(r"[^0-9A-Z]+")


@dataclass(frozen=True, slots=True)
class Former:
    """The number that a report had: of which earlier system (`origin`), as it is looked for, and what the row that it
    came from is recognised by."""

    origin: str
    number: str
    mac: bytes


def normalise(typed: str) -> str:
    """A number as it is looked for: capital letters and digits alone, however somebody writes it. Empty for what is
    none."""
    number = _LEFT_OUT.sub("", typed.upper())
    return number if len(number) <= _LONGEST else ""

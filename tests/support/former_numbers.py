"""Numbers of earlier systems, in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.services.ports.former_numbers import FormerNumber


@dataclass
class MemoryFormerNumbers:
    """`ports.former_numbers.FormerNumbers`."""

    kept: dict[tuple[str, str], FormerNumber] = field(default_factory=dict)

    def find(self, number: str) -> tuple[str, ...]:
        return tuple(former.tracking_id for (known, _), former in sorted(self.kept.items()) if known == number)

    def find_all(self, system: str, numbers: Sequence[str]) -> dict[str, FormerNumber]:
        return {number: self.kept[number, system] for number in numbers if (number, system) in self.kept}

    def all_of(self, system: str, now: datetime) -> Iterator[tuple[str, str]]:
        return ((number, former.tracking_id) for (number, of), former in self.kept.items() if of == system)

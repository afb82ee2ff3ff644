"""What reads a report's words and place, in memory: it says what a test tells it to."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from chalicelib.domain.routing.decision import Classification, Override
from chalicelib.domain.text.alarms import Impression
from chalicelib.services.ports.reading import FoundPlace, ModelLine


@dataclass
class MemoryTextReader:
    """`ports.TextReader`: says what a test tells it to."""

    reading: Classification = field(default_factory=lambda: Classification((), (), ""))
    sure_from: float = 0.8

    def read(self, text: str) -> Classification:
        return self.reading

    def threshold(self, share: float) -> float:
        return self.sure_from


@dataclass
class MemoryListener:
    """`ports.AlarmListener`: has the impression that a test gives it, and counts the texts it was asked about."""

    heard: Impression | None = None
    asked: list[str] = field(default_factory=list)

    def impression(self, text: str) -> Impression | None:
        self.asked.append(text)
        return self.heard


@dataclass
class MemoryPlaceReader:
    """`ports.PlaceReader`: finds what a test has put there."""

    found: FoundPlace | None = None

    def find(self, text: str, within: str | None, lat: float | None, lon: float | None) -> FoundPlace | None:
        return self.found


@dataclass
class MemoryRuleBook:
    """`ports.RuleBook`."""

    rules: list[Override] = field(default_factory=list)

    def overrides(self) -> Sequence[Override]:
        return self.rules

    def share(self) -> float:
        return 0.9


@dataclass
class MemoryModelRegister:
    """`ports.ModelRegister`."""

    kept: ModelLine = field(default_factory=ModelLine)

    def live(self) -> str | None:
        return self.kept.live

    def line(self) -> ModelLine:
        return self.kept

    def put(self, line: ModelLine) -> bool:
        if line.changes != self.kept.changes + 1:
            return False
        self.kept = line
        return True

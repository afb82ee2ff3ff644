"""What reads a report's words and place, in memory: it says what a test tells it to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chalicelib.domain.routing.decision import Classification, Override
from chalicelib.domain.text import alarms
from chalicelib.domain.text.alarms import Alarm, Impression
from chalicelib.services.ports.model_register import ModelVersions
from chalicelib.services.ports.place_finder import FoundPlace


@dataclass
class MemoryTextReader:
    """`ports.text_classifier`: says what a test tells it to."""

    classification: Classification = field(default_factory=lambda: Classification((), (), ""))
    sure_from: float = 0.8

    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def classify(self, text: str, names: Sequence[str] = ()) -> Classification:
        self.asked.append((text, tuple(names)))
        return self.classification

    def threshold(self, share: float) -> float:
        return self.sure_from


@dataclass
class MemoryAlarmDetector:
    """An `AlarmDetector` with the impression that a test gives it; counts the texts it was asked about."""

    impression: Impression | None = None
    asked: list[str] = field(default_factory=list)

    def detect(self, text: str) -> tuple[Alarm, ...]:
        self.asked.append(text)
        return alarms.detect(text, self.impression)


@dataclass
class MemoryPlaceReader:
    """`ports.place_finder.PlaceFinder`: finds what a test has put there. `read` are the words it was given for a
    text."""

    found: FoundPlace | None = None
    read: list[str] = field(default_factory=list)
    around: Mapping[str, float] | None = None
    named: tuple[str, ...] = ()

    def find(self, text: str, within: str | None, lat: float | None, lon: float | None) -> FoundPlace | None:
        return self.found

    def names_in(self, text: str) -> tuple[str, ...]:
        self.read.append(text)
        return self.named

    def near(self, lat: float, lon: float) -> Mapping[str, float] | None:
        return self.around


@dataclass
class MemoryRuleBook:
    """`ports.rule_book.RuleBook`."""

    rules: list[Override] = field(default_factory=list)

    def overrides(self) -> Sequence[Override]:
        return self.rules

    def share(self) -> float:
        return 0.9


@dataclass
class MemoryModelRegister:
    """`ports.model_register.ModelRegister`."""

    kept: ModelVersions = field(default_factory=ModelVersions)

    def live(self) -> str | None:
        return self.kept.live

    def line(self) -> ModelVersions:
        return self.kept

    def put(self, line: ModelVersions) -> bool:
        if line.changes != self.kept.changes + 1:
            return False
        self.kept = line
        return True

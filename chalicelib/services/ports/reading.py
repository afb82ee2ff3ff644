"""What reads a report's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.routing.decision import Classification, Override
    from chalicelib.domain.text.alarms import Impression


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A region that was read in a text, and the words it was read in."""

    region: str
    words: str


class TextReader(Protocol):
    """The text model of the stack: the one it was given last, or the one that is shipped."""

    def read(self, text: str) -> Classification:
        """What the words say."""

    def threshold(self, share: float) -> float:
        """From which confidence on that share of the decisions is right; above 1 if no confidence is enough."""


class AlarmListener(Protocol):
    """What hears hints."""

    def impression(self, text: str) -> Impression | None:
        """What the text is like; None if there is nothing that could tell."""


class PlaceReader(Protocol):
    """The names of the stack's regions, and their outlines if it has them."""

    def find(self, text: str, within: str | None, lat: float | None, lon: float | None) -> FoundPlace | None:
        """The smallest region that text or point tell for certain, inside `within` if that is known; None if neither
        tells."""


class RuleBook(Protocol):
    """The stack's own routing rules."""

    def overrides(self) -> Sequence[Override]:
        """Those in force and those to come."""

    def share(self) -> float:
        """How many of the cases that words decide must be right, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class ModelLine:
    """The versions of the model that were promoted and not rolled back, the newest last, after `changes` changes."""

    versions: tuple[str, ...] = ()
    changes: int = 0

    @property
    def live(self) -> str | None:
        """The version in use; None as long as it is the shipped one."""
        return self.versions[-1] if self.versions else None

    def promoted(self, version: str) -> ModelLine:
        """The line after a version, whose file lies in the file store, came into use."""
        return ModelLine((*self.versions, version), self.changes + 1)

    def rolled_back(self) -> ModelLine:
        """The line after going back to the version before."""
        return ModelLine(self.versions[:-1], self.changes + 1)


class ModelRegister(Protocol):
    """Which model reads a stack's reports."""

    def live(self) -> str | None:
        """The version in use, maybe a moment late; None as long as it is the shipped one."""

    def line(self) -> ModelLine:
        """The line as it is now."""

    def put(self, line: ModelLine) -> bool:
        """Keep the next line; False, and nothing is written, if somebody else has changed it meanwhile."""

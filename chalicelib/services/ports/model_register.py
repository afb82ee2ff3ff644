"""Which text model reads a stack's reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class ModelVersions:
    """The versions of the model that were promoted and not rolled back, the newest last, after `changes` changes."""

    versions: tuple[str, ...] = ()
    changes: int = 0

    @property
    def live(self) -> str | None:
        """The version in use; None as long as it is the shipped one."""
        return self.versions[-1] if self.versions else None

    def promoted(self, version: str) -> ModelVersions:
        """The line after a version, whose file lies in the file store, came into use."""
        return ModelVersions((*self.versions, version), self.changes + 1)

    def rolled_back(self) -> ModelVersions:
        """The line after going back to the version before."""
        return ModelVersions(self.versions[:-1], self.changes + 1)


class ModelRegister(Protocol):
    """Which model reads a stack's reports."""

    def live(self) -> str | None:
        """The version in use, maybe a moment late; None as long as it is the shipped one."""

    def line(self) -> ModelVersions:
        """The line as it is now."""

    def put(self, line: ModelVersions) -> bool:
        """Keep the next line; False, and nothing is written, if somebody else has changed it meanwhile."""

"""The model register: which text model a stack uses."""

from __future__ import annotations

from typing import Protocol

from chalicelib.domain.values import dataclass


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
        """The versions after a promotion; the file of the new version is in the file store."""
        return ModelVersions((*self.versions, version), self.changes + 1)

    def rolled_back(self) -> ModelVersions:
        """The versions after a return to the one before."""
        return ModelVersions(self.versions[:-1], self.changes + 1)


class ModelRegister(Protocol):
    """The versions of a stack's text model."""

    def live(self) -> str | None:
        """The version in use, maybe a moment late; None as long as it is the shipped one."""

    def line(self) -> ModelVersions:
        """All versions as they are now."""

    def put(self, versions: ModelVersions) -> bool:
        """Store the next versions; False, and nothing is written, if somebody else has changed them meanwhile."""

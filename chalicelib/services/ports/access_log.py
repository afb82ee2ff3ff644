"""The access log: entries are added by those who read cases, and read by the vault alone."""

from collections.abc import Iterable
from typing import Protocol

from chalicelib.domain.cases.access_log import Access
from chalicelib.services.ports.case_store import Page


class AccessRecorder(Protocol):
    """The log as those see it who read cases: they add to it, and cannot read or delete."""

    def record(self, entries: Iterable[Access]) -> None:
        """Write entries down; the same key, case, kind and span again changes nothing but the moment, or nothing. When
        it returns they are written: what cannot be recorded must not be read."""


class AccessReader(Protocol):
    """The log as the vault sees it."""

    def of_case(self, tracking_id: str, limit: int, after: str | None = None) -> Page[Access]:
        """The entries of a case, the oldest first, behind a position."""

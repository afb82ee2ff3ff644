"""The presence store: when offices were seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.routing.readiness import Presence
    from chalicelib.services.ports.case_store import Page


class PresenceStore(Protocol):
    """When offices were seen. Written once a day and office at most."""

    def note_seen(self, agency: str, day: date) -> None:
        """Note that an office was seen. A failure to write it is no error: nobody waits for it."""

    def note_appointed(self, agency: str, day: date) -> None:
        """Note that somebody acts for an office; the first day stays."""

    def of(self, agencies: Sequence[str]) -> dict[str, Presence]:
        """What is known of some offices, by id; may lag by a moment."""

    def within(self, area: str, limit: int, after: str | None) -> Page[Presence]:
        """The offices of a region and of those within it (empty: all) that anything is known of, by id."""

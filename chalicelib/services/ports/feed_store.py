"""The feed store: the events of an office's cases."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.domain.cases.model import Priority
from chalicelib.domain.timestamps import from_text
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.cases.audience import Part
    from chalicelib.services.ports.case_store import Page


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One event in an office's feed: its case, the `status` after it, and the office's `part` in the case after it.
    `at` is when it happened, `position` its place in the feed, by the moment it was written. Both deadlines are those
    that the event left, as they were computed then; an office that lost the case is told none. So is the
    `priority`."""

    id: str
    seq: int
    kind: str
    at: datetime
    status: str
    part: Part
    position: str
    citizen_due_at: datetime | None = None
    office_due_at: datetime | None = None
    priority: Priority = Priority.NORMAL

    @property
    def written_at(self) -> datetime:
        """When it was written."""
        return from_text(self.position.partition("#")[0])


class FeedStore(Protocol):
    """Feeds of offices, which `CaseStore.append` writes. They lag behind it by a moment."""

    def feed(self, agency: str, after: str, until: datetime, limit: int) -> Page[FeedLine]:
        """The events after a position (empty: from the beginning) that were written before `until`, oldest first."""

    def newest(self, agency: str) -> str | None:
        """The last position in the feed; None if it is empty."""

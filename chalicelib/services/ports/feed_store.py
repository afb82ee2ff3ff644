"""What happened to an office's cases, and the secrets that cursors are signed with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.cases.audience import Part
    from chalicelib.services.ports.case_store import Page


@dataclass(frozen=True, slots=True)
class FeedLine:
    """One event in an office's feed: of which case, `status` after it, and what the office has to do with the case
    after it. `at` is when it happened, `position` where it stands in the feed, by the moment it was written."""

    id: str
    seq: int
    kind: str
    at: datetime
    status: str
    part: Part
    position: str


class FeedStore(Protocol):
    """Feeds of offices, which `CaseStore.append` writes. They lag behind it by a moment."""

    def feed(self, agency: str, after: str, until: datetime, limit: int) -> Page[FeedLine]:
        """What stands after a position (empty: from the beginning) and was written before `until`, oldest first."""

    def newest(self, agency: str) -> str | None:
        """The last position in the feed; None if it is empty."""

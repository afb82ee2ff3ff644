"""The public log: cases and events by time, for the public record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Content, Event


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log: the case, the time, and for an event its number. `position` is where to continue behind it."""

    id: str
    at: datetime
    position: str
    seq: int = 0


class PublicLog(Protocol):
    """Cases and events by time. A line may lag by a moment, and does not say who may see the case now."""

    def filed(self, month: str, since: datetime, until: datetime, limit: int, after: str | None) -> tuple[LogLine, ...]:
        """Public cases filed in a month (`2026-11`, UTC) at `since` or later and before `until`, newest first, behind
        the position `after`. Fewer than `limit` lines: there are no more in this month."""

    def happened(
        self, day: date, since: datetime, until: datetime, limit: int, after: str | None
    ) -> tuple[LogLine, ...]:
        """Events of all cases, hidden ones too, on a day (UTC) at `since` or later and before `until`, oldest first,
        behind the position `after`. Fewer than `limit` lines: there are no more on this day."""

    def contents(self, tracking_ids: Sequence[str]) -> dict[str, Content]:
        """The words of some cases, at most a hundred, by id; may lag by a moment."""

    def events(self, wanted: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Event]:
        """Some events, at most a hundred, by tracking id and number; may lag by a moment."""

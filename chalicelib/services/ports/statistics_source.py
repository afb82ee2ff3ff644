"""The statistics source: cases and events in figures, without anybody's words, for statistics and public files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from chalicelib.domain.cases.model import Priority
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.statistics.facts import CaseFacts, EventFacts


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """The figures of a case in the public files, and how many events it has."""

    facts: CaseFacts
    type: str
    status: str
    policy: str
    version: int
    agency: str | None
    tier: str | None
    citizen_due_at: datetime | None
    office_due_at: datetime | None
    breached: bool
    rating: int | None
    hops: int
    priority: str = Priority.NORMAL


class LoggedEvent(NamedTuple):
    """An event of the log, by its number, and its place in the log of its day."""

    tracking_id: str
    seq: int
    at: datetime
    position: str


class StatisticsSource(Protocol):
    """Cases and events by when they happened, without titles, texts, notes and places."""

    shards: int
    """The parts of each day's log."""

    def happened(self, day: date, shard: int, after: str | None, limit: int) -> list[LoggedEvent]:
        """At most `limit` events of a part of a day in UTC, by time, from behind a position on. May lag by a moment:
        an event of the last seconds may still appear before a later one."""

    def filed(self, since: datetime, until: datetime) -> Iterator[str]:
        """The public cases filed at `since` or later and before `until`, page by page."""

    def cases(self, tracking_ids: Iterable[str]) -> Iterator[CaseFigures]:
        """Those of the cases that exist, in any order."""

    def marks(self, events: Iterable[tuple[str, int]]) -> Iterator[tuple[str, EventFacts]]:
        """Those of the events that exist, in any order."""

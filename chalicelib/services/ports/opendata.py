"""What statistics and public files are made of, and where they are kept. Nobody's words pass through here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.statistics.counts import CaseFacts, Cells, EventFacts


@dataclass(frozen=True, slots=True)
class Known:
    """What the public record says of a case in figures, and how many events it has."""

    facts: CaseFacts
    type: str
    status: str
    policy: str
    version: int
    agency: str | None
    tier: str | None
    due_at: datetime | None
    breached: bool
    rating: int | None
    hops: int


class FactLog(Protocol):
    """Cases and events by when they happened, without titles, texts, notes and places."""

    def happened(self, day: date) -> Iterator[tuple[str, int]]:
        """Every event of a day in UTC: tracking id and number. May lag by a moment."""

    def filed(self, since: datetime, until: datetime) -> Iterator[str]:
        """The public cases filed at `since` or later and before `until`, page by page."""

    def cases(self, tracking_ids: Iterable[str]) -> Iterator[Known]:
        """Those of the cases that exist, in any order."""

    def marks(self, events: Iterable[tuple[str, int]]) -> Iterator[tuple[str, EventFacts]]:
        """Those of the events that exist, in any order."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that anybody can fetch: its `name` below /data/, size, SHA-256 (hex), rows, and when it was written."""

    name: str
    size: int
    sha256: str
    rows: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the statistics are: every event before `through` (a day in UTC) is counted for good, the files were all
    written on the local day `files_on`, those named in `stale` (without ending) have to be written again."""

    through: date
    files_on: date | None = None
    files: tuple[DataFile, ...] = ()
    stale: tuple[str, ...] = ()


class StatisticsStore(Protocol):
    """Counts by month. Each is replaced whole."""

    def put_day(self, month: str, day: date, cells: Cells) -> None:
        """Keep what a day in UTC added to a local month; nothing of what was kept for both before stays."""

    def days(self, month: str) -> Iterator[Cells]:
        """What every day added to a month, page by page."""

    def put_month(self, month: str, cells: Cells) -> None:
        """Keep the sum of a month."""

    def months(self, months: Sequence[str]) -> dict[str, Cells]:
        """The sums of those months that have one. Bounded by the number of places that a month has cells for."""

    def standing(self) -> Standing | None:
        """How far the statistics are, strongly consistent; None before the first run."""

    def put_standing(self, standing: Standing) -> None:
        """Remember how far they are."""


class PublicFiles(Protocol):
    """Files that anybody can fetch under /data/."""

    def put(self, name: str, content: bytes, media_type: str, keep_seconds: int, labels: Mapping[str, str]) -> None:
        """Write a file whole; caches keep it for so long."""

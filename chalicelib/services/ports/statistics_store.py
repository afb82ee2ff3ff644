"""The statistics store: counts by month, and the progress of their aggregation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.statistics.counts import Cells
    from chalicelib.services.ports.public_files import PublicFile


class ShardProgress(NamedTuple):
    """How far a part of a day's log is counted: `slices` are done for good, up to the position `after`. Those that
    follow, up to `counted`, are open: they are counted again. The first of them had `events` the last time, the last
    of these at `last`."""

    slices: int = 0
    after: str | None = None
    counted: int = 0
    events: int = 0
    last: str | None = None


@dataclass(frozen=True, slots=True)
class StatisticsProgress:
    """The progress of the statistics: every event before `through` (a day in UTC) is counted for good, the files were
    all written on the local day `files_on`, those named in `stale` (without ending) have to be written again. `days`
    are being counted: the progress of each part of their logs."""

    through: date
    files_on: date | None = None
    files: tuple[PublicFile, ...] = ()
    stale: tuple[str, ...] = ()
    days: Mapping[date, tuple[ShardProgress, ...]] = field(default_factory=dict)


class StatisticsStore(Protocol):
    """Counts by month. Each is replaced whole."""

    def put_day(self, month: str, day: date, cells: Cells) -> None:
        """Store the counts that a day in UTC adds to a local month; they replace those stored for both before."""

    def days(self, month: str) -> Iterator[tuple[date, Cells]]:
        """The counts of every day of a month, page by page."""

    def put_slice(self, month: str, day: date, shard: int, number: int, cells: Cells, until: datetime) -> None:
        """Store the counts that a slice of a day's log adds to a local month; they replace those stored before. Kept
        `until` then: once a day is counted, `put_day` holds the sum."""

    def slices(self, month: str, day: date) -> Iterator[tuple[int, int, Cells]]:
        """The counts of the slices of a day for a local month: part of the log, number, counts."""

    def put_month(self, month: str, cells: Cells) -> None:
        """Store the sum of a month."""

    def put_open(self, month: str, cells: Cells) -> None:
        """Store the open reports at the end of a month."""

    def open_at_end(self, months: Sequence[str]) -> dict[str, Cells]:
        """The open reports at the end of those months that have them stored. Bounded by the number of cells."""

    def put_silent(self, month: str, cells: Cells) -> None:
        """Store the silent offices as they stood last in a month."""

    def silent(self, months: Sequence[str]) -> dict[str, Cells]:
        """The silent offices of those months that have them stored. Bounded by the number of regions."""

    def months(self, months: Sequence[str]) -> dict[str, Cells]:
        """The sums of those months that have one. Bounded by the number of cells of a month."""

    def standing(self) -> StatisticsProgress | None:
        """The progress of the statistics, strongly consistent; None before the first run."""

    def put_standing(self, progress: StatisticsProgress) -> None:
        """Store the progress."""

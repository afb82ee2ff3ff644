"""The statistics store: counts by month, and the progress of their aggregation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.statistics.counts import Cells
    from chalicelib.services.ports.public_files import PublicFile


@dataclass(frozen=True, slots=True)
class StatisticsProgress:
    """The progress of the statistics: every event before `through` (a day in UTC) is counted for good, the files were
    all written on the local day `files_on`, those named in `stale` (without ending) have to be written again."""

    through: date
    files_on: date | None = None
    files: tuple[PublicFile, ...] = ()
    stale: tuple[str, ...] = ()


class StatisticsStore(Protocol):
    """Counts by month. Each is replaced whole."""

    def put_day(self, month: str, day: date, cells: Cells) -> None:
        """Store the counts that a day in UTC adds to a local month; they replace those stored for both before."""

    def days(self, month: str) -> Iterator[Cells]:
        """The counts of every day of a month, page by page."""

    def put_month(self, month: str, cells: Cells) -> None:
        """Store the sum of a month."""

    def months(self, months: Sequence[str]) -> dict[str, Cells]:
        """The sums of those months that have one. Bounded by the number of cells of a month."""

    def standing(self) -> StatisticsProgress | None:
        """The progress of the statistics, strongly consistent; None before the first run."""

    def put_standing(self, progress: StatisticsProgress) -> None:
        """Store the progress."""

"""Counts, and how far they are."""

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
    """How far the statistics are: every event before `through` (a day in UTC) is counted for good, the files were all
    written on the local day `files_on`, those named in `stale` (without ending) have to be written again."""

    through: date
    files_on: date | None = None
    files: tuple[PublicFile, ...] = ()
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

    def standing(self) -> StatisticsProgress | None:
        """How far the statistics are, strongly consistent; None before the first run."""

    def put_standing(self, standing: StatisticsProgress) -> None:
        """Remember how far they are."""

"""Weeks: what happened in a region in the last week, from the counts that the public statistics are made of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.geography.regions import covers
from chalicelib.domain.notices.week import Week, last_week
from chalicelib.domain.statistics.counts import count
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.statistics_store import StatisticsStore


@use_case
class WeekService:
    """Counts public reports alone: a figure of few hidden ones tells of each."""

    counts: StatisticsStore

    def of(self, area: str, today: date) -> Week:
        """The last week of a region with those within. One query of the days of a month, or of two."""
        first, last = last_week(today)
        filed = answered = breached = 0
        # A day in UTC ends on the next local day, which may be of the next month.
        for month in sorted({f"{day:%Y-%m}" for day in (first, last, last + timedelta(days=1))}):
            for day, cells in self.counts.days(month):
                if not first <= day <= last:
                    continue
                for cell, tally in cells.items():
                    if cell.dimension == "region" and not cell.hidden and covers(area, cell.key):
                        filed += count(tally, "filed")
                        answered += count(tally, "answered")
                        breached += count(tally, "breached")
        return Week(first, last, filed, answered, breached)

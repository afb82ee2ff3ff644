"""Silent offices: in how many of a region nobody has been seen for longer than the policy lets them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.geography.regions import ancestor
from chalicelib.domain.routing.readiness import Readiness, readiness
from chalicelib.domain.statistics.counts import SILENT, Cell, Cells
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Agency
    from chalicelib.domain.routing.readiness import Presence
    from chalicelib.services.ports.directory import Directory
    from chalicelib.services.ports.presence_store import PresenceStore
    from chalicelib.services.ports.statistics_store import StatisticsStore
    from chalicelib.services.stack import Stack

PAGE = 100
"""Offices that are looked at at a time: as many as one batch of reads takes."""


@use_case
class SilentOffices:
    """Counts the silent offices of each kabupaten or kota. What a month keeps is how it stood when it was counted last
    in that month: when an office was seen is known of the last time only, so it is never counted for a month before."""

    presence: PresenceStore
    directory: Directory
    store: StatisticsStore
    stack: Stack

    def count(self, now: datetime) -> bool:
        """Store the counts of the present month; whether they changed. Twice is as good as once."""
        month = self.stack.calendar.local_date(now).isoformat()[:7]
        cells: Cells = {}
        for office in self._silent(now):
            cell = Cell("region", ancestor(office.region, 2) or office.region, hidden=False)
            cells.setdefault(cell, {}).setdefault(SILENT, Counter())[0] += 1
        if self.store.silent([month]).get(month) == cells:
            return False
        self.store.put_silent(month, cells)
        return True

    def _silent(self, now: datetime) -> Iterator[Agency]:
        """The silent offices that have not ended."""
        after: str | None = None
        while True:
            page = self.presence.within("", PAGE, after)
            silent = [each.agency for each in page.items if self._is_silent(each, now)]
            yield from (office for office in self.directory.agencies(silent).values() if not office.ended)
            if page.after is None:
                return
            after = page.after

    def _is_silent(self, presence: Presence, now: datetime) -> bool:
        return readiness(presence, self.stack.policy, self.stack.calendar, now) is Readiness.SILENT

"""A feed whose index lags, and whose writers are slow to commit: what a poller must live with."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chalicelib.domain.cases.model import Case, Event
from chalicelib.domain.deadlines.clocks import Schedule
from chalicelib.services.ports.feed_store import FeedLine
from tests.support.feeds import MemoryFeedStore, lines_of

SLOWEST_WRITE = 35.0
"""Seconds from an event's place in the feed to its commit: a transaction answered at the last of its tries."""

SLOWEST_INDEX = 24.0


@dataclass
class LaggingFeedStore(MemoryFeedStore):
    """Every event is committed at `clock()`. It got its place up to `SLOWEST_WRITE` before, though never before its
    case's last event was committed, because its writer had read that; it shows up to `SLOWEST_INDEX` later, events of
    one case in any order."""

    chance: random.Random = field(default_factory=lambda: random.Random(1))
    committed: dict[str, datetime] = field(default_factory=dict)
    shown_at: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def tell(self, after: Case, event: Event, schedule: Schedule) -> None:
        now = self.clock()
        place = now - timedelta(seconds=self._seconds(SLOWEST_WRITE))
        if after.id in self.committed:
            place = max(place, self.committed[after.id] + timedelta(milliseconds=1))
        self.committed[after.id] = now
        for agency, line in lines_of(after, event, schedule, place):
            self.lines.setdefault(agency, []).append(line)
            self.shown_at[agency, line.position] = now + timedelta(seconds=self._seconds(SLOWEST_INDEX))

    def visible(self, agency: str) -> list[FeedLine]:
        now = self.clock()
        return [line for line in self.lines.get(agency, []) if self.shown_at[agency, line.position] <= now]

    def _seconds(self, longest: float) -> float:
        """Mostly next to nothing, now and then as long as can be."""
        return self.chance.choice((0.0, 0.01, self.chance.uniform(0, longest), longest))

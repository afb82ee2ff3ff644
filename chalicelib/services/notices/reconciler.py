"""The notice reconciler: compares what happened with the ledger of notices, and orders again what the stream lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.services.notices.orders import orders_of
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.notice_ledger import NoticeLedger
    from chalicelib.services.ports.notice_queue import NoticeQueue
    from chalicelib.services.ports.statistics_source import LoggedEvent, StatisticsSource

PATIENCE = timedelta(minutes=30)
"""How long an event's notice may take to be carried out by day. One that waits for the morning is ordered twice, and
carried out once."""

CHECKED_EVERY = timedelta(hours=1)
FIRST_LOOK = timedelta(days=7)
"""How far back the first check of all goes: what is older happened before anybody was told of anything."""

LONGEST = timedelta(days=30)
"""How far back a check goes after the sweep stood still; half as long as an entry of the ledger is kept. Of a case of
which much happened meanwhile, one mail says how it is now."""

LINES_AT_A_TIME = 100
MOST_PAGES = 20
"""In one sweep, so that clocks do not wait for it: less than a second. The mark of each part of the log says where the
next one goes on."""


@use_case
class NoticeReconciler:
    """Orders what was lost. Implements `sweep.Healer`. Safe to run twice, twice at once, and after a run that died: how
    far it came is noted after the orders are in the queue, and one that stands there twice is carried out once."""

    events: StatisticsSource
    ledger: NoticeLedger
    queue: NoticeQueue

    def heal(self, now: datetime, has_time: Callable[[], bool]) -> int:
        """Check each part of the log that was not checked for an hour; answers how many orders were made again."""
        until = now - PATIENCE
        marks = self.ledger.checked()
        ordered, pages = 0, MOST_PAGES
        for shard in range(self.events.shards):
            since = marks.get(shard)
            if since and until - _moment(since) < CHECKED_EVERY:
                continue
            reached = max(since, to_text(until - LONGEST)) if since else to_text(until - FIRST_LOOK)
            for page in self._pages(shard, reached, until):
                if not (pages and has_time()):
                    self.ledger.set_checked(shard, since, reached)
                    return ordered
                pages -= 1
                ordered += self._order([each for each in page if each.at < until])
                reached = page[-1].position
            self.ledger.set_checked(shard, since, to_text(until))
        return ordered

    def _order(self, page: Sequence[LoggedEvent]) -> int:
        marks = self.events.marks((each.tracking_id, each.seq) for each in page)
        orders = [order for tracking_id, mark in marks for order in orders_of(tracking_id, mark.seq, mark.kind)]
        lost = self.ledger.unknown(orders)
        for order in lost:
            self.queue.send(order, timedelta())
        return len(lost)

    def _pages(self, shard: int, reached: str, until: datetime) -> Iterator[Sequence[LoggedEvent]]:
        """The events of a part of the log behind a position, by time; the last page may go beyond `until`."""
        first = _moment(reached).date()
        for day in _days(first, until.date()):
            after = reached if day == first else None
            while page := self.events.happened(day, shard, after, LINES_AT_A_TIME):
                yield page
                if page[-1].at >= until:
                    return
                after = page[-1].position


def _moment(position: str) -> datetime:
    """The moment that a position in the log begins with."""
    return from_text(position.partition("#")[0])


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)

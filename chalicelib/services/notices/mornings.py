"""Mornings: orders the morning mails of each office that has people, once on each working day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.notices.morning import is_time
from chalicelib.domain.notices.order import morning_order
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.notice_ledger import NoticeLedger
    from chalicelib.services.ports.notice_queue import NoticeQueue
    from chalicelib.services.ports.people_store import PeopleStore
    from chalicelib.services.stack import Stack


@use_case
class MorningOrders:
    """Orders what the function that sends carries out. Implements `sweep.Healer`. Safe to run twice, twice at once, and
    after a run that died: an order of an office and a day is carried out once, and how far a run came is noted."""

    people: PeopleStore
    ledger: NoticeLedger
    queue: NoticeQueue
    stack: Stack

    def heal(self, now: datetime, has_time: Callable[[], bool]) -> int:
        """Answers how many offices were ordered for."""
        if not is_time(now, self.stack.calendar):
            return 0
        today = self.stack.calendar.local_date(now)
        since = self.ledger.mornings()
        day, _, reached = (since or "").partition("#")
        if day != today.isoformat():
            reached = ""
        elif reached == _ALL:
            return 0
        ordered = 0
        for office in self.people.offices():
            if office <= reached:
                continue
            if not has_time():
                self.ledger.set_mornings(since, f"{today.isoformat()}#{reached}")
                return ordered
            self.queue.send(morning_order(office, today), timedelta())
            ordered, reached = ordered + 1, office
        self.ledger.set_mornings(since, f"{today.isoformat()}#{_ALL}")
        return ordered


_ALL = "~"
"""Sorts behind every office."""

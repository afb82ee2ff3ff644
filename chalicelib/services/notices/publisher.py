"""The notice publisher: orders the notices of each event that somebody may have to be told of."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.notices.kinds import TOLD
from chalicelib.domain.notices.order import REPORTER
from chalicelib.services.notices.orders import orders_of
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.case_stream import CaseEvent
    from chalicelib.services.ports.notice_queue import NoticeQueue


@use_case
class NoticePublisher:
    """Puts orders into the queue. Implements `event_dispatch.Publisher`."""

    cases: CaseStore
    queue: NoticeQueue

    def publish(self, event: CaseEvent, now: datetime) -> bool:
        """Safe to repeat: an order is carried out once. One read of the case where its reporter may have to be told,
        who may be nobody."""
        ordered = 0
        for order in orders_of(event.tracking_id, event.seq, event.kind):
            wait = timedelta()
            if order.to == REPORTER:
                if self.cases.load(event.tracking_id).filing.anonymous:
                    continue
                wait = max(event.at + TOLD[event.kind].wait - now, wait)
            self.queue.send(order, wait)
            ordered += 1
        return ordered > 0

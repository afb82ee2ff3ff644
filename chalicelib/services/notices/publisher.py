"""The notice publisher: orders a notice for each event that a reporter may have to be told of."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.notices.kinds import TOLD, is_told
from chalicelib.domain.notices.order import NoticeOrder
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.case_stream import CaseEvent
    from chalicelib.services.ports.notice_queue import NoticeQueue


@use_case
class NoticePublisher:
    """Puts one order into the queue. Implements `event_dispatch.Publisher`."""

    cases: CaseStore
    queue: NoticeQueue

    def publish(self, event: CaseEvent, now: datetime) -> bool:
        """Safe to repeat: an order is carried out once. One read of the case, whose reporter may be nobody."""
        if not is_told(event.kind) or self.cases.load(event.tracking_id).filing.anonymous:
            return False
        ready = event.at + TOLD[event.kind].wait
        self.queue.send(NoticeOrder(event.tracking_id, event.seq), max(ready - now, timedelta()))
        return True

"""Settling: a notice that has not come back for a day has told the reporter what the case waits for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from chalicelib.domain.errors import StaleVersion, UnknownCase
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.notifications.telling import TellingService
    from chalicelib.services.ports.notice_ledger import NoticeLedger

MOST = 500
"""In one sweep, so that clocks do not wait for it."""


@use_case
class NoticeSettler:
    """Keeps on cases that their reporters were told. Implements `sweep.Healer`; `after` is how long a mail may take to
    come back. Safe to run twice, twice at once, and after a run that died: the case takes one such event for each wait,
    and what was not settled is found again."""

    ledger: NoticeLedger
    telling: TellingService
    after: timedelta

    def heal(self, now: datetime, has_time: Callable[[], bool]) -> int:
        """Answers how many cases learned that their reporter was told."""
        told = 0
        for notice in tuple(islice(self.ledger.unsettled(now - self.after), MOST)):
            if not has_time():
                break
            try:
                if not self.ledger.of_case(notice.order.tracking_id).stopped:
                    told += self.telling.delivered(notice.order.tracking_id, notice.order.seq, notice.channel, now)
            except StaleVersion:
                continue
            except UnknownCase:
                pass
            self.ledger.settle(notice.order)
        return told

"""Stops: the reporter of a case wants no mails of it any more, or wants them again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.notices.ledger import Stop
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.notices.ledger import Notified
    from chalicelib.services.ports.notice_ledger import NoticeLedger


@use_case
class StopService:
    """Whoever has the link in a mail of a case may stop its mails: it stands nowhere else. Each answers what is known
    of the notices of the case afterwards; None for a token that was never issued."""

    ledger: NoticeLedger

    def look_up(self, token: str) -> Notified | None:
        """Change nothing: programs that look into mails open every link."""
        tracking_id = self.ledger.case_of_stop(token)
        return self.ledger.of_case(tracking_id) if tracking_id else None

    def stop(self, token: str, now: datetime) -> Notified | None:
        """No mail goes out any more."""
        tracking_id = self.ledger.case_of_stop(token)
        if tracking_id is None:
            return None
        self.ledger.stop(tracking_id, Stop.ASKED, now)
        return self.ledger.of_case(tracking_id)

    def resume(self, token: str) -> Notified | None:
        """Mails go out again, unless they did not arrive."""
        tracking_id = self.ledger.case_of_stop(token)
        if tracking_id is None:
            return None
        self.ledger.resume(tracking_id)
        return self.ledger.of_case(tracking_id)

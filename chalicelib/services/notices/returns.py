"""Returns: mails that came back. A reader who is not there, or who calls a notice spam, gets no more."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.notices.ledger import Stop
    from chalicelib.domain.notices.order import NoticeOrder
    from chalicelib.services.ports.notice_ledger import NoticeLedger
    from chalicelib.services.ports.notice_wishes import NoticeWishes


@use_case
class ReturnService:
    """Takes in what the mailer tells about mails. Safe to repeat."""

    ledger: NoticeLedger
    wishes: NoticeWishes

    def came_back(self, order: NoticeOrder, why: Stop | None, now: datetime) -> None:
        """The mail of an order did not reach its reader, or was not wanted; for `why` no other goes out of the case.
        None: this one came back, and the next may arrive. In both cases nobody was told by it. What was sent to an
        address that its reporter has corrected since stops nothing."""
        if why and not self.ledger.of_case(order.tracking_id).is_of_another_address(order):
            self.ledger.stop(order.tracking_id, why, now)
        self.ledger.settle(order)

    def came_back_from(self, person: str, why: Stop | None, now: datetime) -> None:
        """The same of a mail to a person of an office: for `why` no other goes to them, of whatever case."""
        if why:
            self.wishes.stop(person, why, now)

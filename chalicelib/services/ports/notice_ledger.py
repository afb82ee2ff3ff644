"""The ledger of notices: how each order ended, what has not settled yet, and who wants no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.notices.ledger import Entry, Notified, Outcome, Stop
    from chalicelib.domain.notices.order import NoticeOrder


class Unsettled(NamedTuple):
    """A notice that went out by a channel and that the case waits for: it counts when it has not come back."""

    order: NoticeOrder
    channel: str
    sent_at: datetime


class NoticeLedger(Protocol):
    """What is known of notices."""

    def of_case(self, tracking_id: str) -> Notified:
        """All of a case."""

    def claim(self, order: NoticeOrder, now: datetime) -> bool:
        """Take an order for oneself while it is sent; False if somebody else has, or it was carried out."""

    def close(self, order: NoticeOrder, outcome: Outcome, now: datetime, settles: str | None = None) -> None:
        """Note how an order ended, and by which channel it went out if it counts unless it comes back. A second time
        changes nothing but the moment."""

    def issue_stop(self, tracking_id: str, token: str, now: datetime) -> str:
        """The token by which a case's mails are stopped: the one given, unless there is one already."""

    def case_of_stop(self, token: str) -> str | None:
        """The case whose mails a token stops; None for one that was never issued."""

    def stop(self, tracking_id: str, why: Stop, now: datetime) -> None:
        """No mail goes out of the case any more. The first reason stays."""

    def resume(self, tracking_id: str) -> None:
        """Mails of the case that the reporter stopped go out again; those that did not arrive do not."""

    def correct(self, tracking_id: str, now: datetime) -> None:
        """Note that the reporter has another address: mails go out again, unless the reporter stopped them."""

    def unsettled(self, before: datetime) -> Iterator[Unsettled]:
        """Notices that went out before a moment and are not settled, the first first."""

    def settle(self, order: NoticeOrder) -> None:
        """Note that the notice of an order came back, or that it counts. No error if it is settled."""

    def entries(self, orders: Iterable[NoticeOrder]) -> Mapping[NoticeOrder, Entry]:
        """What is known of those of some orders that were carried out, or are being carried out."""

    def unknown(self, orders: Iterable[NoticeOrder]) -> set[NoticeOrder]:
        """Those of some orders that nobody has carried out."""

    def checked(self) -> dict[int, str]:
        """Up to which position the parts of the log of events were compared with the ledger, those that ever were."""

    def set_checked(self, shard: int, since: str | None, reached: str) -> bool:
        """Note up to where a part was; False if somebody else has done so since."""

    def mornings(self) -> str | None:
        """Up to which day and office morning mails were ordered; None before the first."""

    def set_mornings(self, since: str | None, reached: str) -> bool:
        """Note up to where; False if somebody else has done so since."""

"""What is known of the notices of a case: how each order ended, and whether the reporter wants any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.notices.order import NoticeOrder

LEASE = timedelta(minutes=3)
"""How long a notice that is being sent is left to whoever sends it: longer than the function may run."""

SETTLES_AFTER = timedelta(hours=24)
"""A mail that has not come back by then has reached its reader (`Told` in the table of channels)."""


class Outcome(StrEnum):
    """How an order ended. `nothing`: there was nothing to tell any more, or a later notice says it too. `enough`: the
    reporter was told enough that day. `unsafe`: of a hidden case whose
    reporter did not say that nobody else reads what is sent to them."""

    SENDING = "sending"
    SENT = "sent"
    NOTHING = "nothing"
    ENOUGH = "enough"
    NO_CONTACT = "no_contact"
    UNSAFE = "unsafe"
    STOPPED = "stopped"
    REFUSED = "refused"


class Stop(StrEnum):
    """Why no mail goes out of a case any more: its reporter asked, or the mail did not arrive or was not wanted."""

    ASKED = "asked"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    REFUSED = "refused"


class Entry(NamedTuple):
    """The outcome of one order, and since when."""

    outcome: Outcome
    at: datetime


@dataclass(frozen=True, slots=True)
class Notified:
    """The notices of a case. `entries` are by number of the event and class of the recipient. `stop_token` is what a
    mail carries to be stopped by; None before the first one. `since` is when the reporter corrected the address: what
    comes back of mails that went out before says nothing of it."""

    entries: Mapping[tuple[int, str], Entry]
    stop_token: str | None = None
    stopped: Stop | None = None
    since: datetime | None = None

    def of(self, order: NoticeOrder) -> Entry | None:
        """The entry of an order that was carried out or is being carried out."""
        return self.entries.get((order.seq, order.to))

    def is_of_another_address(self, order: NoticeOrder) -> bool:
        """Whether the mail of an order went to the address from before the correction."""
        entry = self.of(order)
        return self.since is not None and entry is not None and entry.at < self.since

    def sent_beside(self, order: NoticeOrder) -> Iterator[datetime]:
        """When other notices went out to the recipients of an order."""
        for (seq, to), entry in self.entries.items():
            if to == order.to and seq != order.seq and entry.outcome in (Outcome.SENT, Outcome.SENDING):
                yield entry.at

"""What becomes of the order of a notice at a moment: it is sent, waits, or has nothing to tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.domain.cases.filing_seal import SAFE_TO_TELL
from chalicelib.domain.notices.kinds import Kind, Notice, notice_of
from chalicelib.domain.notices.ledger import Notified, Outcome
from chalicelib.domain.notices.timing import goes_at, is_said_later, is_too_much

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case, Event
    from chalicelib.domain.deadlines.calendar import Calendar
    from chalicelib.domain.notices.order import NoticeOrder


class Decision(NamedTuple):
    """One of three: a `notice` to be sent, a moment (`until`) until which it waits, or the `outcome` without one."""

    notice: Notice | None = None
    until: datetime | None = None
    outcome: Outcome | None = None


def decide(
    order: NoticeOrder,
    now_case: Case,
    events: Sequence[Event],
    notified: Notified,
    calendar: Calendar,
    now: datetime,
) -> Decision:
    """What becomes of an order that nobody has carried out. `events` are all of the case, which stands as in
    `now_case`."""
    notice = notice_of(now_case, events, order.seq)
    # A warning goes out whatever the reporter has stopped, who may not be the one who has the secret now.
    if notified.stopped and not (notice and notice.kind is Kind.RECEIPT):
        return Decision(outcome=Outcome.STOPPED)
    if notice is None or is_said_later(now_case, events, order.seq, notice.kind, calendar):
        return Decision(outcome=Outcome.NOTHING)
    if notice.hidden and not events[0].data.get(SAFE_TO_TELL):
        return Decision(outcome=Outcome.UNSAFE)
    until = goes_at(notice.kind, events[order.seq - 1], calendar)
    if until > now:
        return Decision(until=until)
    if is_too_much(notice.kind, notified.sent_beside(order), now, calendar):
        return Decision(outcome=Outcome.ENOUGH)
    return Decision(notice=notice)

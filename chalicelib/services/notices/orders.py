"""The orders that an event may need: for the reporter, and for the offices that it concerns."""

from __future__ import annotations

from chalicelib.domain.notices.kinds import is_told
from chalicelib.domain.notices.officials import offices_told
from chalicelib.domain.notices.order import REPORTER, NoticeOrder


def orders_of(tracking_id: str, seq: int, kind: str) -> tuple[NoticeOrder, ...]:
    """The orders of an event of this kind, that of the reporter first; whether there is anything to tell, the case
    decides when they are carried out."""
    recipients = (*((REPORTER,) if is_told(kind) else ()), *offices_told(kind))
    return tuple(NoticeOrder(tracking_id, seq, to) for to in recipients)

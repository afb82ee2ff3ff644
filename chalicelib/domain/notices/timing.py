"""When a notice goes out: what waits, what is silent at night, and what a later notice says as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.notices.kinds import ALWAYS, TOGETHER, TOLD, Kind, notice_of

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case, Event
    from chalicelib.domain.deadlines.calendar import Calendar

A_DAY = 2
"""Notices of a case on one local day; then only `ALWAYS`."""

QUIET_FROM, QUIET_UNTIL = time(20), time(7)
"""No notice between them, by the stack's own clock: not for danger, nor for what answers the reporter's own act."""


def goes_at(kind: Kind, event: Event, calendar: Calendar) -> datetime:
    """The moment from which on the notice of an event may go out."""
    told = TOLD[event.kind]
    ready = event.at + told.wait
    return ready if told.own or kind is Kind.DANGER else _after_the_night(ready, calendar)


def _after_the_night(moment: datetime, calendar: Calendar) -> datetime:
    local = moment.astimezone(calendar.zone)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return moment
    day = local.date() + timedelta(days=local.time() >= QUIET_FROM)
    return datetime.combine(day, QUIET_UNTIL, calendar.zone).astimezone(moment.tzinfo)


def is_said_later(now: Case, events: Sequence[Event], seq: int, kind: Kind, calendar: Calendar) -> bool:
    """Whether a later event's notice goes out so soon after this one that it is enough."""
    if kind in ALWAYS:
        return False
    until = goes_at(kind, events[seq - 1], calendar) + TOGETHER
    for event in events[seq:]:
        later = notice_of(now, events, event.seq)
        if later and goes_at(later.kind, event, calendar) < until:
            return True
    return False


def is_too_much(kind: Kind, sent: Iterable[datetime], now: datetime, calendar: Calendar) -> bool:
    """Whether the reporter was told enough today. `sent` are the moments of the notices of this case."""
    today = calendar.local_date(now)
    return kind not in ALWAYS and sum(calendar.local_date(each) == today for each in sent) >= A_DAY

"""A clock: when it runs on a case, and what its expiry does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case
    from chalicelib.domain.deadlines.calendar import Calendar


class Expiry(StrEnum):
    """What happens to a case whose clock expires."""

    ROUTE = "route"
    """It is routed, because the stream missed it."""

    LAPSE = "lapse"
    """An event records that the time is over; nothing moves."""

    ESCALATE = "escalate"
    """It moves one tier up; at the highest one it lapses."""

    BREACH = "breach"
    """An office broke its deadline: the case moves one tier up and is shown to the overseers."""

    ARCHIVE = "archive"
    """The reporter owed an addition: the case is archived."""

    CLOSE = "close"
    """The reporter did not reply to the response: the case is closed."""

    THANK = "thank"
    """The praise has been delivered: the reporter is thanked, and the case is closed."""

    ASK = "ask"
    """The reporter is asked whether it is still good; nothing moves."""
    RAISE = "raise"
    """The next position of the ladder is told."""

    LIST = "list"
    """It is listed for the Ombudsman."""

    RESEND = "resend"
    """It is handed over to the other stack again."""

    FORGET = "forget"
    """The table deletes the reporter's identity; no sweep is needed."""

    PASS_OVER = "pass_over"
    """New cases pass the silent office over; nothing moves, and no sweep is needed."""

    SETTLE = "settle"
    """The reporter may no longer object; nothing moves, and no sweep is needed."""


TAKES_AWAY = frozenset({Expiry.ESCALATE, Expiry.BREACH, Expiry.ARCHIVE, Expiry.CLOSE, Expiry.THANK})
"""Expiries by which an office loses the case: it moves up or ends, or the deadline counts as broken."""


class Clock(NamedTuple):
    """A clock by its name in a policy. `start` is when it began to run on a case, None while it does not run. It
    expires by the limit of the policy, unless `until` says when. `once`: after its expiry it counts no more until an
    event restarts it. `step`: it waits for a step that the citizen sees on the timeline. `label` is what it waits
    for."""

    name: str
    start: Callable[[Case], datetime | None]
    expiry: Expiry
    label: dict[str, str]
    once: bool = False
    step: bool = False
    until: Callable[[Case, Calendar], datetime | None] = lambda case, calendar: None

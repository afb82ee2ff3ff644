"""Which clocks run on a case, and the one timer that the sweep must look at next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Case, Status

if TYPE_CHECKING:
    from chalicelib.domain.deadlines.calendar import Calendar, Day
    from chalicelib.domain.deadlines.policy import Policy

DEADLINES = ("autoclose", "answer", "promise", "progress")
"""The clocks a citizen is shown, the first that runs."""

HANDOVER_PATIENCE = timedelta(days=1)
"""How long a stack that was handed a case may leave that unanswered before it is handed over again. No service standard
but a matter of the machinery, and so no policy's."""

_AT_AN_OFFICE = (Status.ROUTED, Status.ACCEPTED, Status.IN_PROGRESS, Status.REOPENED)


@dataclass(frozen=True, slots=True)
class Timer:
    """A running clock: `at` is its last good moment."""

    clock: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """The deadline a citizen is shown, with the count that leads to it (empty for a promised date)."""

    clock: str
    at: datetime
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the indexes need to know: the next timer and the deadline that sorts queues; both None when all is done."""

    timer: Timer | None
    due_at: datetime | None


def kind_of(case: Case) -> str:
    """The kind of case that a policy's limits may differ by: `supervisory` (pengaduan berkadar pengawasan: the
    accusation of wrongdoing), or the type it was filed as."""
    return "supervisory" if case.filing.sensitive else case.filing.type


def running(case: Case) -> Iterator[tuple[str, datetime]]:
    """The clocks that a case runs, each with the moment it started. A policy need not know all of them.

    route      from filing, or arrival from another stack, until a rule or a coordinator's queue has the case
    verify     from filing until an office takes the case on
    begin      from filing until the first progress
    tier/...   from arrival at an office of that tier until it answers or hands on
    progress   from filing, or the last sign of progress, while an office owes the next step
    promise    until the date by which an office that waits for budget promised to act; progress rests meanwhile
    respond    from filing until the first response
    overdue    from filing, until the case is on the Ombudsman's list
    answer     while the reporter owes an addition; the office's clocks rest
    autoclose  from the response while the reporter owes the next step
    handover   from the handing over to another stack until that stack has the case; all other clocks run there
    """
    filed_at = case.filing.filed_at
    if case.status is Status.REFERRED and not case.handed_over:
        yield "handover", case.since
    if not case.open:
        return
    yield "overdue", filed_at
    if case.status is Status.RESPONDED:
        yield "autoclose", case.since
        return
    if case.status is Status.POSTPONED:
        yield "answer", case.since
        return
    yield ("promise", case.clock_from) if case.promised else ("progress", case.clock_from)
    if not case.answered:
        yield "respond", case.respond_from
    if not case.begun:
        yield "begin", filed_at
    if case.verify_open:
        yield "verify", filed_at
    if case.status is Status.RECEIVED:
        yield "route", case.since
    if case.status in _AT_AN_OFFICE and case.tier and not case.promised:
        yield f"tier/{case.tier.label}", max(case.clock_from, case.arrived)


def timers(case: Case, policy: Policy, calendar: Calendar) -> Iterator[Timer]:
    """Every timer of a case under its policy."""
    for clock, start in running(case):
        if clock == "promise" and case.promised:
            yield Timer(clock, calendar.end_of(case.promised))
        elif clock == "handover":
            yield Timer(clock, start + HANDOVER_PATIENCE)
        elif limit := policy.limit(clock, kind_of(case)):
            yield Timer(clock, limit.expires(start, calendar))


def next_timer(case: Case, policy: Policy, calendar: Calendar) -> Timer | None:
    """The clock that expires first; None when nothing is left to happen."""
    found = (timer for timer in timers(case, policy, calendar) if timer.clock not in case.lapsed)
    return min(found, key=lambda timer: (timer.at, timer.clock), default=None)


def due(case: Case, policy: Policy, calendar: Calendar) -> Due | None:
    """The deadline that matters to the citizen: the next step that an office or the reporter owes."""
    if not case.open:
        return None
    clocks = dict(running(case))
    clock = next(name for name in DEADLINES if name in clocks)
    if clock == "promise" and case.promised:
        return Due(clock, calendar.end_of(case.promised), ())
    limit = policy.limit(clock, kind_of(case))
    if limit is None:
        return None
    return Due(clock, limit.expires(clocks[clock], calendar), limit.days(clocks[clock], calendar))


def schedule(case: Case, policy: Policy, calendar: Calendar) -> Schedule:
    """The schedule of a case in its present state."""
    deadline = due(case, policy, calendar)
    return Schedule(next_timer(case, policy, calendar), deadline.at if deadline else None)

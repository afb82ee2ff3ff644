"""Which clocks run on a case, and the one timer that the sweep must look at next."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.calendar import Calendar, Day
from chalicelib.domain.case import Case, Status
from chalicelib.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Timer:
    """The next clock that will expire: `route`, `verify`, `progress` or `autoclose`; `at` is its last good moment."""

    clock: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """The deadline a citizen is shown, with the count that leads to it."""

    clock: str
    at: datetime
    days: tuple[Day, ...]


def running(case: Case) -> dict[str, datetime]:
    """The clocks that run, each with the moment it started.

    route      from filing until a rule or a coordinator's queue has the case
    verify     from filing until an office takes the case on
    progress   from filing, or the last sign of progress, while an office owes the next step
    autoclose  from the response while the reporter owes the next step
    """
    if not case.open:
        return {}
    if case.status is Status.RESPONDED:
        return {"autoclose": case.since}
    clocks = {"progress": case.clock_from}
    if case.verify_open:
        clocks["verify"] = case.filing.filed_at
    if case.status is Status.RECEIVED:
        clocks["route"] = case.filing.filed_at
    return clocks


def next_timer(case: Case, policy: Policy, calendar: Calendar) -> Timer | None:
    """The clock that expires first; None exactly when the case is closed."""
    timers = [Timer(clock, policy.clocks[clock].expires(start, calendar)) for clock, start in running(case).items()]
    return min(timers, key=lambda timer: (timer.at, timer.clock), default=None)


def due(case: Case, policy: Policy, calendar: Calendar) -> Due | None:
    """The deadline that matters to the citizen: progress while an office works, automatic closing after a response."""
    clocks = running(case)
    clock = "autoclose" if "autoclose" in clocks else "progress"
    if clock not in clocks:
        return None
    limit = policy.clocks[clock]
    return Due(clock, limit.expires(clocks[clock], calendar), limit.days(clocks[clock], calendar))


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the indexes need to know: the next timer and the deadline that sorts queues; both None when closed."""

    timer: Timer | None
    due_at: datetime | None


def schedule(case: Case, policy: Policy, calendar: Calendar) -> Schedule:
    """The schedule of a case in its present state."""
    deadline = due(case, policy, calendar)
    return Schedule(next_timer(case, policy, calendar), deadline.at if deadline else None)

"""The morning mail: what an office's cases need of a person today, worked out from the lines of its queue. A line names
a case by its number and never by its title; one of a hidden case has no number either."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.domain.cases.model import AT_AN_OFFICE, Role, Status
from chalicelib.domain.notices.officials import OFFICE_FROM, OFFICE_UNTIL, Topic
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.deadlines.calendar import Calendar

WARNED_AT = (5, 2, 0)
"""With so many working days left a case is named, each time once: on the other days it is not."""

FIRST_LINES = 5
"""The most urgent cases that a summary names."""

SOON = 5
"""Working days to the office's deadline from which on a case needs somebody."""


class QueueLine(NamedTuple):
    """What the morning mail needs of a line of a queue. `left` are the working days to the office's deadline, negative
    past it."""

    number: str
    status: str
    left: int
    hidden: bool
    emergency: bool = False
    drafted: bool = False
    sent_back: bool = False


@dataclass(frozen=True, slots=True)
class Morning:
    """What a person reads in the morning. `near` are the lines with 5, 2 or 0 working days left, `counts` the cases by
    what they need (`new`, `working`, `drafts`, `triage`, `late`), those of which there are some, `first` the most
    urgent lines. What the person switched off is empty."""

    needed: int
    near: tuple[QueueLine, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    first: tuple[QueueLine, ...] = ()


def is_time(now: datetime, calendar: Calendar) -> bool:
    """Whether the morning mails of today go out now: on working days, in the hours of the office."""
    local = now.astimezone(calendar.zone)
    return OFFICE_FROM <= local.time() < OFFICE_UNTIL and not calendar.why_not(local.date())


def working_days_left(today: date, due: datetime, calendar: Calendar) -> int:
    """The working days after today until the day of a deadline; -1 past it, and no more than are told of."""
    last = calendar.local_date(due)
    if last < today:
        return -1
    days = calendar.working_days(today, SOON + 1)
    return sum(day.counted and day.date <= last for day in days)


def morning_of(
    lines: Sequence[QueueLine], roles: Collection[Role], off: Collection[Topic], others: Collection[str] = ()
) -> Morning | None:
    """What a person with these roles at an office reads of its queue; None if there is nothing to say. Of a case that
    a colleague has (its number is in `others`) the date is that colleague's to keep."""
    dated = () if Topic.DUE in off else lines
    near = tuple(each for each in dated if each.left in WARNED_AT and each.number not in others)
    if Topic.MORNING in off:
        return Morning(len(near), near) if near else None
    needed = [each for each in lines if _needs_somebody(each, roles, each.number in others)]
    if not (near or needed):
        return None
    kinds = {
        "new": sum(each.status == Status.ROUTED for each in lines),
        "working": sum(each.status in AT_AN_OFFICE and each.status != Status.ROUTED for each in lines),
        "drafts": sum(each.drafted for each in lines),
        "triage": sum(each.status == Status.TRIAGE for each in lines),
        "late": sum(each.left < 0 for each in lines),
    }
    counts = tuple((kind, count) for kind, count in kinds.items() if count)
    return Morning(len(needed), near, counts, tuple(needed[:FIRST_LINES]))


def _needs_somebody(line: QueueLine, roles: Collection[Role], of_a_colleague: bool) -> bool:
    if line.emergency or (line.left <= SOON and not of_a_colleague):
        return True
    if Role.COORDINATOR in roles and line.status == Status.TRIAGE:
        return True
    if Role.APPROVER in roles and line.drafted:
        return True
    works = Role.OFFICER in roles or Role.LIAISON in roles
    return works and not of_a_colleague and (line.status == Status.ROUTED or line.sent_back)

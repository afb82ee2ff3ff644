"""The clocks that only cases of one type have: praise is delivered and thanked for, an aspiration is answered after the
round of planning that took it up. How long the others are for a type, and which it does without, is policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import AT_AN_OFFICE, Case, Priority, Status
from chalicelib.domain.cases.type_life import COMPLAINT, PRAISE
from chalicelib.domain.deadlines.clock import Clock, Expiry

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.domain.deadlines.calendar import Calendar

EXTENDED = "extended"
"""An information request whose answer was put off once, with its reason."""

PLANNED = "planned"
"""An aspiration that a round of planning has taken up."""


def kind_of(case: Case) -> str:
    """The type as the clocks know it: praise that speaks of a danger has the clocks of a complaint."""
    dangerous = case.type == PRAISE and case.priority is not Priority.NORMAL
    return COMPLAINT if dangerous else case.type


def _thank_start(case: Case) -> datetime | None:
    waits = case.status in (Status.TRIAGE, *AT_AN_OFFICE)
    return case.arrived if waits and case.type == PRAISE else None


def _planning_start(case: Case) -> datetime | None:
    return case.clock_from if case.planned and case.status in (Status.TRIAGE, *AT_AN_OFFICE) else None


def _planned_end(case: Case, calendar: Calendar) -> datetime | None:
    return calendar.end_of(case.planned) if case.planned else None


OF_TYPES = (
    # From the arrival of praise at an office until that has passed it on; then it is thanked for and counted anyway.
    Clock(
        "thank",
        _thank_start,
        Expiry.THANK,
        {"id": "pujian disampaikan", "en": "praise passed on"},
        step=True,
    ),
    # Until the round of planning that took the aspiration up; then its outcome is owed, or the next round.
    Clock(
        "planning",
        _planning_start,
        Expiry.BREACH,
        {"id": "hasil perencanaan disampaikan", "en": "the outcome of planning"},
        step=True,
        until=_planned_end,
    ),
)

"""The week of a region in three numbers, for its head."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from chalicelib.domain.deadlines.calendar import Calendar

_DAYS = 7


class Week(NamedTuple):
    """Public reports of seven days: how many were `filed`, got their first answer, and broke a deadline."""

    first: date
    last: date
    filed: int
    answered: int
    breached: int

    @property
    def empty(self) -> bool:
        """Whether nothing happened."""
        return not (self.filed or self.answered or self.breached)


def begins_week(today: date, calendar: Calendar) -> bool:
    """Whether today is the first working day of its week."""
    before = (today - timedelta(days=each) for each in range(1, today.weekday() + 1))
    return not calendar.why_not(today) and all(calendar.why_not(day) for day in before)


def last_week(today: date) -> tuple[date, date]:
    """The seven days that end with the Saturday before: days are counted in UTC, and on a Monday morning in Indonesia
    the Sunday is not over."""
    last = today - timedelta(days=today.weekday() + 2)
    return last - timedelta(days=_DAYS - 1), last

"""Policies: service standards as data, named, versioned and citing their regulation. A case keeps the policy it was
filed under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.deadlines.calendar import Calendar, Day

MIDNIGHT = "24:00"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a clock runs: minutes, working days or calendar days, or that it does not run at all (exactly one is
    set). `never` is for a kind of case that does without a clock which the others have.

    `day_ends` is the local hour at which the last day is over: 24:00, or the close of the office.
    """

    minutes: int = 0
    working_days: int = 0
    calendar_days: int = 0
    never: bool = False
    day_ends: str = MIDNIGHT

    def days(self, start: datetime, calendar: Calendar) -> tuple[Day, ...]:
        """The days of the count, the last one being the due date; empty for a limit in minutes."""
        first = calendar.local_date(start)
        if self.working_days:
            return calendar.working_days(first, self.working_days)
        return calendar.calendar_days(first, self.calendar_days)

    def expires(self, start: datetime, calendar: Calendar) -> datetime:
        """The last moment that is still in time, in UTC."""
        if self.minutes:
            return start + timedelta(minutes=self.minutes)
        return self.end_of(self._due_date(start, calendar), calendar)

    def _due_date(self, start: datetime, calendar: Calendar) -> date:
        """The last day of the count. Calendar days need not be gone through for that: a year has many."""
        if self.working_days:
            return self.days(start, calendar)[-1].date
        return calendar.local_date(start) + timedelta(days=self.calendar_days)

    def end_of(self, day: date, calendar: Calendar) -> datetime:
        """The last moment of the due date."""
        if self.day_ends == MIDNIGHT:
            return calendar.end_of(day)
        return datetime.combine(day, time.fromisoformat(self.day_ends), calendar.zone).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Policy:
    """A set of clocks by name. A clock may differ by kind of case: `respond/supervisory` goes before `respond`.
    `citations` name the source of single clocks, where it is known.

    `name` is `<id>@<version>` and never changes meaning.
    """

    id: str
    version: int
    citation: str
    clocks: Mapping[str, Limit]
    citations: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name that is stored on a case."""
        return f"{self.id}@{self.version}"

    def limit(self, clock: str, *kinds: str) -> Limit | None:
        """The limit of a clock for a case of these kinds, the first that has one of its own; None if this policy does
        not run it."""
        names = (*(f"{clock}/{kind}" for kind in kinds), clock)
        limit = next((self.clocks[name] for name in names if name in self.clocks), None)
        return None if limit and limit.never else limit

"""Service standards as data: named, versioned, citing their regulation. A case keeps the policy it was filed under."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.calendar import Calendar, Day


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a clock runs: minutes, working days or calendar days (exactly one is set)."""

    minutes: int = 0
    working_days: int = 0
    calendar_days: int = 0

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
        return calendar.end_of(self.days(start, calendar)[-1].date)


@dataclass(frozen=True, slots=True)
class Policy:
    """A set of clocks. `name` is `<id>@<version>` and never changes meaning."""

    id: str
    version: int
    citation: str
    clocks: Mapping[str, Limit]

    @property
    def name(self) -> str:
        """What is stored on a case."""
        return f"{self.id}@{self.version}"

"""The calendar of working days. Deadlines are counted in the stack's own time zone and end with the day they fall
on."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone

from chalicelib.domain.values import dataclass

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a count: whether it counted, and if not, why (`weekend` or the name of the holiday)."""

    date: date
    counted: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days: Monday to Friday without national holidays and joint leave (SKB 3 Menteri).

    Indonesia's zones have had fixed offsets since 1988, so `utc_offset` in hours says all (WIB 7, WITA 8, WIT 9).
    """

    utc_offset: int
    holidays: Mapping[date, str]

    @property
    def zone(self) -> timezone:
        """The stack's time zone."""
        return timezone(timedelta(hours=self.utc_offset))

    def local_date(self, moment: datetime) -> date:
        """The local date at `moment`."""
        return moment.astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        """The last second of a local day, in UTC."""
        return datetime.combine(day, time(23, 59, 59), self.zone).astimezone(UTC)

    def why_not(self, day: date) -> str:
        """Why a day is no working day; empty for a working day."""
        return self.holidays.get(day) or ("weekend" if day.weekday() >= _SATURDAY else "")

    def working_days(self, start: date, count: int) -> tuple[Day, ...]:
        """The days after `start` up to and including the `count`-th working day."""
        days: list[Day] = []
        counted, day = 0, start
        while counted < count:
            day += _ONE_DAY
            reason = self.why_not(day)
            counted += not reason
            days.append(Day(day, not reason, reason))
        return tuple(days)

    def calendar_days(self, start: date, count: int) -> tuple[Day, ...]:
        """The `count` days after `start`; every one counts."""
        return tuple(Day(start + _ONE_DAY * step, True) for step in range(1, count + 1))

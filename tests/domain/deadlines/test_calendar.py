from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.deadlines.policy import Limit
from tests.support.world import KALTIM

WITA = KALTIM.calendar
DAYS = st.dates(date(2024, 1, 1), date(2027, 10, 1))


def test_three_working_days_over_christmas_2026_skip_holiday_joint_leave_and_weekend() -> None:
    days = WITA.working_days(date(2026, 12, 23), 3)
    assert [(day.date.day, day.counted) for day in days] == [
        (24, False),
        (25, False),
        (26, False),
        (27, False),
        (28, True),
        (29, True),
        (30, True),
    ]
    assert "Natal" in days[0].reason
    assert [day.reason for day in days[2:4]] == ["weekend", "weekend"]


def test_the_day_of_filing_itself_never_counts() -> None:
    assert WITA.working_days(date(2026, 11, 23), 1)[-1].date == date(2026, 11, 24)
    assert WITA.calendar_days(date(2026, 11, 21), 30)[-1].date == date(2026, 12, 21)


@given(DAYS, st.integers(1, 60))
def test_a_count_of_working_days_counts_exactly_that_many_and_ends_on_one(start: date, count: int) -> None:
    days = WITA.working_days(start, count)
    assert sum(day.counted for day in days) == count
    assert days[-1].counted
    assert [day.date for day in days] == [start + timedelta(days=step) for step in range(1, len(days) + 1)]
    assert all(bool(day.reason) != day.counted for day in days)


@pytest.mark.parametrize(
    ("offset", "filed", "due"),
    [
        (7, datetime(2026, 11, 23, 16, 59, tzinfo=UTC), date(2026, 12, 23)),
        (7, datetime(2026, 11, 23, 17, 0, tzinfo=UTC), date(2026, 12, 24)),
        (8, datetime(2026, 11, 23, 15, 59, tzinfo=UTC), date(2026, 12, 23)),
        (8, datetime(2026, 11, 23, 16, 0, tzinfo=UTC), date(2026, 12, 24)),
        (9, datetime(2026, 11, 23, 14, 59, tzinfo=UTC), date(2026, 12, 23)),
        (9, datetime(2026, 11, 23, 15, 0, tzinfo=UTC), date(2026, 12, 24)),
    ],
)
def test_midnight_is_that_of_the_stacks_own_zone(offset: int, filed: datetime, due: date) -> None:
    calendar = Calendar(offset, {})
    limit = Limit(calendar_days=30)
    assert limit.days(filed, calendar)[-1].date == due
    expires = limit.expires(filed, calendar)
    assert calendar.local_date(expires) == due
    assert calendar.local_date(expires + timedelta(seconds=1)) == due + timedelta(days=1)


def test_a_limit_in_minutes_is_exact() -> None:
    start = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    assert Limit(minutes=5).expires(start, WITA) == start + timedelta(minutes=5)

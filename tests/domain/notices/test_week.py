"""Which days the week of a region has, and when its head is told."""

from datetime import date

import pytest

from chalicelib.domain.deadlines.calendar import Calendar
from chalicelib.domain.notices.week import begins_week, last_week

CALENDAR = Calendar(8, {date(2026, 11, 30): "Hari libur contoh"})


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),
        (date(2026, 11, 28), False),
        (date(2026, 11, 30), False),
        (date(2026, 12, 1), True),
        (date(2026, 12, 2), False),
    ],
)
def test_a_week_begins_with_its_first_working_day(day: date, begins: bool) -> None:
    assert begins_week(day, CALENDAR) is begins


@pytest.mark.parametrize("today", [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 4)])
def test_the_week_before_ends_with_a_saturday(today: date) -> None:
    assert last_week(today) == (date(2026, 11, 22), date(2026, 11, 28))

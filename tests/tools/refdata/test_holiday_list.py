"""The shipped holidays against the library they come from."""

import json
from datetime import date, timedelta

from holidays import country_holidays

from tools.refdata import holiday_list

DAYS = holiday_list.by_day()


def test_every_day_of_the_years_agrees_with_the_library() -> None:
    public = country_holidays("ID", years=holiday_list.YEARS, categories="public")
    leave = country_holidays("ID", years=holiday_list.YEARS, categories="government")
    day = date(2024, 1, 1)
    while day < date(2028, 1, 1):
        expected = "holiday" if day in public else "joint_leave" if day in leave else None
        assert DAYS.get(day.isoformat(), {}).get("kind") == expected, day
        day += timedelta(days=1)


def test_the_list_counts_108_days_in_order() -> None:
    assert len(DAYS) == 108
    assert list(DAYS) == sorted(DAYS)


def test_names_are_indonesian() -> None:
    assert DAYS["2026-08-17"] == {"name": "Hari Kemerdekaan Republik Indonesia", "kind": "holiday"}
    assert DAYS["2026-12-24"] == {"name": "Cuti Bersama Hari Raya Natal", "kind": "joint_leave"}


def test_dates_not_yet_decreed_say_that_they_are_estimates() -> None:
    assert "perkiraan" in json.dumps(DAYS["2027-03-10"])

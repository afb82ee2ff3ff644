from datetime import date

from chalicelib.runtime.holidays import REFRESH_SECONDS, OverlaidHolidays

NEW_YEAR, MONDAY = date(2027, 1, 1), date(2027, 1, 4)


def test_a_named_day_becomes_a_holiday_and_an_unnamed_one_a_working_day() -> None:
    days = OverlaidHolidays({NEW_YEAR: "Tahun Baru"}, lambda: {NEW_YEAR: "", MONDAY: "Hari Jadi"}, lambda: 0.0)
    assert dict(days) == {MONDAY: "Hari Jadi"}


def test_corrections_are_read_at_first_use_and_again_after_ten_minutes() -> None:
    clock, loads = [0.0], []

    def load() -> dict[date, str]:
        loads.append(clock[0])
        return {}

    days = OverlaidHolidays({NEW_YEAR: "Tahun Baru"}, load, lambda: clock[0])
    assert loads == []
    for clock[0] in (0.0, REFRESH_SECONDS - 1, REFRESH_SECONDS, REFRESH_SECONDS + 1):
        assert days.get(NEW_YEAR) == "Tahun Baru"
    assert loads == [0.0, REFRESH_SECONDS]

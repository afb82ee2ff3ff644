"""How long a clock runs, and which of a policy's clocks a case has."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.deadlines.calendar import Calendar, Day
from chalicelib.domain.deadlines.policy import Limit, Policy

WITA = Calendar(8, {date(2026, 11, 25): "Hari Guru"})
FILED = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""A Monday, ten o'clock in Samarinda."""


@pytest.mark.parametrize(
    ("limit", "expires"),
    [
        (Limit(minutes=90), FILED + timedelta(minutes=90)),
        (Limit(minutes=1), FILED + timedelta(minutes=1)),
        (Limit(working_days=1), datetime(2026, 11, 24, 15, 59, 59, tzinfo=UTC)),
        (Limit(working_days=2), datetime(2026, 11, 26, 15, 59, 59, tzinfo=UTC)),
        (Limit(working_days=4), datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC)),
        (Limit(calendar_days=1), datetime(2026, 11, 24, 15, 59, 59, tzinfo=UTC)),
        (Limit(calendar_days=2), datetime(2026, 11, 25, 15, 59, 59, tzinfo=UTC)),
        (Limit(calendar_days=30), datetime(2026, 12, 23, 15, 59, 59, tzinfo=UTC)),
        (Limit(calendar_days=2, day_ends="16:00"), datetime(2026, 11, 25, 8, 0, tzinfo=UTC)),
        (Limit(working_days=1, day_ends="15:30"), datetime(2026, 11, 24, 7, 30, tzinfo=UTC)),
        (Limit(working_days=1, day_ends="24:00"), datetime(2026, 11, 24, 15, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_limit_ends_with_its_last_day_or_minute(limit: Limit, expires: datetime) -> None:
    assert limit.expires(FILED, WITA) == expires


def test_a_limit_that_says_nothing_is_over_with_the_day_of_filing() -> None:
    assert Limit().expires(FILED, WITA) == datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC)
    assert Limit().days(FILED, WITA) == ()


def test_a_limit_is_explained_day_by_day() -> None:
    assert Limit(working_days=2).days(FILED, WITA) == (
        Day(date(2026, 11, 24), True),
        Day(date(2026, 11, 25), False, "Hari Guru"),
        Day(date(2026, 11, 26), True),
    )
    assert Limit(calendar_days=2).days(FILED, WITA) == (Day(date(2026, 11, 24), True), Day(date(2026, 11, 25), True))
    assert Limit(minutes=90).days(FILED, WITA) == ()


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 25), "Hari Guru"),
        (date(2026, 11, 27), ""),
        (date(2026, 11, 28), "weekend"),
        (date(2026, 11, 29), "weekend"),
        (date(2026, 11, 30), ""),
    ],
)
def test_a_day_that_does_not_count_says_why(day: date, why: str) -> None:
    assert WITA.why_not(day) == why
    assert Day(day, not why, why).reason == why
    assert Day(day, counted=True).reason == ""


STANDARD = Policy(
    "progress-30",
    3,
    "Permen 1",
    {
        "respond": Limit(working_days=14),
        "respond/supervisory": Limit(working_days=60),
        "progress": Limit(calendar_days=30),
    },
)


@pytest.mark.parametrize(
    ("clock", "kind", "days"),
    [("respond", "complaint", 14), ("respond", "supervisory", 60), ("verify", "complaint", None)],
)
def test_a_clock_has_the_limit_of_its_kind_before_the_general_one(clock: str, kind: str, days: int | None) -> None:
    limit = STANDARD.limit(clock, kind)
    assert (limit and limit.working_days) == days


def test_a_policy_is_named_by_its_id_and_version_and_cites_by_default_as_a_whole() -> None:
    assert (STANDARD.name, STANDARD.citation, STANDARD.citations) == ("progress-30@3", "Permen 1", {})

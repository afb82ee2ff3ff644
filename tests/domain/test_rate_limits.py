"""Windows of ten minutes, and when to come back."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain import rate_limits
from chalicelib.domain.rate_limits import RateLimit

BEGIN = datetime(2026, 11, 23, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "begin"),
    [
        (BEGIN, BEGIN),
        (BEGIN + timedelta(minutes=9, seconds=59, microseconds=999_999), BEGIN),
        (BEGIN - timedelta(microseconds=1), BEGIN - timedelta(minutes=10)),
    ],
)
def test_a_window_begins_at_every_full_ten_minutes(now: datetime, begin: datetime) -> None:
    assert rate_limits.window(now) == begin


@pytest.mark.parametrize(
    ("after", "microseconds", "seconds"),
    [(0, 0, 601), (0, 59, 659), (0, 60, 600), (599, 0, 2), (599, 1, 2), (300, 30, 330)],
)
def test_who_is_refused_comes_back_in_the_first_minute_of_the_next_window(
    after: int, microseconds: int, seconds: int
) -> None:
    assert rate_limits.retry_after(BEGIN + timedelta(seconds=after, microseconds=microseconds)) == seconds


def test_a_limit_can_be_lifted_unless_it_is_fixed() -> None:
    assert not RateLimit("lists", 5).fixed

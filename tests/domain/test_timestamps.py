"""Moments as texts: UTC, milliseconds, and one form."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.timestamps import from_text, to_milliseconds, to_text

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 4_000_000_000_000_000).map(lambda microseconds: FIRST + timedelta(microseconds=microseconds))


@pytest.mark.parametrize(
    ("microsecond", "milliseconds"), [(0, 0), (999, 0), (1000, 1), (678_900, 678), (999_000, 999), (999_999, 999)]
)
def test_what_is_below_a_millisecond_is_cut_off(microsecond: int, milliseconds: int) -> None:
    moment = datetime(2026, 11, 20, 3, 4, 5, microsecond, UTC)
    assert to_text(moment) == f"2026-11-20T03:04:05.{milliseconds:03d}Z"
    assert to_milliseconds(moment) == moment.replace(microsecond=milliseconds * 1000)


def test_a_moment_of_another_zone_is_written_in_utc() -> None:
    there = timezone(timedelta(hours=8))
    assert to_text(datetime(2026, 11, 20, 3, 4, 5, tzinfo=there)) == "2026-11-19T19:04:05.000Z"


def test_a_moment_without_a_zone_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"^a moment needs a time zone$"):
        to_text(FIRST.replace(tzinfo=None))


@given(MOMENTS, MOMENTS)
def test_texts_sort_as_moments_do_and_read_back(one: datetime, other: datetime) -> None:
    assert from_text(to_text(one)) == to_milliseconds(one)
    assert (to_text(one) < to_text(other)) == (to_milliseconds(one) < to_milliseconds(other))

"""A case that failed waits twice as long after each failure, a day at most."""

from datetime import timedelta

import pytest

from chalicelib.domain.deadlines.setbacks import LONGEST_PAUSE, Setback, set_back
from tests.support.world import MONDAY

CASE = "KI-7F3K-9Q2M-XA0B-C"


@pytest.mark.parametrize(
    ("earlier", "minutes"), [(0, 10), (1, 20), (2, 40), (6, 640), (7, 1280), (8, 1440), (9, 1440), (100_000, 1440)]
)
def test_the_pause_doubles_up_to_a_day(earlier: int, minutes: int) -> None:
    until = MONDAY + timedelta(minutes=minutes)
    assert set_back(CASE, earlier, "KeyError", MONDAY) == Setback(CASE, earlier + 1, "KeyError", MONDAY, until)
    assert until - MONDAY <= LONGEST_PAUSE

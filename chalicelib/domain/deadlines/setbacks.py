"""Setbacks: a case whose clock cannot be fired is tried again at growing distances, so that no other waits for it."""

from datetime import datetime, timedelta

from chalicelib.domain.values import dataclass

FIRST_PAUSE = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(days=1)
"""Once a day at least: whatever made it fail may have been mended."""


@dataclass(frozen=True, slots=True)
class Setback:
    """A case that the sweep has set aside: after how many failures in a row, by the name of the last error, when, and
    when it is tried next. `times` counts the failures since its last event."""

    tracking_id: str
    times: int
    error: str
    at: datetime
    until: datetime


def set_back(tracking_id: str, earlier: int, error: str, now: datetime) -> Setback:
    """The setback of a case that has failed `earlier` times before: ten minutes after the first failure, twice as long
    after each further one, a day at most."""
    # Eight doublings are more than a day; a larger exponent would overflow after years.
    pause = min(FIRST_PAUSE * 2 ** min(earlier, 8), LONGEST_PAUSE)
    return Setback(tracking_id, earlier + 1, error, now, now + pause)

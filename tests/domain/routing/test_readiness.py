"""How far an office is, by the day on which it was seen and by who acts for it."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.domain.deadlines.policy import Limit, Policy
from chalicelib.domain.routing.readiness import Presence, Readiness, readiness
from tests.support.world import KALTIM

MONDAY = date(2026, 11, 23)
POLICY = Policy("p", 1, "a test", {"silence": Limit(working_days=5)})
FRIDAY = datetime(2026, 11, 27, 2, tzinfo=UTC)
NEXT_TUESDAY = datetime(2026, 12, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("presence", "now", "expected"),
    [
        (None, FRIDAY, Readiness.PLEDGED),
        (Presence("64.08-pupr"), FRIDAY, Readiness.PLEDGED),
        (Presence("64.08-pupr", appointed=MONDAY), FRIDAY, Readiness.TRAINED),
        (Presence("64.08-pupr", seen=MONDAY, appointed=MONDAY), FRIDAY, Readiness.LIVE),
        (Presence("64.08-pupr", seen=MONDAY), NEXT_TUESDAY, Readiness.SILENT),
    ],
)
def test_facts_say_how_far_an_office_is(presence: Presence | None, now: datetime, expected: Readiness) -> None:
    assert readiness(presence, POLICY, KALTIM.calendar, now) is expected


def test_without_a_limit_an_office_that_was_seen_stays_live() -> None:
    policy = Policy("p", 1, "a test", {})
    assert readiness(Presence("64.08-pupr", seen=MONDAY), policy, KALTIM.calendar, NEXT_TUESDAY) is Readiness.LIVE

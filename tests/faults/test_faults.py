"""In the deep run each kind of fault has stories of its own: nothing is lost, nothing doubled, nothing unnoticed."""

import random

import pytest

from tests.faults.country import running
from tests.faults.injection import Fault, Plan
from tests.faults.inspection import findings
from tests.faults.stack import SECONDS
from tests.faults.story import Story
from tests.support.budgets import examples

PLANS = {
    "throttled": Plan((Fault.THROTTLED,), 0.2),
    "failed": Plan((Fault.FAILED,), 0.2),
    "done_then_failed": Plan((Fault.DONE_THEN_FAILED,), 0.2),
    "silent": Plan((Fault.SILENT,), 0.2),
    "dropped_20": Plan((Fault.DROPPED,), 0.2),
    "dropped_60": Plan((Fault.DROPPED,), 0.6),
    "killed": Plan((Fault.KILLED,), 0.05),
    "any": Plan(tuple(Fault), 0.2),
}
SEEDS = range(1, 1 + examples(0.002))
"""None but in the deep run."""
ROUNDS = 20


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", PLANS)
def test_nothing_is_lost_doubled_or_unnoticed(name: str, seed: int) -> None:
    with running(PLANS[name], seed) as country:
        story = Story(country, random.Random(seed))
        story.live(ROUNDS)
        story.come_to_rest()
        assert findings(story) == []
        unhurt = set(SECONDS) - {function for _, function, _ in country.injector.met}
        assert not unhurt, f"{name} hit no call of {unhurt}"

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
MOST_SEEDS = 5
"""A story in which most calls are lost may never come to hand a case over: then another is lived."""
ROUNDS = 20


@pytest.mark.skipif(not SEEDS, reason="in the deep run: make test-deep")
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", PLANS)
def test_nothing_is_lost_doubled_or_unnoticed(name: str) -> None:
    hurt: set[str] = set()
    for seed in range(1, 1 + MOST_SEEDS):
        if seed not in SEEDS and hurt == set(SECONDS):
            break
        with running(PLANS[name], seed) as country:
            story = Story(country, random.Random(seed))
            story.live(ROUNDS)
            story.come_to_rest()
            found = findings(story)
            calls, met = country.injector.calls.total(), country.injector.met.total()
            print(f"{name}, seed {seed}: {calls} calls, {met} faults, {len(story.intents)} intents, {len(found)} wrong")
            assert found == [], f"seed {seed}"
            hurt |= {function for _, function, _ in country.injector.met}
    assert hurt == set(SECONDS), f"{name} hit no call of {set(SECONDS) - hurt}"

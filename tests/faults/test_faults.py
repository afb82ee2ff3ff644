"""Every call to AWS of every function may fail in every way that it can; afterwards nothing is lost, nothing doubled,
and nothing unnoticed. In the deep run each kind of fault has stories of its own."""

import random

import pytest

import app
from tests.faults.country import running
from tests.faults.injection import Fault, Plan
from tests.faults.inspection import findings
from tests.faults.stack import HTTP, SECONDS
from tests.faults.story import Story
from tests.support.budgets import examples

ANY = Plan(tuple(Fault), 0.2)
PLANS = {
    "throttled": Plan((Fault.THROTTLED,), 0.2),
    "failed": Plan((Fault.FAILED,), 0.2),
    "done_then_failed": Plan((Fault.DONE_THEN_FAILED,), 0.2),
    "silent": Plan((Fault.SILENT,), 0.2),
    "dropped_20": Plan((Fault.DROPPED,), 0.2),
    "dropped_60": Plan((Fault.DROPPED,), 0.6),
    "killed": Plan((Fault.KILLED,), 0.05),
    "any": ANY,
}
SEEDS = range(1, 1 + examples(0.002))
"""None but in the deep run."""
ROUNDS = 20


def test_every_function_of_the_package_is_in_the_stories() -> None:
    views = {route.view_name for methods in app.app.routes.values() for route in methods.values()}
    woken = set(app.app.handler_map) - views
    assert {HTTP, *woken} == set(SECONDS)


@pytest.mark.timeout(600)
def test_a_short_story_in_which_anything_may_fail() -> None:
    with running(ANY, 5) as country:
        story = Story(country, random.Random(5))
        story.live(5)
        story.come_to_rest()
        assert findings(story) == []
        assert {function for _, function, _ in country.injector.met} == set(SECONDS), "every function met some"


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

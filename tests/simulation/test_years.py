"""A province over a year, in which people and machines do as they do."""

import pytest

from bench.simulation import Province


@pytest.mark.parametrize("policy", ["progress-30", "working-days-3-5-10"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_case_is_forgotten_and_no_clock_fires_twice_or_early(seed: int, policy: str) -> None:
    outcome = Province(seed, policy).run(days=365, cases_a_day=1)
    assert outcome.cases > 200
    assert outcome.killed > 20
    assert outcome.forgotten == []
    assert outcome.fired_twice == []
    assert outcome.early == []
    assert outcome.broken == []


def test_the_simulation_reaches_every_kind_of_ending() -> None:
    outcome = Province(4).run(days=365, cases_a_day=2)
    assert {"closed", "archived", "triage", "in_progress"} <= set(outcome.statuses)
    assert {"breached", "lapsed", "listed", "postponed", "resumed", "escalated", "appealed"} <= set(outcome.events)

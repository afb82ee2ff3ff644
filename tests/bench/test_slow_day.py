"""The day that takes longer than a run: counted to its end, every event once, and it would be noticed if not."""

import pytest

from bench import slow_day
from chalicelib.services.statistics import aggregation


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some thousand cases, slices of a hundred, and runs that have time for some."""
    monkeypatch.setattr(slow_day, "CASES", 4_000)
    monkeypatch.setattr(slow_day, "MOST_RUNS", 60)
    monkeypatch.setattr(aggregation, "SLICE", 100)


def test_every_event_of_the_day_is_counted_once_over_several_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    # As if each look at the clock were a tenth of a second after the one before.
    ticks = iter(range(100_000))
    monkeypatch.setattr(slow_day.time, "process_time", lambda: next(ticks) / 10)
    monkeypatch.setattr(slow_day, "RUN_SECONDS", 2.0)
    counted = slow_day.measure()
    assert counted["runs"] > 3
    assert (counted["filed"], counted["routed"], counted["left"]) == (4_000, 4_000, False)


def test_a_day_that_begins_anew_with_each_run_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(100_000))
    monkeypatch.setattr(slow_day.time, "process_time", lambda: next(ticks) / 10)
    monkeypatch.setattr(slow_day, "RUN_SECONDS", 2.0)
    monkeypatch.setattr(aggregation._Run, "put", lambda *_: None)
    assert slow_day.measure()["left"]

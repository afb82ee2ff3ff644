"""A day with more events than a run can count: slice by slice, over as many runs as it takes."""

import contextlib
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.statistics.counts import Cells
from chalicelib.services.statistics import aggregation
from tests.support.world import World

MONTH = "2026-11"


@pytest.fixture(scope="module")
def busy() -> World:
    """A day on which 40 reports came and were taken on, one a minute, and a quiet one after it."""
    world = World()
    for _ in range(40):
        world.do(world.file_and_route(), Command.ACCEPT)
        world.later(minutes=1)
    world.later(days=1)
    world.file_and_route()
    world.later(days=1)
    return world


def again(world: World) -> World:
    """The same cases, of which nothing has been counted."""
    other = World()
    other.cases, other.now = world.cases, world.now
    other.__post_init__()
    return other


def whole(world: World) -> Cells:
    """The counts of the month, counted in one run."""
    other = again(world)
    first = min(kept.case.filing.filed_at for kept in world.cases.kept.values()).date()
    other.services.aggregation.fold(first, other.now.date(), other.now)
    return other.statistics_store.sums[MONTH]


class Killed(Exception):
    """The function was killed in the middle."""


def start(world: World) -> World:
    """Counting begins on the day of the first report, two days ago."""
    other = again(world)
    other.services.aggregation.store.put_standing(
        aggregation.StatisticsProgress((world.now - timedelta(days=2)).date())
    )
    return other


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aggregation, "SLICE", 7)


def test_a_day_that_takes_longer_than_a_run_goes_on_where_it_stopped(busy: World) -> None:
    world, runs = start(busy), 0
    left = True
    while left:
        times = iter([True] * 3)
        left = world.services.aggregation.run(world.now, lambda times=times: next(times, False)).left  # type: ignore[misc]
        runs += 1
        assert runs < 30, "each run must come further than the one before"
    assert runs > 5
    assert world.statistics_store.sums[MONTH] == whole(busy)


def test_no_slice_is_counted_twice_and_no_more_than_one_is_held(busy: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world = start(busy)
    slices: list[int] = []
    fold = aggregation.counts.fold
    monkeypatch.setattr(
        aggregation.counts, "fold", lambda t, logged, c: slices.append(len(logged)) or fold(t, logged, c)
    )
    world.services.aggregation.run(world.now, lambda: True)
    assert max(slices) == 7
    assert sum(slices) == 40 * 3 + 2
    world.services.aggregation.run(world.now, lambda: True)
    assert sum(slices) == 40 * 3 + 2, "nothing is new"


def test_an_hour_without_news_writes_the_progress_and_nothing_else(busy: World) -> None:
    world = start(busy)
    world.services.aggregation.run(world.now, lambda: True)
    writes: Counter[str] = Counter()
    store = world.statistics_store
    for name in ("put_day", "put_slice", "put_month", "put_standing"):
        original = getattr(store, name)

        def counted(*arguments: Any, name: str = name, original: Any = original) -> None:
            writes[name] += 1
            original(*arguments)

        setattr(store, name, counted)
    world.services.aggregation.run(world.now, lambda: True)
    assert writes == {"put_standing": 1}


def test_an_event_that_the_log_shows_late_is_counted_with_the_next_run(busy: World) -> None:
    world = start(busy)
    now = min(kept.case.filing.filed_at for kept in busy.cases.kept.values()) + timedelta(minutes=40)
    (late, *_) = [kept for kept in world.cases.kept.values() if kept.case.filing.filed_at > now - timedelta(minutes=3)]
    hidden = world.cases.kept.pop(late.case.id)
    world.services.aggregation.run(now, lambda: True)
    world.cases.kept[late.case.id] = hidden
    try:
        world.services.aggregation.run(now + timedelta(minutes=1), lambda: True)
        world.services.aggregation.run(busy.now, lambda: True)
        assert world.statistics_store.sums[MONTH] == whole(busy)
    finally:
        world.cases.kept[late.case.id] = hidden


@given(st.data())
def test_runs_that_are_killed_anywhere_or_run_twice_at_once_end_in_the_same_counts(data: st.DataObject) -> None:
    busy = _BUSY
    world = start(busy)
    store = world.statistics_store
    for _ in range(data.draw(st.integers(1, 6))):
        old = store.standing()
        times = iter(range(data.draw(st.integers(0, 12))))
        dies = data.draw(st.booleans())

        def has_time(times: Any = times, dies: bool = dies) -> bool:
            if next(times, None) is None:
                if dies:
                    raise Killed
                return False
            return True

        with contextlib.suppress(Killed):
            world.services.aggregation.run(world.now, has_time)
        if data.draw(st.booleans()):
            # A second run that had read the progress before.
            assert old is not None
            store.put_standing(old)
    world.services.aggregation.run(world.now, lambda: True)
    assert store.sums[MONTH] == _WHOLE
    assert not store.standing().days.keys() - {world.now.date()}  # type: ignore[union-attr]


def _few() -> World:
    world = World()
    for _ in range(9):
        world.do(world.file_and_route(), Command.ACCEPT)
        world.later(minutes=1)
    world.later(days=2)
    return world


_BUSY = _few()
_WHOLE = whole(_BUSY)

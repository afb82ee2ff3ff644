"""Silent offices are counted by region, as the month saw them last."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.services.statistics.query import StatisticsQuery
from tests.support.world import World

DAY = date(2026, 11, 23)
PUPR, DLH, PROVINCE = "64.08-pupr", "64.08-dlh", "64-pupr"


@pytest.fixture
def world() -> World:
    world = World()
    for office in (PUPR, DLH, PROVINCE):
        world.presence.note_seen(office, DAY)
    return world


def count(world: World) -> None:
    world.services.aggregation.fold(world.now.date(), world.now.date(), world.now)


def silent(world: World, by: str, month: str = "2026-12", **filters: str) -> dict[Any, Any]:
    answer = world.services.statistics.answer(StatisticsQuery(month, month, by, 50, **filters), world.now)
    return {line["key"]: line["silent_offices"] for line in (*answer.lines, answer.total)}


def test_offices_are_counted_by_region_once_they_are_silent(world: World) -> None:
    count(world)
    assert silent(world, "region", "2026-11") == {None: 0}
    world.later(days=35)
    world.presence.note_seen(DLH, world.now.date())
    count(world)
    count(world)
    assert silent(world, "region") == {"64.08": 1, "64": 1, None: 2}
    assert silent(world, "month") == {"2026-12": 2, None: 2}
    assert silent(world, "month", region="64.08") == {"2026-12": 1, None: 2}


def test_lines_without_a_region_have_no_such_figure(world: World) -> None:
    world.later(days=35)
    world.file_and_route()
    count(world)
    for by in ("agency", "category", "type", "channel"):
        lines = silent(world, by)
        assert lines.pop(None) == 3
        assert set(lines.values()) == {None}, by
    assert silent(world, "month", category="jalan-rusak") == {"2026-12": None, None: 3}


def test_an_office_that_has_ended_is_not_silent_and_neither_is_one_that_nobody_was_appointed_to(world: World) -> None:
    world.directory.offices[PUPR] = replace(world.directory.offices[PUPR], ended=True)
    world.presence.note_appointed("64.08-diskominfo", DAY)
    world.later(days=35)
    count(world)
    assert silent(world, "region") == {"64.08": 1, "64": 1, None: 2}


def test_a_month_keeps_what_was_counted_last_in_it(world: World) -> None:
    world.later(days=35)
    count(world)
    world.later(days=10)
    world.presence.note_seen(PUPR, world.now.date())
    count(world)
    assert silent(world, "region", "2026-12") == {"64.08": 2, "64": 1, None: 3}
    assert silent(world, "region", "2027-01") == {"64.08": 1, "64": 1, None: 2}
    world.services.aggregation.fold(date(2026, 11, 22), world.now.date(), world.now)
    assert silent(world, "region", "2026-12") == {"64.08": 2, "64": 1, None: 3}
    assert silent(world, "region", "2026-11") == {None: None}


def test_the_file_of_the_month_is_written_when_an_office_falls_silent(world: World) -> None:
    world.services.aggregation.run(world.now, lambda: True)
    world.later(days=35)
    world.services.aggregation.run(world.now, lambda: True)
    rows = world.public_files.kept["statistics-2026-12.csv"].decode().splitlines()
    column = rows[0].split(",").index("silent_offices")
    assert {row.split(",")[2]: row.split(",")[column] for row in rows[1:]} == {"64.08": "2", "64": "1", "": "3"}


def test_counting_again_changes_nothing(world: World) -> None:
    world.later(days=35)
    assert world.services.silent_offices.count(world.now)
    assert not world.services.silent_offices.count(world.now + timedelta(hours=1))

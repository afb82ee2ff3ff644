"""How much of the record one request looks at, and where the next one goes on."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.services.cases import public_record
from chalicelib.services.cases.public_record import OLDEST, PublicQuery
from tests.support.world import ROAD, World


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """Eight public cases, a minute apart, and a record of which little is looked at in one request."""
    monkeypatch.setattr(public_record, "MOST_LOOKED_AT", 5)
    monkeypatch.setattr(public_record, "MOST_MONTHS", 2)
    monkeypatch.setattr(public_record, "_BATCH", 3)
    world = World()
    for number in range(8):
        world.file(replace(ROAD, text=f"Jalan berlubang nomor {number}."))
        world.later(minutes=1)
    return world


def query(world: World, **filters: Any) -> PublicQuery:
    return PublicQuery(**({"since": OLDEST, "until": world.now + timedelta(days=1), "limit": 50} | filters))


def newest(world: World) -> list[str]:
    return [kept.case.id for kept in sorted(world.cases.kept.values(), key=lambda kept: kept.case.filing.filed_at)][
        ::-1
    ]


def counts(world: World, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many lines are asked for at a time."""
    asked: list[int] = []
    filed = world.public_log.filed
    monkeypatch.setattr(world.public_log, "filed", lambda *given: (asked.append(given[3]), filed(*given))[1])
    return asked


def test_without_a_filter_no_more_is_read_than_is_shown(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = counts(world, monkeypatch)
    page = world.services.public_record.page(query(world, limit=2))
    assert ([case.id for case in page.items], asked) == (newest(world)[:2], [2])


def test_a_filter_that_nothing_matches_looks_at_no_more_than_it_may(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = counts(world, monkeypatch)
    page = world.services.public_record.page(query(world, types=("praise",)))
    assert (page.items, asked) == ((), [3, 2])
    assert page.after is not None
    rest = world.services.public_record.page(query(world, types=("complaint",), after=page.after))
    assert [case.id for case in rest.items] == newest(world)[5:]


def test_months_without_cases_are_passed_a_few_at_a_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.cases.kept.clear()
    asked = counts(world, monkeypatch)
    page = world.services.public_record.page(query(world))
    assert len(asked) == 2
    assert page.after is not None


def test_of_named_cases_the_first_ones_are_looked_at(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_record, "MOST_LOOKED_AT", 6)
    names = newest(world)
    found, cut = world.services.public_record.named(names)
    assert ([report.case.id for report in found], cut) == (names[:6], False)


def test_words_that_do_not_fit_come_with_the_next_request(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_record, "MOST_CHARACTERS", 3 * len("Jalan berlubang nomor 0."))
    monkeypatch.setattr(public_record, "MOST_LOOKED_AT", 100)
    first = world.services.public_record.whole(query(world), 0)
    second = world.services.public_record.whole(query(world, after=first.after), 0)
    third = world.services.public_record.whole(query(world, after=second.after), 0)
    pages = [[report.case.id for report in page.items] for page in (first, second, third)]
    assert pages == [newest(world)[:3], newest(world)[3:6], newest(world)[6:]]
    monkeypatch.setattr(public_record, "MOST_CHARACTERS", 1)
    assert len(world.services.public_record.whole(query(world), 0).items) == 1, "one at least"

"""Danger goes first: from the words that were filed to the queue, the clocks, the feed and the statistics."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Priority, Status
from chalicelib.domain.errors import InvalidInput
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.cases.imported_history import Import
from chalicelib.services.ports.case_store import QueueQuery
from tests.support.loops import at_least_one
from tests.support.world import ROAD, World

BRIDGE = Submission("Jembatan gantung hampir putus, anak sekolah lewat", category="jalan-rusak", region="64.08")
PUPR = "64.08-pupr"


def queue(world: World, office: str = PUPR) -> list[str]:
    return [line.id for line in world.cases.queue(QueueQuery(office, 10)).items]


def test_a_dangerous_bridge_stands_first_of_seventy_nine() -> None:
    """It stood 70th: everything that was filed before it had an earlier date."""
    world = World()
    for number in range(78):
        world.file_and_route(replace(ROAD, text=f"Jalan berlubang nomor {number} di depan pasar."))
        world.later(minutes=30)
    bridge = world.file_and_route(BRIDGE)
    first = world.cases.queue(QueueQuery(PUPR, 10)).items[0]
    assert (first.id, first.priority) == (bridge.case.id, Priority.EMERGENCY)


def test_the_reason_is_sealed_and_statistics_count_it_where_it_goes() -> None:
    world = World()
    events = world.cases.load_history(world.file_and_route(BRIDGE).case.id).events
    assert [(event.kind, event.data["priority"]) for event in events] == [
        ("filed", Priority.EMERGENCY),
        ("routed", Priority.EMERGENCY),
    ]


def test_an_urgent_category_raises_and_an_ordinary_one_does_not() -> None:
    world = World()
    fire = world.file_and_route(replace(ROAD, text="Mohon petugas datang ke sini.", category="kebakaran"))
    road = world.file_and_route(ROAD)
    assert [world.case(each).priority for each in (fire, road)] == [Priority.URGENT, Priority.NORMAL]


def test_what_was_dangerous_in_another_system_long_ago_is_no_emergency() -> None:
    world = World()
    filed = world.services.filing.file(BRIDGE, world.now - timedelta(days=300), history=Import(world.now))
    assert filed.case.priority is Priority.NORMAL


def lying(world: World) -> Filed:
    filed = world.file_and_route(BRIDGE)
    assert world.case(filed).status is Status.ROUTED
    return filed


def test_an_emergency_that_nobody_takes_on_moves_up_within_hours_also_by_night() -> None:
    world = World()
    filed = lying(world)
    world.later(minutes=119)
    assert world.sweep() == 0
    holders = []
    for _ in range(4):
        world.later(minutes=125)
        world.sweep()
        holders.append(world.case(filed).agency)
    assert holders[0] != PUPR, "its first office let two hours pass"
    assert holders[-1] == holders[-2], "at the top it is broken once, and stays"
    assert world.case(filed).breached
    assert len(world.cases.lists["breached"]) == len({PUPR, *holders})


def test_an_emergency_that_is_taken_on_owes_progress_within_days() -> None:
    world = World()
    filed = lying(world)
    world.do(filed, Command.ACCEPT)
    due = world.stack.office_due(world.case(filed))
    assert due
    assert (due.clock, (due.at - world.now).days) == ("progress", 3)


def test_the_coordinator_decides_with_a_reason() -> None:
    world = World()
    road = world.file_and_route(ROAD)
    world.later(days=1)
    other = world.file_and_route(ROAD)
    assert queue(world) == [road.case.id, other.case.id]
    raised = world.do(other, Command.PRIORITISE, by=world.coordinator("64.08-diskominfo"), priority="emergency")
    assert (raised.priority, raised.prioritised_at) == (Priority.EMERGENCY, world.now)
    assert queue(world)[0] == other.case.id
    lowered = world.do(other, Command.PRIORITISE, by=world.coordinator("64.08-diskominfo"), priority="normal")
    assert lowered.priority is Priority.NORMAL
    assert queue(world) == [road.case.id, other.case.id]


def test_a_priority_that_does_not_exist_is_named() -> None:
    world = World()
    filed = world.file_and_route(ROAD)
    with pytest.raises(InvalidInput) as refused:
        world.do(filed, Command.PRIORITISE, by=world.coordinator("64.08-diskominfo"), priority="panic")
    assert [(error.field, error.code) for error in refused.value.errors] == [("/priority", "unknown_choice")]


def test_the_feed_says_who_must_hear_of_it() -> None:
    world = World()
    world.file_and_route(BRIDGE)
    world.later(minutes=5)
    lines = world.services.feeds.page(world.officer(PUPR), PUPR, "", 10, world.now).items
    assert {line.priority for line in at_least_one(lines)} == {Priority.EMERGENCY}

import random
from collections import defaultdict
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.errors import DomainError, NotYourCase
from chalicelib.services.notifications import feeds
from chalicelib.services.notifications.feeds import SETTLED_AFTER
from tests.support.budgets import examples
from tests.support.lag import SLOWEST_INDEX, SLOWEST_WRITE, LaggingFeedStore
from tests.support.memory import MemoryCaseStore
from tests.support.world import World

A, B = "64.08-pupr", "64.08-dlh"
OFFICER = Actor(Role.OFFICER, A, "x", "KEY")


def page(world: World, after: str = "", agency: str = A, limit: int = 100) -> feeds.FeedPage:
    actor = Actor(Role.OFFICER, agency, "x", "KEY")
    return world.services.feeds.page(actor, agency, after, limit, world.now)


def test_an_event_shows_once_everything_before_it_must_have_arrived() -> None:
    world = World()
    world.file_and_route()
    world.now += SETTLED_AFTER
    assert page(world).items == ()
    world.later(milliseconds=1)
    assert [line.kind for line in page(world).items] == ["routed"]


def test_at_the_end_of_a_feed_the_position_stays_and_there_is_no_more() -> None:
    world = World()
    world.file_and_route()
    world.later(minutes=2)
    first = page(world)
    assert (len(first.items), first.more) == (1, False)
    again = page(world, first.after)
    assert (again.items, again.after, again.more) == ((), first.after, False)


def test_a_full_page_says_that_there_is_more() -> None:
    world = World()
    for _ in range(5):
        world.file_and_route()
    world.later(minutes=2)
    first = page(world, limit=3)
    assert (len(first.items), first.more) == (3, True)
    assert len(page(world, first.after, limit=3).items) == 2


def test_a_move_is_in_both_offices_feeds_and_later_events_only_in_the_holders() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.REFUSE, target=B)
    world.do(filed, Command.ACCEPT)
    world.later(minutes=2)
    assert [(line.kind, line.part) for line in page(world).items] == [("routed", "holder"), ("refused", "former")]
    assert [(line.kind, line.part) for line in page(world, agency=B).items] == [
        ("refused", "holder"),
        ("accepted", "holder"),
    ]


@pytest.mark.parametrize(
    ("role", "agency", "may"),
    [
        (Role.OFFICER, A, True),
        (Role.OFFICER, B, False),
        (Role.COORDINATOR, "64.08-diskominfo", True),
        (Role.COORDINATOR, "64.72-diskominfo", False),
        (Role.OVERSEER, "64-inspektorat", True),
    ],
)
def test_a_feed_opens_to_those_who_may_read_the_queue(role: Role, agency: str, may: bool) -> None:
    world, actor = World(), Actor(role, agency, "x", "KEY")
    if may:
        assert world.services.feeds.page(actor, A, "", 10, world.now).items == ()
        assert world.services.feeds.last_position(actor, A, world.now) == ""
    else:
        for events_read in (
            lambda: world.services.feeds.page(actor, A, "", 10, world.now),
            lambda: world.services.feeds.last_position(actor, A, world.now),
        ):
            with pytest.raises(NotYourCase):
                events_read()


def test_a_feed_has_a_last_position_only_when_no_earlier_event_can_still_arrive() -> None:
    world = World()
    world.file_and_route()
    assert world.services.feeds.last_position(OFFICER, A, world.now) is None
    world.later(minutes=2)
    position = world.services.feeds.last_position(OFFICER, A, world.now)
    assert position
    world.file_and_route()
    assert world.services.feeds.last_position(OFFICER, A, world.now) is None
    world.later(minutes=2)
    assert world.services.feeds.last_position(OFFICER, A, world.now) != position


def live(world: World, chance: random.Random) -> None:
    """A random command on a random case."""
    if len(world.cases.kept) < 5 or chance.random() < 0.3:
        world.file_and_route()
        return
    case = chance.choice(list(world.cases.kept.values())).case
    actor = Actor(Role.OFFICER, case.agency, case.agency_name, "KEY")
    commands = (Command.ACCEPT, Command.PROGRESS, Command.REFUSE, Command.SUPPORT, Command.RESPOND)
    try:
        world.do_case(case, chance.choice(commands), actor, chance.choice((A, B)))
    except DomainError:
        return


def poll_through(seed: int, settled_after: timedelta) -> tuple[World, dict[str, list[str]], dict[str, list[int]]]:
    """Offices work and a poller of each reads, for a while; the ids each poller got, and by case the numbers."""
    chance = random.Random(seed)
    lagging = LaggingFeedStore(chance=chance)
    world = World(cases=MemoryCaseStore(feed=lagging))
    after, got, numbers = {A: "", B: ""}, defaultdict(list), defaultdict(list)
    original, feeds.SETTLED_AFTER = feeds.SETTLED_AFTER, settled_after
    try:
        for step in range(150):
            if step < 100:
                live(world, chance)
            world.later(seconds=chance.choice((0.001, 0.5, 5, 20)) if step < 100 else 20)
            for agency in (A, B):
                found = page(world, after[agency], agency, chance.choice((1, 3, 50)))
                after[agency] = found.after
                got[agency] += [f"{line.id}/{line.seq}" for line in found.items]
                for line in found.items:
                    numbers[f"{agency} {line.id}"].append(line.seq)
        for agency in (A, B):
            while (found := page(world, after[agency], agency)).items:
                after[agency] = found.after
                got[agency] += [f"{line.id}/{line.seq}" for line in found.items]
                for line in found.items:
                    numbers[f"{agency} {line.id}"].append(line.seq)
    finally:
        feeds.SETTLED_AFTER = original
    return world, got, numbers


def missed(world: World, got: dict[str, list[str]]) -> set[str]:
    written = {f"{line.id}/{line.seq}" for agency in (A, B) for line in world.cases.feed.lines.get(agency, ())}
    return written - {event for events in got.values() for event in events}


@settings(max_examples=examples(0.4))
@given(st.integers(0, 10**6))
def test_under_lag_and_late_commits_every_event_comes_once_and_those_of_a_case_in_order(seed: int) -> None:
    world, got, numbers = poll_through(seed, SETTLED_AFTER)
    for agency in (A, B):
        written = [f"{line.id}/{line.seq}" for line in world.cases.feed.lines.get(agency, ())]
        assert sorted(got[agency]) == sorted(written)
    assert all(of_case == sorted(of_case) for of_case in numbers.values())


def test_a_feed_that_ended_at_the_present_would_miss_events() -> None:
    """Without this the test above could pass because nothing was late."""
    world, got, _ = poll_through(1, timedelta(0))
    assert len(missed(world, got)) > 5


def test_the_wait_covers_the_slowest_write_and_index() -> None:
    from chalicelib.storage import models

    # botocore's standard mode waits at most 1, 2, 4, 8 ... seconds between tries.
    backoff = sum(2**attempt for attempt in range(models.RETRIES))
    slowest = (models.RETRIES + 1) * (models.CONNECT_SECONDS + models.READ_SECONDS) + backoff
    assert slowest <= SLOWEST_WRITE
    assert timedelta(seconds=SLOWEST_WRITE + SLOWEST_INDEX) < SETTLED_AFTER

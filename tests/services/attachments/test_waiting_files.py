"""A file whose event the bucket lost is cleaned all the same: none that was sent waits for ever."""

import random
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.attachments import rules as attachments
from chalicelib.services.attachments import waiting_files
from chalicelib.services.attachments.sanitizer import Outcome
from chalicelib.services.attachments.uploads import Offer
from tests.services.attachments.test_sanitizer import attached, clean, send
from tests.support import pictures
from tests.support.world import World

A_DAY = timedelta(days=1)
"""How long the bucket keeps a file that waits."""


def send_now(world: World) -> str:
    key = send(world, world.file_and_route())
    world.files.sent[key] = world.now
    return key


def sweep(world: World) -> int:
    result = world.services.sweep.run(world.now, lambda: True)
    assert result.failures == []
    return result.healed["photos"]


def cleaned_after(world: World, key: str) -> timedelta:
    """Sweep every five minutes until the file is dealt with."""
    began: datetime = world.now
    while key in world.files.kept:
        world.later(minutes=5)
        sweep(world)
        while world.cleanings:
            clean(world, world.cleanings.pop())
    return world.now - began


def test_a_photo_whose_event_is_lost_is_on_its_case_within_a_quarter_of_an_hour() -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)
    world.files.sent[key] = world.now
    assert cleaned_after(world, key) <= timedelta(minutes=15)
    assert len(attached(world, filed)) == 1


def test_a_file_that_must_be_refused_is_refused_though_its_event_is_lost() -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed, b"%PDF-1.4 no picture")
    world.files.sent[key] = world.now
    cleaned_after(world, key)
    assert list(world.files.reasons.values()) == ["wrong_type"]
    assert attached(world, filed) == ()


def test_an_event_that_comes_after_all_or_twice_attaches_once() -> None:
    world = World()
    filed = world.file_and_route()
    key = send(world, filed)
    world.files.sent[key] = world.now
    world.later(minutes=10)
    assert sweep(world) == sweep(world) == 1
    outcomes = [clean(world, each).ending for each in [*world.cleanings, key]]
    assert outcomes == [Outcome.ATTACHED, Outcome.GONE, Outcome.GONE]
    assert len(attached(world, filed)) == 1


def test_a_cleaning_that_dies_each_time_is_started_eight_times_in_a_day_and_no_more() -> None:
    world = World()
    key = send_now(world)
    for _ in range(A_DAY // timedelta(minutes=5)):
        world.later(minutes=5)
        sweep(world)
    assert world.cleanings == [key] * 8


def test_a_file_that_was_dealt_with_and_an_invitation_that_nobody_used_start_nothing() -> None:
    world = World()
    filed = world.file_and_route()
    clean(world, send(world, filed))
    unused = Offer("image/jpeg", 1)
    world.services.uploads.invite_from_reporter(filed.case.id, filed.receipt.secret, unused, world.now)
    world.later(minutes=10)
    assert sweep(world) == 0


def test_a_sweep_starts_a_bounded_number_and_only_while_it_has_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting_files, "MOST_STARTED", 2)
    world = World()
    for _ in range(3):
        send_now(world)
    world.later(minutes=10)
    assert world.services.sweep.run(world.now, lambda: False).healed["photos"] == 0
    assert sweep(world) == 2
    assert waiting_files.WaitingFiles(world.files, world.start_cleaning).heal(world.now, lambda: True) == 2


def test_a_key_that_no_invitation_gave_starts_nothing() -> None:
    world = World()
    world.files.kept["incoming/of-nobody"] = b""
    world.files.sent["incoming/of-nobody"] = world.now
    world.later(minutes=10)
    assert sweep(world) == 0


def test_a_bucket_that_does_not_answer_stops_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    waiting = world.file()
    world.later(hours=1)

    def fail(_: str) -> None:
        raise ConnectionError

    monkeypatch.setattr(world.files, "arrivals", fail)
    result = world.services.sweep.run(world.now, lambda: True)
    assert result.failures == [("photos", "ConnectionError")]
    assert world.case(waiting).agency


@pytest.mark.parametrize("seed", range(10))
def test_sweeps_that_come_late_or_not_at_all_leave_a_file_its_chances(seed: int) -> None:
    """Half of all sweeps missing, the others up to a minute late: a file is started again in its day."""
    chance = random.Random(seed)
    tries = 0
    for number in range(1, A_DAY // timedelta(minutes=5)):
        if chance.random() < 0.5:
            age = timedelta(minutes=5 * number, seconds=chance.randrange(60))
            tries += attachments.must_repeat(age)
    assert tries >= 1


def test_half_of_all_events_may_be_lost() -> None:
    chance, world = random.Random(7), World()
    cases = [world.file_and_route() for _ in range(3)]
    sent = []
    for number in range(12):
        key = send(world, cases[number % 3], pictures.photo(width=40 + number))
        world.files.sent[key] = world.now
        sent.append(key)
        for _ in range(chance.choice((0, 0, 1, 2))):
            clean(world, key)
        world.later(minutes=chance.randrange(20))
        sweep(world)
        while world.cleanings:
            clean(world, world.cleanings.pop())
    while any(key in world.files.kept for key in sent):
        cleaned_after(world, next(key for key in sent if key in world.files.kept))
    assert [len(attached(world, filed)) for filed in cases] == [4, 4, 4]

import itertools
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.domain.cases import fold
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Case, Event, Status
from chalicelib.domain.deadlines.clocks import Schedule
from chalicelib.domain.deadlines.setbacks import set_back
from chalicelib.domain.geography.tiers import Tier
from chalicelib.services.cases.filing import Submission
from chalicelib.services.deadlines import sweep
from chalicelib.services.deadlines.sweep import OUTAGES
from tests.support.country import Country
from tests.support.world import ROAD, World


def kinds(world: World, case_id: str) -> list[str]:
    return [event.kind for event in world.cases.load_history(case_id).events]


def test_a_case_that_the_stream_missed_is_routed_by_the_sweep() -> None:
    world = World()
    filed = world.file()
    world.later(minutes=4)
    assert world.sweep() == 0
    world.later(minutes=2)
    assert world.sweep() == 1
    assert world.case(filed).agency == "64.08-pupr"
    similar = world.services.duplicates.similar(ROAD.text, ROAD.category, ROAD.region, None, None, world.now)
    assert [found.case.id for found in similar] == [filed.case.id]


def test_the_sweep_says_how_late_the_first_unrouted_case_is_though_it_cannot_be_routed_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    world.file()
    world.later(minutes=20)
    world.file()
    world.later(minutes=6)
    assert world.services.sweep.run(world.now, lambda: True).unrouted_seconds == 21 * 60
    assert world.services.sweep.run(world.now, lambda: True).unrouted_seconds == 0

    world.file()
    world.later(hours=1)
    monkeypatch.setattr(type(world.services.route_case), "route", lambda *_: 1 / 0)
    found = world.services.sweep.run(world.now, lambda: True)
    assert (found.unrouted_seconds, found.fired) == (55 * 60, 0)


def test_a_case_of_another_stack_that_the_stream_missed_is_handed_over_though_that_record_is_lost_too() -> None:
    country = Country()
    filed = country.kaltim.file(replace(ROAD, region="65.01"))
    country.later(minutes=6)
    assert country.kaltim.sweep() == 1
    country.seen[f"KI/{filed.case.id}"] = country.kaltim.case(filed).version
    assert country.kaltim.messenger.sent == []
    country.later(days=1, minutes=1)
    country.kaltim.sweep()
    country.settle()
    assert country.kaltara.case(filed).agency
    assert country.kaltim.case(filed).handed_over


def test_an_office_that_does_not_take_a_case_on_in_three_working_days_lapses_once() -> None:
    world = World()
    filed = world.file_and_route()
    world.later(days=3)
    assert world.sweep() == 0
    world.later(days=1)
    assert (world.sweep(), world.sweep()) == (1, 0)
    assert kinds(world, filed.case.id) == ["filed", "routed", "lapsed"]
    assert world.do(filed, Command.ACCEPT).status is Status.ACCEPTED


def test_thirty_days_without_progress_breach_the_deadline_and_move_the_case_one_tier_up() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.later(days=30, hours=13)
    assert world.sweep() == 0
    world.later(hours=1)
    assert world.sweep() == 1
    case = world.case(filed)
    assert (case.breached, case.agency, case.tier, case.status) == (True, "64-pupr", Tier.PROVINSI, Status.ROUTED)
    (breach,) = world.cases.listed("breached", "2026-12", 10, None).items
    assert (breach.id, breach.agency, breach.moved_to) == (case.id, "64.08-pupr", "64-pupr")


def test_progress_starts_the_thirty_days_anew() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.later(days=29)
    world.do(filed, Command.PROGRESS)
    world.later(days=29)
    assert world.sweep() == 0
    world.later(days=2)
    assert world.sweep() == 1


def test_a_breach_at_the_top_is_the_highest_coordinators_and_no_office_breaks_it_twice() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    for _ in range(5):
        world.later(days=31)
        world.sweep()
    assert world.case(filed).agency == "64-diskominfo"
    assert [breach.moved_to for breach in world.cases.lists["breached"]] == ["64-pupr", "64-diskominfo", None]


def test_the_breach_of_a_case_in_triage_moves_it_to_the_next_coordinator() -> None:
    world = World()
    filed = world.file_and_route(Submission(text="Entah ke mana ini", region="64.08"))
    world.later(days=31)
    world.sweep()
    case = world.case(filed)
    assert (case.agency, case.status) == ("64-diskominfo", Status.TRIAGE)


def test_one_sweep_fires_all_expired_clocks_of_a_case() -> None:
    world = World()
    filed = world.file()
    world.later(days=31)
    assert world.sweep() == 3
    assert kinds(world, filed.case.id) == ["filed", "routed", "lapsed", "breached"]
    assert world.sweep() == 0


def test_an_unanswered_response_closes_after_ten_working_days() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.RESPOND)
    world.tell(filed)
    world.later(days=13)
    assert world.sweep() == 0
    world.later(days=2)
    assert world.sweep() == 1
    assert world.case(filed).status is Status.CLOSED
    world.later(days=400)
    assert world.sweep() == 2, "the reporter is asked twice whether the repair holds"
    assert world.sweep() == 0


def test_sweeping_twice_at_once_fires_each_clock_once() -> None:
    """Two sweeps read the same index; the second finds the case changed, or its write refused."""
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.later(days=31)
    rival = World(now=world.now, cases=world.cases, directory=world.directory)
    append = world.cases.append

    def rival_first(after: Case, event: Event, schedule: Schedule, *rest: Any) -> None:
        world.cases.append = append  # type: ignore[method-assign]
        assert rival.sweep() == 1
        append(after, event, schedule, *rest)

    world.cases.append = rival_first  # type: ignore[method-assign]
    tally = world.services.sweep.run(world.now, lambda: True)
    assert (tally.due, tally.fired, tally.conflicts, tally.failures) == (1, 0, 1, [])
    assert kinds(world, filed.case.id).count("breached") == 1


def test_a_case_that_fails_is_counted_and_does_not_hold_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    cases = [world.file(Submission(text=f"Laporan nomor {number}", region="64.08")).case.id for number in range(9)]
    world.later(hours=1)
    load = world.cases.load

    def load_or_fail(tracking_id: str) -> Case:
        if tracking_id == cases[4]:
            raise KeyError
        return load(tracking_id)

    monkeypatch.setattr(world.cases, "load", load_or_fail)
    tally = world.services.sweep.run(world.now, lambda: True)
    assert (tally.due, tally.fired, tally.failures) == (9, 8, [(cases[4], "KeyError")])


def test_a_sweep_without_time_stops_and_the_next_one_carries_on() -> None:
    world = World()
    for number in range(10):
        world.file(Submission(text=f"Laporan nomor {number}", region="64.08"))
    world.later(hours=1)
    budget = iter([True] * 4)
    tally = world.services.sweep.run(world.now, lambda: next(budget, False))
    assert 0 < tally.fired <= 4
    assert tally.left
    rest = world.services.sweep.run(world.now + timedelta(minutes=5), lambda: True)
    assert (rest.fired, rest.left) == (10 - tally.fired, ())


def test_every_shard_is_swept_whichever_comes_first() -> None:
    world = World()
    for number in range(40):
        world.file(Submission(text=f"Laporan nomor {number}", region="64.08", category=ROAD.category))
    world.later(hours=1)
    assert world.sweep() == 40


def failing(world: World, monkeypatch: pytest.MonkeyPatch, cases: set[str], error: Exception) -> None:
    """Let everything that loads these cases fail, slowly enough that a sweep gets to three hundred of them."""
    load = world.cases.load

    def load_or_fail(tracking_id: str) -> Case:
        if tracking_id in cases:
            raise error
        return load(tracking_id)

    monkeypatch.setattr(world.cases, "load", load_or_fail)


def test_three_hundred_cases_that_fail_for_ever_do_not_starve_two_hundred_healthy_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    bad = {world.file(Submission(text=f"Laporan nomor {n}", region="64.08")).case.id for n in range(300)}
    world.later(minutes=1)
    healthy = [world.file(Submission(text=f"Jalan nomor {n} rusak", region="64.08")) for n in range(200)]
    failing(world, monkeypatch, bad, KeyError("policy"))
    world.later(hours=1)
    tries = 0
    for _ in range(16):
        budget = iter(range(120))
        tries += len(world.services.sweep.run(world.now, lambda budget=budget: next(budget, None) is not None).failures)  # type: ignore[misc]
        world.later(minutes=5)
    assert all(world.case(each).status is not Status.RECEIVED for each in healthy)
    assert tries < 16 * 120
    assert {each.tracking_id for each in world.setbacks.listed(world.now, 999, None).items} == bad


def test_a_case_that_fails_is_tried_at_growing_distances_and_as_ever_once_it_is_mended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World()
    filed = world.file()
    world.later(minutes=6)
    with monkeypatch.context() as patch:
        failing(world, patch, {filed.case.id}, KeyError("policy"))
        tried = [
            minutes
            for minutes in range(0, 60 * 24 * 3, 5)
            if world.services.sweep.run(world.now + timedelta(minutes=minutes), lambda: True).failures
        ]
    gaps = [later - earlier for earlier, later in itertools.pairwise(tried)]
    assert gaps[:4] == [15, 25, 45, 85], "10, 20, 40 and 80 minutes, and the sweep that follows"
    assert max(gaps) <= 24 * 60 + 5
    world.later(days=4)
    assert world.sweep() >= 1
    assert world.case(filed).status is Status.ROUTED
    world.later(minutes=1)
    assert not world.services.sweep.run(world.now, lambda: True).due


def test_an_outage_sets_no_case_aside_and_ends_the_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    cases = {world.file(Submission(text=f"Laporan nomor {n}", region="64.08")).case.id for n in range(40)}
    world.later(hours=1)
    with monkeypatch.context() as patch:
        failing(world, patch, cases, ReadTimeoutError(endpoint_url="-", error="-"))
        tally = world.services.sweep.run(world.now, lambda: True)
    assert (tally.outages, tally.set_aside, tally.due) == (OUTAGES, 0, OUTAGES)
    world.later(minutes=5)
    assert world.sweep() == 40


def test_an_event_that_leaves_its_timer_as_it_was_is_not_written_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    filed = world.file_and_route()
    world.later(days=9)
    apply = fold.apply
    monkeypatch.setattr(fold, "apply", lambda case, event: replace(apply(case, event), lapsed=case.lapsed))
    tally = world.services.sweep.run(world.now, lambda: True)
    assert (tally.fired, tally.failures, tally.set_aside) == (0, [(filed.case.id, "TimerStays")], 1)
    assert kinds(world, filed.case.id) == ["filed", "routed"]


def test_a_case_that_cannot_even_be_set_aside_is_reported_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    broken, healthy = world.file(), world.file(Submission(text="Lampu jalan mati", region="64.08"))
    world.later(hours=1)
    failing(world, monkeypatch, {broken.case.id}, KeyError("policy"))

    def refuse(setback: object) -> int:
        raise ConnectionError

    monkeypatch.setattr(world.setbacks, "set_aside", refuse)
    tally = world.services.sweep.run(world.now, lambda: True)
    assert tally.failures == [(broken.case.id, "KeyError"), (broken.case.id, "ConnectionError")]
    assert world.case(healthy).status is not Status.RECEIVED


def test_a_case_that_changes_while_it_is_given_up_keeps_its_new_timer() -> None:
    world = World()
    filed = world.file()
    world.later(hours=1)
    assert not world.setbacks.set_aside(set_back(filed.case.id, 0, "KeyError", world.now - timedelta(days=1)))
    assert world.sweep() == 1


def test_no_case_fires_more_clocks_in_one_sweep_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "MOST_FIRINGS", 2)
    world = World()
    filed = world.file()
    world.later(days=200)
    assert world.sweep() == 2
    while world.sweep():
        pass
    fired = len(kinds(world, filed.case.id))
    assert fired > 4, "the rest follows with the next sweeps"


def test_a_policy_that_is_not_shipped_any_more_takes_no_case_down() -> None:
    world = World()
    filed = world.file()
    kept = world.cases.kept[filed.case.id]
    kept.case = replace(kept.case, filing=replace(kept.case.filing, policy="progress-30@99"))
    world.later(hours=1)
    tally = world.services.sweep.run(world.now, lambda: True)
    assert (tally.fired, tally.failures) == (1, [])
    history = world.services.reporter.look_up(filed.case.id, None, world.now)
    assert world.services.stack.citizen_due(history.case)

"""A date far ahead, or a further one, takes two people; until it comes the office owes a word every 30 days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.cases import promises
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.marks import Proposal
from chalicelib.domain.cases.model import Actor, Role, Status
from chalicelib.domain.cases.visibility import shows_note
from chalicelib.domain.deadlines import clocks
from chalicelib.domain.errors import InvalidInput, NoProposal, RoleNotAllowed, SameHands, SecondPersonNeeded
from chalicelib.runtime.reference import load_stack
from chalicelib.services.cases.filing import Filed
from chalicelib.services.ports.case_store import QueueQuery
from tests.support.world import World

HEAD = Actor(Role.APPROVER, "64.08-pupr", "Dinas PUPR", "HEAD")
COORDINATOR = Actor(Role.COORDINATOR, "64.08-diskominfo", "Diskominfo", "COORDINATOR")
WORDS = "Jembatan kami usulkan dalam anggaran 2027 dan dikerjakan bulan Juni."


def day(world: World, ahead: int) -> str:
    return (world.stack.calendar.local_date(world.now) + timedelta(days=ahead)).isoformat()


def promise(world: World, filed: Filed, ahead: int) -> None:
    world.do(filed, Command.PROGRESS, kind="waiting_for_budget", promised=day(world, ahead))


def taken_on(world: World) -> Filed:
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    return filed


def proposed(world: World, ahead: int = 200) -> Filed:
    filed = taken_on(world)
    world.do(filed, Command.PROPOSE_PROMISE, promised=day(world, ahead), note=WORDS)
    return filed


def months_list(world: World, reader: Actor) -> list[tuple[str, date | None]]:
    page = world.services.queue.listed(reader, "promised", "2026-11", 10, None)
    return [(line.id, line.promised) for line in page.items]


@pytest.mark.parametrize("ahead", [1, 90])
def test_one_person_promises_a_first_date_within_90_days(ahead: int) -> None:
    world = World()
    filed = taken_on(world)
    promise(world, filed, ahead)
    assert world.case(filed).promised == date.fromisoformat(day(world, ahead))
    assert months_list(world, COORDINATOR) == []


def test_nobody_alone_promises_a_date_more_than_90_days_ahead() -> None:
    world = World()
    filed = taken_on(world)
    with pytest.raises(SecondPersonNeeded):
        promise(world, filed, 91)
    assert world.case(filed).promised is None


def test_nobody_alone_promises_a_second_date_whoever_gave_the_first() -> None:
    world = World()
    filed = taken_on(world)
    promise(world, filed, 40)
    with pytest.raises(SecondPersonNeeded):
        promise(world, filed, 50)
    for _ in range(2):
        world.later(days=21)
        world.sweep()
    assert world.case(filed).agency == "64-pupr"
    world.do(filed, Command.ACCEPT)
    with pytest.raises(SecondPersonNeeded):
        promise(world, filed, 30)


def test_an_extended_answer_is_an_extension_too() -> None:
    world = World()
    case = replace(world.case(taken_on(world)), extended=True)
    assert promises.needs_second_person(case, date(2026, 12, 1), date(2026, 11, 23))


def test_a_second_person_promises_in_the_proposed_words_and_the_region_sees_it() -> None:
    world = World()
    filed = proposed(world)
    before = world.case(filed)
    assert before.proposals == (Proposal("promise", before.version, "KEY"),)
    line = world.cases.queue(QueueQuery("64.08-pupr", 10)).items[0]
    assert line.proposals == ("promise",)
    case = world.do(filed, Command.APPROVE_PROMISE, by=HEAD, note="")
    assert (case.status, case.promised, case.proposals) == (
        Status.IN_PROGRESS,
        date.fromisoformat(day(world, 200)),
        (),
    )
    last = world.cases.load_history(case.id).events[-1]
    assert (last.kind, last.note, last.data["proposal"]) == ("progressed", WORDS, before.version)
    expected = [(case.id, case.promised)]
    assert months_list(world, COORDINATOR) == months_list(world, world.coordinator("64-diskominfo")) == expected
    assert months_list(world, Actor(Role.COORDINATOR, "64.09-diskominfo")) == []
    with pytest.raises(RoleNotAllowed):
        months_list(world, HEAD)


def test_a_coordinator_may_be_the_second_person() -> None:
    world = World()
    assert world.do(proposed(world), Command.APPROVE_PROMISE, by=COORDINATOR, note="").promised


def test_who_proposed_it_does_not_agree_by_the_same_key() -> None:
    world = World()
    filed = proposed(world)
    with pytest.raises(SameHands):
        world.do(filed, Command.APPROVE_PROMISE, by=replace(HEAD, key="KEY"), note="")
    with pytest.raises(RoleNotAllowed):
        world.do(filed, Command.APPROVE_PROMISE, note="")


def test_a_proposal_stops_no_clock_and_only_offices_read_it() -> None:
    world = World()
    filed = taken_on(world)
    before = world.stack.schedule(world.case(filed))
    world.do(filed, Command.PROPOSE_PROMISE, promised=day(world, 200), note=WORDS)
    case = world.case(filed)
    assert (world.stack.schedule(case), case.promised) == (before, None)
    event = world.cases.load_history(case.id).events[-1]
    assert [shows_note(event, case, who) for who in (None, Actor(Role.REPORTER), HEAD)] == [False, False, True]


def test_a_refusal_leaves_the_deadlines_and_ends_the_proposal() -> None:
    world = World()
    filed = proposed(world)
    case = world.do(filed, Command.REFUSE_PROMISE, by=HEAD, note="Harus aman sebelum musim hujan tiba.")
    assert (case.proposals, case.promised) == ((), None)
    for command in (Command.APPROVE_PROMISE, Command.REFUSE_PROMISE):
        with pytest.raises(NoProposal):
            world.do(filed, command, by=HEAD, note="Tetap tidak kami setujui hari ini.")


def test_a_proposal_to_archive_and_one_to_promise_do_not_settle_each_other() -> None:
    world = World()
    filed = proposed(world)
    world.do(filed, Command.PROPOSE_ARCHIVE, by=COORDINATOR, reason="in_court")
    assert [each.what for each in world.case(filed).proposals] == ["promise", "archive"]
    world.do(filed, Command.REFUSE_ARCHIVE, by=HEAD)
    assert [each.what for each in world.case(filed).proposals] == ["promise"]
    world.do(filed, Command.APPROVE_PROMISE, by=HEAD, note="")
    assert world.case(filed).proposals == ()


def test_nobody_agrees_to_a_date_that_has_come() -> None:
    world = World()
    filed = proposed(world, 5)
    world.later(days=5)
    with pytest.raises(NoProposal):
        world.do(filed, Command.APPROVE_PROMISE, by=HEAD, note="")


@pytest.mark.parametrize(
    ("details", "note", "field", "code"),
    [
        ({"promised": "2026-11-23"}, WORDS, "/promised", "promise_range"),
        ({"promised": "2036-11-23"}, WORDS, "/promised", "promise_range"),
        ({"promised": "2027-06-30"}, "..", "/note", "too_short"),
    ],
)
def test_a_proposal_names_what_is_wrong(details: dict[str, str], note: str, field: str, code: str) -> None:
    world = World()
    filed = taken_on(world)
    with pytest.raises(InvalidInput) as caught:
        world.do(filed, Command.PROPOSE_PROMISE, note=note, **details)
    assert (caught.value.errors[0].field, caught.value.errors[0].code) == (field, code)


def _timers(world: World, tracking_id: str) -> dict[str, date]:
    case = world.cases.load(tracking_id)
    running = clocks.timers(case, world.stack.policy_of(case), world.stack.calendar)
    return {timer.clock: world.stack.calendar.local_date(timer.at) for timer in running}


def test_words_renew_the_interim_clock_and_the_promise_stands() -> None:
    world = World()
    filed = taken_on(world)
    promise(world, filed, 90)
    promised = world.case(filed).promised
    for kind in ("note", "site_visit", "note"):
        assert _timers(world, filed.case.id)["interim"] == date.fromisoformat(day(world, 30))
        world.later(days=29)
        world.sweep()
        case = world.do(filed, Command.PROGRESS, kind=kind)
        assert (case.promised, case.breached, case.agency) == (promised, False, "64.08-pupr")
    assert case.ladder.promises == 1
    world.later(days=4)
    world.sweep()
    assert world.case(filed).breached, "the day that was promised has passed"


def test_a_silent_promise_is_a_broken_deadline() -> None:
    world = World()
    filed = proposed(world)
    world.do(filed, Command.APPROVE_PROMISE, by=HEAD, note="")
    due = world.stack.office_due(world.case(filed))
    assert due
    assert (due.clock, world.stack.calendar.local_date(due.at)) == (
        "interim",
        date.fromisoformat(day(world, 30)),
    )
    world.later(days=31)
    world.sweep()
    case = world.case(filed)
    assert (case.breached, case.agency, case.promised) == (True, "64-pupr", None)
    broken = [event for event in world.cases.load_history(case.id).events if event.kind == "breached"]
    assert [event.data["clock"] for event in broken] == ["interim"]


def test_heads_are_told_of_an_office_that_was_late_before_and_falls_silent_again() -> None:
    world = World()
    filed = taken_on(world)
    for _ in range(3):
        world.later(days=31)
        world.sweep()
    assert world.case(filed).ladder.offices == ("64.08-pupr", "64-pupr", "64-diskominfo")
    world.do(filed, Command.DISPOSE, by=world.coordinator("64-diskominfo"), target="64.08-pupr")
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.PROPOSE_PROMISE, promised=day(world, 200), note=WORDS)
    world.do(filed, Command.APPROVE_PROMISE, by=HEAD, note="")
    world.later(days=31)
    world.sweep()
    case = world.case(filed)
    told = [event.data["clock"] for event in world.cases.load_history(case.id).events if event.kind == "raised"]
    assert "interim" in told
    assert (case.agency, case.promised) == ("64.08-pupr", None)


def test_a_case_under_an_earlier_policy_has_no_interim_clock_and_a_note_ends_its_promise() -> None:
    stack = load_stack("kaltim", "progress-30")
    earlier = {name: getattr(stack, name) for name in stack.__slots__} | {"policy": stack.policies["progress-30@5"]}
    world = World(stack=type(stack)(**earlier))
    filed = taken_on(world)
    promise(world, filed, 80)
    assert "interim" not in _timers(world, filed.case.id)
    assert world.do(filed, Command.PROGRESS).promised is None

"""The ladder as the sweep climbs it: every late case ends with a named head, whatever its offices do."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Event, Role, Status
from chalicelib.domain.errors import DomainError, InvalidInput
from chalicelib.runtime.reference import load_stack
from chalicelib.services.cases.filing import Filed, Submission
from tests.support.budgets import examples
from tests.support.world import ROAD, World

HEADS = ("region", "centre")


def told(world: World, filed: Filed) -> list[Event]:
    return [event for event in world.cases.load_history(filed.case.id).events if event.kind == "raised"]


def wait(world: World, days: float, step: float = 1) -> None:
    for _ in range(int(days / step)):
        world.later(days=step)
        world.sweep()


def test_the_head_hears_at_once_and_the_head_of_the_region_within_a_month_more() -> None:
    world = World()
    filed = world.file_and_route()
    wait(world, 32, 0.25)
    assert [(each.data["step"], each.data["position"]) for each in told(world, filed)] == [
        ("head", "Pimpinan Dinas PUPR Kabupaten Kutai Timur")
    ]
    wait(world, 29.5, 0.25)
    positions = [each.data["position"] for each in told(world, filed)]
    assert positions[1:3] == ["Sekretaris Daerah Kabupaten Kutai Timur", "Bupati Kutai Timur"]


def test_after_the_last_step_the_case_stands_with_the_head_of_the_region_and_in_the_list() -> None:
    world = World()
    filed = world.file_and_route()
    wait(world, 400)
    assert told(world, filed)[-1].data["position"] == "Gubernur Kalimantan Timur"
    page = world.services.standing.page(world.coordinator("64-diskominfo"), None, 10, None)
    assert [(line.id, line.step, line.position, case.agency) for line, case in page.items] == [
        (filed.case.id, "region", "Gubernur Kalimantan Timur", "64-diskominfo")
    ]


def test_a_sweep_that_comes_twice_tells_nobody_twice() -> None:
    world = World()
    filed = world.file_and_route()
    world.later(days=400)
    world.sweep()
    before = told(world, filed)
    assert world.sweep() == 0
    assert told(world, filed) == before
    assert len({(each.data["step"], each.data["expired"]) for each in before}) == len(before)


def test_a_case_under_an_earlier_policy_keeps_its_breaches() -> None:
    world = World()
    stack = load_stack("kaltim", "progress-30")
    world = World(
        stack=type(stack)(
            **{n: getattr(stack, n) for n in stack.__slots__} | {"policy": stack.policies["progress-30@4"]}
        )
    )
    filed = world.file_and_route()
    wait(world, 200)
    assert told(world, filed) == []
    assert [each.moved_to for each in world.cases.lists["breached"]].count(None) > 1


def test_a_case_comes_back_to_no_office_that_was_late_unless_a_coordinator_decides() -> None:
    world = World()
    filed = world.file_and_route()
    wait(world, 32)
    assert world.case(filed).agency == "64-pupr"
    refused = world.do(filed, Command.REFUSE, target="64.08-pupr")
    assert (refused.status, refused.agency) == (Status.TRIAGE, "64.08-diskominfo")
    back = world.do(filed, Command.DISPOSE, by=world.coordinator("64.08-diskominfo"), target="64.08-pupr")
    assert back.agency == "64.08-pupr"


def test_an_office_above_does_not_pass_a_case_down_to_one_that_was_late() -> None:
    world = World()
    filed = world.file_and_route()
    wait(world, 32)
    with pytest.raises(InvalidInput) as caught:
        world.do(filed, Command.ASSIGN, target="64.08-pupr")
    assert [(error.field, error.code) for error in caught.value.errors] == [("/target", "was_late")]


def test_a_word_of_progress_gives_time_once() -> None:
    silent, talking = World(), World()
    one, other = silent.file_and_route(), talking.file_and_route()
    talking.do(other, Command.ACCEPT)
    for number in range(25):
        wait(silent, 10)
        wait(talking, 10)
        talking.do(other, Command.PROGRESS, note=f"Masih kami pelajari bersama tim, pertemuan ke-{number}.")
    first, second = (
        next(each.at for each in told(w, f) if each.data["step"] == "region")
        for w, f in ((silent, one), (talking, other))
    )
    assert timedelta() < second - first <= timedelta(days=60)


ACTS = (
    "nothing",
    "accept",
    "progress",
    "promise",
    "promise far",
    "agree",
    "respond",
    "refuse",
    "archive",
    "second",
    "praise",
    "postpone",
    "merge",
    "assign",
    "dispose",
)


def _act(world: World, filed: Filed, other: Filed, act: str) -> None:
    """What whoever holds the case does, as far as the rules let it."""
    case = world.case(filed)
    office = Actor(Role.OFFICER, case.agency, case.agency_name, "OFFICER")
    chief = Actor(Role.COORDINATOR, "64-diskominfo", "Diskominfo", "COORDINATOR")
    promised = (world.now + timedelta(days=80)).date().isoformat()
    far = (world.now + timedelta(days=200)).date().isoformat()
    commands_of = {
        "accept": (Command.ACCEPT, office, None, {}),
        "progress": (Command.PROGRESS, office, None, {}),
        "promise": (Command.PROGRESS, office, None, {"kind": "waiting_for_budget", "promised": promised}),
        "promise far": (Command.PROPOSE_PROMISE, office, None, {"promised": far}),
        "agree": (Command.APPROVE_PROMISE, Actor(Role.APPROVER, case.agency, "", "HEAD"), None, {}),
        "respond": (Command.RESPOND, office, None, {}),
        "refuse": (Command.REFUSE, office, "64.08-dlh", {}),
        "archive": (Command.PROPOSE_ARCHIVE, chief, None, {"reason": "beyond_services"}),
        "second": (Command.APPROVE_ARCHIVE, replace(chief, key="SECOND"), None, {}),
        "praise": (Command.RETYPE, chief, None, {"type": "praise"}),
        "postpone": (Command.POSTPONE, office, None, {}),
        "merge": (Command.MERGE, office, None, {"into": other.case.id}),
        "assign": (Command.ASSIGN, office, "64.08.01-kecamatan", {}),
        "dispose": (Command.DISPOSE, chief, "64.08-pupr", {}),
    }
    if act in commands_of:
        command, actor, target, details = commands_of[act]
        # Words that pass every rule and say nothing: ".." is refused, and then nothing happens.
        note = ".." if world.cases.load(case.id).version % 2 else None
        world.do_case(case, command, actor, target, note=note, details=details)


def _insist(world: World, filed: Filed) -> None:
    """What the reporter does at a door that was closed. Each has a way on: what is refused here is a defect, but for
    what comes too late, and for a case that goes on in another one."""
    case, reporter, secret = world.case(filed), world.services.reporter, filed.receipt.secret
    if case.status is Status.POSTPONED:
        reporter.perform(reporter_commands.Reply("Sudah saya jelaskan."), case.id, secret, world.now)
    elif case.status in (Status.RESPONDED, Status.CLOSED):
        reporter.perform(reporter_commands.Reply("Belum selesai.", False), case.id, secret, world.now)
    elif case.status is Status.ARCHIVED and not case.merged_into:
        reporter.perform(reporter_commands.Object("Jembatannya masih rusak."), case.id, secret, world.now)


def _followed(world: World, filed: Filed) -> str:
    case = world.case(filed)
    while case.merged_into:
        case = world.cases.load(case.merged_into)
    return case.ladder.step


@given(
    st.lists(st.sampled_from(ACTS), min_size=1, max_size=6), st.sampled_from((ROAD, Submission(text="Entah di mana")))
)
@settings(max_examples=examples(1), suppress_health_check=[HealthCheck.too_slow])
def test_whatever_offices_do_every_case_reaches_a_named_head(acts: list[str], submission: Submission) -> None:
    """Two cases, so that one can be merged into the other; the reporter insists each time, nobody works."""
    world = World()
    filed, other = world.file_and_route(submission), world.file_and_route(submission)
    for turn in range(140):
        with suppress(DomainError):
            _act(world, filed, other, acts[turn % len(acts)])
        _insist(world, filed)
        wait(world, 5, 5)
        if _followed(world, filed) in HEADS:
            return
    raise AssertionError(
        f"nobody was told: {[each.kind for each in world.cases.load_history(filed.case.id).events][-20:]}"
    )

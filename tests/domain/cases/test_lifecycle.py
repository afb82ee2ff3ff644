"""The table of commands, and the invariants that no sequence of commands may break."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.cases import fold, hash_chain, lifecycle, reporter_commands, type_life
from chalicelib.domain.cases import model as cases
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.lifecycle import RULES
from chalicelib.domain.cases.model import Actor, Case, Role, Status
from chalicelib.domain.deadlines.clock import Expiry
from chalicelib.domain.deadlines.clocks import CLOCKS
from chalicelib.domain.errors import DomainError, NotInThisStatus, NotYourCase, RoleNotAllowed
from chalicelib.services.cases.filing import Submission
from chalicelib.services.ports.vault import StatedGround
from laporctl import paths
from tests.support.budgets import examples
from tests.support.world import ROAD, World
from tools.apispec import command_table

TARGETS = ["64.08-dlh", "64.08-pupr", "64-pupr", "64-diskominfo", "64.08-diskominfo", "64.99-none"]


@st.composite
def sequences(draw: st.DrawFn) -> list[tuple[str, str, float]]:
    """A sequence of commands to a case: the command, its target, and how many hours pass before."""
    acts = st.sampled_from([*[str(command) for command in Command], "sweep"])
    return draw(st.lists(st.tuples(acts, st.sampled_from(TARGETS), st.floats(0, 24 * 40)), max_size=14))


def play(world: World, sequence: list[tuple[str, str, float]], submission: Submission = ROAD) -> Case:
    world.stacks.inboxes["KU"] = "inbox"
    filed = world.file(submission)
    for act, target, hours in sequence:
        world.later(hours=hours)
        try:
            _happen(world, filed.case.id, filed.receipt.secret, act, target)
        except DomainError:
            continue
    return world.case(filed)


def _happen(world: World, case_id: str, secret: str, act: str, target: str) -> None:
    services, case = world.services, world.cases.load(case_id)
    for_reporter = services.reporter
    reporter = {
        Command.REPLY: lambda: for_reporter.perform(
            reporter_commands.Reply("Kata pelapor.", None), case_id, secret, world.now
        ),
        Command.CONFIRM: lambda: for_reporter.perform(reporter_commands.Reply("", True), case_id, secret, world.now),
        Command.REOPEN: lambda: for_reporter.perform(reporter_commands.Reply("", False), case_id, secret, world.now),
        Command.RATE: lambda: for_reporter.perform(reporter_commands.Rate(4, ""), case_id, secret, world.now),
        Command.APPEAL: lambda: for_reporter.perform(
            reporter_commands.Appeal("Tidak puas"), case_id, secret, world.now
        ),
        Command.FOLLOW_UP: lambda: for_reporter.perform(
            reporter_commands.FollowUp(good=True), case_id, secret, world.now
        ),
        Command.OBJECT: lambda: for_reporter.perform(reporter_commands.Object("Keberatan"), case_id, secret, world.now),
        Command.PART: lambda: for_reporter.perform(reporter_commands.TellApart(""), case_id, secret, world.now),
        Command.WITHDRAW: lambda: for_reporter.perform(reporter_commands.Withdraw(""), case_id, secret, world.now),
    }
    if act == "sweep":
        world.sweep()
    elif act == Command.ROUTE:
        services.route_case.route(case_id, world.now)
    elif act in reporter:
        reporter[Command(act)]()
    elif act == Command.ACCESS:
        actor = _somebody(world, case, Command.ACCESS)
        services.vault_service.open(case_id, actor, GROUND, world.now)
    elif Role.SYSTEM not in RULES[Command(act)].roles or act in WITH_A_HAND:
        world.do_case(case, Command(act), _somebody(world, case, Command(act)), target, details=DETAILS)


GROUND = StatedGround("contact_needed_for_work", "Untuk menghubungi pelapor tentang letaknya.")

WITH_A_HAND = (Command.ESCALATE, Command.ARCHIVE, Command.REFER, Command.REDACT, Command.COVER)
"""What the system does, and people too."""

WITH_IDENTITY = (Command.APPROVE_IDENTITY, Command.REFUSE_IDENTITY)

DETAILS = {
    "reason": "not_a_report",
    "kind": "waiting_for_budget",
    "promised": "2027-01-04",
    "part": "note",
    "seq": "1",
    "stack": "KU",
    "purpose": "contact_needed_for_work",
}


def _somebody(world: World, case: Case, command: Command) -> Actor:
    """An actor who may give the command, as far as the role goes."""
    roles = RULES[command].roles
    if RULES[command].roles == (Role.APPROVER, Role.COORDINATOR) and command not in WITH_IDENTITY:
        return Actor(Role.APPROVER, case.agency, "Kantor", "APPROVER-KEY")
    if Role.COORDINATOR in roles and Role.OFFICER not in roles:
        return world.coordinator("64-diskominfo")
    role = Role.APPROVER if roles == (Role.APPROVER,) else Role.OFFICER
    agency = case.supporting[0] if RULES[command].holder == "supporting" and case.supporting else case.agency
    return Actor(role, agency, "Kantor", f"{role}-KEY")


@given(sequences())
@settings(max_examples=examples(3))
def test_no_sequence_of_commands_leaves_a_case_without_an_office_and_a_running_clock(
    sequence: list[tuple[str, str, float]],
) -> None:
    world = World()
    case = play(world, sequence)
    timer = world.services.stack.schedule(case).timer
    if case.status is Status.REFERRED:
        assert (timer is None) == case.handed_over
    elif not case.open:
        assert timer is None or CLOCKS[timer.clock].expiry is Expiry.ASK, "an ended case only asks its reporter"
    else:
        assert timer is not None
        assert case.agency or case.status is Status.RECEIVED


@given(sequences())
@settings(max_examples=examples(2))
def test_the_state_is_a_fold_of_the_events_and_the_chain_is_whole(sequence: list[tuple[str, str, float]]) -> None:
    world = World()
    case = play(world, sequence)
    events = world.cases.load_history(case.id).events
    assert fold.fold(case.filing, events) == case
    assert hash_chain.first_broken(case.id, events) is None
    assert case.hops == sum(event.kind in ("refused", "referred") for event in events)


@given(sequences(), st.data())
def test_any_altered_event_breaks_the_chain_from_there_on(
    sequence: list[tuple[str, str, float]], data: st.DataObject
) -> None:
    world = World()
    case = play(world, sequence)
    events = list(world.cases.load_history(case.id).events)
    position = data.draw(st.integers(0, len(events) - 1))
    original = events[position]
    changes = st.sampled_from(["note", "kind", "at", "data", "gone"])
    match data.draw(changes):
        case "note":
            events[position] = _with(original, note=original.note + "!")
        case "kind":
            events[position] = _with(original, kind="closed" if original.kind != "closed" else "filed")
        case "at":
            events[position] = _with(original, at=original.at + timedelta(seconds=1))
        case "data":
            events[position] = _with(original, data={**original.data, "to": "elsewhere"})
        case _:
            del events[position]
    broken = hash_chain.first_broken(case.id, events)
    if position < len(events):
        assert broken == position + 1


def test_removed_words_without_a_redaction_event_break_the_chain() -> None:
    world = World()
    case = play(world, [("route", "64.08-dlh", 0.0), ("redact", "64.08-dlh", 0.0)])
    events = list(world.cases.load_history(case.id).events)
    (removed,) = [event for event in events if event.committed is not None]
    assert hash_chain.first_broken(case.id, events) is None

    reworded = [_with(event, note="Sudah selesai.") if event is removed else event for event in events]
    assert hash_chain.first_broken(case.id, reworded) == removed.seq
    hidden = [
        _with(event, note=cases.REDACTED, committed=hash_chain.commit(event.salt, event.note))
        if event.seq == 2
        else event
        for event in events
    ]
    assert hash_chain.first_broken(case.id, hidden) == 2


def _with(event: cases.Event, **changes: object) -> cases.Event:
    fields = {name: getattr(event, name) for name in cases.Event.__slots__} | changes
    return cases.Event(**fields)


def test_after_two_hops_only_the_coordinator_decides() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.REFUSE, target="64.08-dlh")
    world.do(filed, Command.REFUSE, target="64.08-pupr")
    case = world.do(filed, Command.REFUSE, target="64.08-dlh")
    assert (case.agency, case.status, case.hops) == ("64.08-diskominfo", Status.TRIAGE, 3)
    assert world.cases.load_history(case.id).events[-1].data["proposed"] == "64.08-dlh"
    with pytest.raises(NotYourCase):
        world.do(filed, Command.ACCEPT, by=world.officer("64.08-dlh"))


def test_a_refusal_without_target_goes_to_the_coordinator() -> None:
    world = World()
    case = world.do(world.file_and_route(), Command.REFUSE)
    assert (case.agency, case.status) == ("64.08-diskominfo", Status.TRIAGE)


@pytest.mark.parametrize("command", [Command.ACCEPT, Command.PROGRESS, Command.RESPOND, Command.ESCALATE])
def test_another_office_has_no_say(command: Command) -> None:
    world = World()
    with pytest.raises(NotYourCase):
        world.do(world.file_and_route(), command, by=world.officer("64.08-dlh"))


def test_a_coordinator_of_another_kabupaten_has_no_say() -> None:
    world = World()
    stranger = Actor(Role.COORDINATOR, "64.72-diskominfo", "Diskominfo Kota Samarinda", "KEY")
    with pytest.raises(NotYourCase):
        world.do(world.file_and_route(), Command.DISPOSE, by=stranger, target="64.08-dlh")


def test_a_case_without_an_office_and_an_actor_without_one_are_in_no_area() -> None:
    world = World()
    coordinator = world.coordinator("64.08-diskominfo")
    held = world.case(world.file_and_route())
    assert lifecycle.in_area(held, coordinator)
    assert not lifecycle.in_area(replace(held, agency=None), coordinator)
    assert not lifecycle.in_area(held, replace(coordinator, agency=None))


def test_a_role_that_may_not_give_a_command_is_told_who_may() -> None:
    world = World()
    overseer = Actor(Role.OVERSEER, "64-inspektorat", "Inspektorat", "KEY")
    with pytest.raises(RoleNotAllowed) as caught:
        world.do(world.file_and_route(), Command.ACCEPT, by=overseer)
    assert caught.value.allowed == (Role.OFFICER,)


@pytest.mark.parametrize("command", list(Command))
@pytest.mark.parametrize("status", list(Status))
def test_a_command_exists_exactly_in_the_statuses_of_its_row(command: Command, status: Status) -> None:
    world = World()
    case = world.case(world.file_and_route())
    fields = {name: getattr(case, name) for name in Case.__slots__} | {"status": status}
    rule = RULES[command]
    fields |= {"supporting": ("64.08-dlh",), "merged_into": "KI-0000-0000-0009-0"}
    fields["type"] = type_life.ONLY.get(command, case.type)
    # What a reprimand and its answer need beside a status.
    fields |= {"breached": True, "warning": 2}
    actor = Actor(rule.roles[0], "64.08-dlh" if rule.holder == "supporting" else case.agency)
    if status in rule.statuses:
        assert lifecycle.decide(Case(**fields), command, actor).kind == rule.event
    else:
        with pytest.raises(NotInThisStatus) as caught:
            lifecycle.decide(Case(**fields), command, actor)
        assert caught.value.allowed == rule.statuses


def test_the_table_is_the_printed_one() -> None:
    """`docs/commands.md` names every command with its event, roles and statuses: what people were told."""
    assert command_table.render() == (paths.ROOT / "docs" / "commands.md").read_text()
    assert set(RULES) == set(Command)

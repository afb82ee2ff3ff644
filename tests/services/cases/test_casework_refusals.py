"""Which field an office is told of when a command cannot be carried out, and what two sendings of one command do."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.cases import commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Case, Role, Status
from chalicelib.domain.cases.repetition import CommandId
from chalicelib.domain.errors import InvalidInput, NotYourCase, StaleVersion
from chalicelib.services.cases.filing import Submission
from tests.support.world import ROAD, VILLAGE, World

COOP = Submission(text="Bau kandang ayam tetangga", category="kandang-ternak-bau-bising", region=VILLAGE)
OWN = "64.08-pupr"
ONCE = CommandId("once", "digest", "once")


@pytest.fixture
def world() -> World:
    return World()


def refused(world: World, command: Command, submission: Submission = ROAD, **details: Any) -> list[tuple[str, str]]:
    """Field and code of each error."""
    filed = world.file_and_route(submission)
    if "by" not in details and command not in (Command.REFUSE, Command.ASSIGN, Command.SUPPORT, Command.REDACT):
        world.do(filed, Command.ACCEPT)
    version = world.case(filed).version
    with pytest.raises(InvalidInput) as caught:
        world.do(filed, command, **details)
    assert world.case(filed).version == version
    return [(error.field, error.code) for error in caught.value.errors]


COORDINATOR = Actor(Role.COORDINATOR, "64.08-diskominfo", "Diskominfo", "KEY")


@pytest.mark.parametrize(
    ("command", "details", "field", "code"),
    [
        (Command.ASSIGN, {}, "/target", "missing"),
        (Command.ASSIGN, {"target": "64.08-dlh"}, "/target", "not_below"),
        (Command.REFUSE, {"target": OWN}, "/target", "target_is_yourself"),
        (Command.SUPPORT, {}, "/target", "missing"),
        (Command.SUPPORT, {"target": OWN}, "/target", "already_involved"),
        (Command.DISPOSE, {"by": COORDINATOR}, "/target", "missing"),
        (Command.DISPOSE, {"by": COORDINATOR, "target": OWN, "category": "entah"}, "/category", "unknown_category"),
        (Command.ARCHIVE, {"by": COORDINATOR, "reason": "not_ours"}, "/reason", "unknown_choice"),
        (Command.REDACT, {"by": COORDINATOR, "part": "receipt"}, "/part", "unknown_choice"),
        (Command.REDACT, {"by": COORDINATOR, "part": "note", "seq": "0"}, "/seq", "limit_range"),
        (Command.REDACT, {"by": COORDINATOR, "part": "note", "seq": "3"}, "/seq", "limit_range"),
        (Command.PROGRESS, {"kind": "survey"}, "/kind", "unknown_choice"),
        (Command.PROGRESS, {"kind": "waiting_for_budget"}, "/promised", "missing"),
        (Command.PROGRESS, {"promised": "2026-12-01"}, "/promised", "unknown_field"),
        (Command.PROGRESS, {"kind": "waiting_for_budget", "promised": "2026-11-23"}, "/promised", "promise_range"),
        (Command.PROGRESS, {"note": ""}, "/note", "too_short"),
        (Command.ESCALATE, {"note": ""}, "/reason", "too_short"),
    ],
)
def test_the_field_that_is_wrong_is_named(
    world: World, command: Command, details: dict[str, Any], field: str, code: str
) -> None:
    assert refused(world, command, **details) == [(field, code)]


def test_an_office_that_supports_already_is_not_asked_twice(world: World) -> None:
    filed = world.file_and_route()
    assert world.do(filed, Command.SUPPORT, target="64.08-dlh").supporting == ("64.08-dlh",)
    with pytest.raises(InvalidInput) as caught:
        world.do(filed, Command.SUPPORT, target="64.08-dlh")
    assert [(each.field, each.code) for each in caught.value.errors] == [("/target", "already_involved")]


def test_each_refusal_counts_one_hop_and_after_two_the_coordinator_has_the_proposal(world: World) -> None:
    filed = world.file_and_route()
    hops = []
    for target in ("64.08-dlh", OWN, "64.08-dlh"):
        case = world.do(filed, Command.REFUSE, target=target)
        last = world.cases.load_history(filed.case.id).events[-1]
        hops.append((case.hops, last.data["hop"], case.agency, last.data.get("proposed")))
    assert hops == [
        (1, 1, "64.08-dlh", None),
        (2, 2, OWN, None),
        (3, 3, "64.08-diskominfo", "64.08-dlh"),
    ]
    assert world.case(filed).status is Status.TRIAGE


def test_why_an_identity_is_asked_for_is_the_note_of_the_event(world: World) -> None:
    filed = world.file_and_route(replace(ROAD, secret=True))
    words = "Perlu menanyakan letak lubang yang dilaporkan."
    world.do(filed, Command.REQUEST_IDENTITY, note=words, purpose="contact_needed_for_work", order="")
    last = world.cases.load_history(filed.case.id).events[-1]
    assert (last.kind, last.note, last.data["purpose"]) == ("identity_requested", words, "contact_needed_for_work")


def test_the_number_of_a_courts_order_stands_in_the_note(world: World) -> None:
    filed = world.file_and_route(replace(ROAD, secret=True))
    words = "Perintah pengadilan tentang pelapor perkara ini."
    world.do(filed, Command.REQUEST_IDENTITY, note=words, purpose="legal_order", order="12/Pen.Pid/2026/PN Sgt")
    assert world.cases.load_history(filed.case.id).events[-1].note == f"Nomor 12/Pen.Pid/2026/PN Sgt. {words}"


class Raced:
    """The store of cases, when the same command came twice at once: just before the first write of `test`, the other
    sending is carried out."""

    def __init__(self, world: World, other: Any) -> None:
        self.append = world.cases.append
        self.other = other

    def __call__(self, *arguments: Any, **named: Any) -> None:
        other, self.other = self.other, None
        if other:
            other()
        self.append(*arguments, **named)


def raced(world: World, first: CommandId, second: CommandId) -> Case:
    """A command of two sendings that were decided on at once; the `second` is written first."""
    filed = world.file_and_route()
    version = world.case(filed).version
    store = Raced(world, lambda: world.do(filed, Command.ACCEPT, version=version, command_id=second))
    world.cases.append = store  # type: ignore[method-assign]
    return world.do(filed, Command.ACCEPT, version=version, command_id=first)


def test_two_sendings_of_one_command_at_once_leave_one_event_and_succeed(world: World) -> None:
    case = raced(world, ONCE, ONCE)
    assert (case.status, case.version) == (Status.ACCEPTED, 3)


def test_of_two_commands_at_once_the_second_is_told_the_version_there_is(world: World) -> None:
    with pytest.raises(StaleVersion) as caught:
        raced(world, ONCE, CommandId("another", "digest", "another"))
    assert (caught.value.expected, caught.value.actual) == (2, 3)
    assert str(caught.value) == "expected 2, is 3"


def test_a_command_without_an_id_reads_the_state_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    filed = world.file_and_route()
    reads: list[str] = []
    for name in ("load", "load_history"):
        original = getattr(world.cases, name)
        monkeypatch.setattr(world.cases, name, lambda key, n=name, o=original: (reads.append(n), o(key))[1])
    world.services.casework.perform(commands.Accept(""), filed.case.id, 2, world.officer(OWN), world.now, None)
    assert reads == ["load"]


def test_who_does_not_hold_the_case_is_told_who_does(world: World) -> None:
    filed = world.file_and_route()
    with pytest.raises(NotYourCase) as caught:
        world.do(filed, Command.ACCEPT, by=world.officer("64.08-dlh"))
    assert caught.value.holder == "Dinas PUPR Kabupaten Kutai Timur"
    assert str(NotYourCase(None)) == "nobody"

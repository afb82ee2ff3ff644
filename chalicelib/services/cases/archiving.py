"""The content of the events by which a case is put away, and by which it comes out of a merge again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain import validation
from chalicelib.domain.cases import archive_commands, archiving, lifecycle, objections
from chalicelib.domain.cases.fold import fold
from chalicelib.domain.cases.marks import ARCHIVING
from chalicelib.domain.cases.model import Role
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.cases.visibility import may_see
from chalicelib.domain.duplicates import repetition
from chalicelib.domain.errors import FieldError, InvalidInput, NoProposal, SecondPersonNeeded, UnknownCase
from chalicelib.services.cases.command_words import one_of
from chalicelib.services.cases.plan import Plan

if TYPE_CHECKING:
    from chalicelib.domain.cases.archive_commands import Archive, ProposeArchive, PutsAway
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Actor, Case
    from chalicelib.services.ports.case_store import CaseHistory, CaseStore


def plan(cases: CaseStore, command: PutsAway, case: Case, actor: Actor) -> Plan:
    """The plan of a command by which a case is put away, or comes out of a merge; raises what the functions below
    raise."""
    if isinstance(command, archive_commands.Part):
        return Plan(facts=part(cases.load_history(case.id)))
    if isinstance(command, archive_commands.Archive):
        return Plan(facts=archive(cases, command, case, actor))
    if isinstance(command, archive_commands.ProposeArchive):
        return Plan(facts=propose(cases, command, case, actor))
    if isinstance(command, archive_commands.RefuseArchive):
        return Plan(facts=refuse(case))
    words, facts = approve(cases, case, actor)
    return Plan(facts=facts, note=words)


def archive(cases: CaseStore, command: Archive, case: Case, actor: Actor) -> Facts:
    """The facts of an archiving by one person: of an evident repetition or test, or by the overseer who was asked.
    Raises SecondPersonNeeded for anything else, InvalidInput, and what `objections.require_other_hands` raises."""
    history = cases.load_history(case.id)
    objections.require_other_hands(history.events, actor)
    reason = _checked(command)
    facts: Facts = {"reason": reason}
    if actor.role is Role.OVERSEER_OMBUDSMAN:
        return facts
    if reason == archiving.TEST and archiving.is_evident_test(history.content):
        return facts
    if reason == archiving.REPEATED and command.repeats:
        earlier = _earlier(cases, command.repeats, actor)
        if repetition.is_evident_repetition(case, history.content, earlier.case, earlier.content):
            return facts | {"repeats": earlier.case.id}
    raise SecondPersonNeeded


def propose(cases: CaseStore, command: ProposeArchive, case: Case, actor: Actor) -> Facts:
    """The facts of a proposal to archive; raises InvalidInput, and what `objections.require_other_hands` raises."""
    objections.require_other_hands(cases.load_history(case.id).events, actor)
    return {"reason": _checked(command)}


def approve(cases: CaseStore, case: Case, actor: Actor) -> tuple[str, Facts]:
    """The words and facts of an archiving that a second person agrees to; raises NoProposal and SameHands, and what
    `objections.require_other_hands` raises."""
    archiving.check_second_person(case, actor)
    events = cases.load_history(case.id).events
    objections.require_other_hands(events, actor)
    return archiving.agreed(case, events, actor)


def refuse(case: Case) -> Facts:
    """The facts of the answer that leaves the case open; raises NoProposal."""
    proposal = case.proposal(ARCHIVING)
    if proposal is None:
        raise NoProposal
    return {"proposal": proposal.seq}


def part(history: CaseHistory) -> Facts:
    """The facts of the event that takes a case out of a merge: the case that it followed, and the status that it had
    before, which is told by its events."""
    merged = next(event for event in reversed(history.events) if event.kind == "merged")
    before = fold(history.case.filing, history.events[: merged.seq - 1])
    return {"followed": str(merged.data["into"]), "status": before.status}


def _checked(command: Archive | ProposeArchive) -> str:
    """The reason; raises InvalidInput, also for words by which the reporter cannot know why."""
    reason = one_of("/reason", command.reason, lifecycle.ARCHIVE_REASONS)
    errors = validation.check_substance("/note", validation.normalise(command.note), command.note)
    if errors:
        raise InvalidInput(*errors)
    return reason


def _earlier(cases: CaseStore, typed_id: str, actor: Actor) -> CaseHistory:
    try:
        history = cases.load_history(parse_tracking_id(typed_id, "/repeats"))
    except UnknownCase:
        history = None
    if history is None or not may_see(history.case, actor):
        raise InvalidInput(FieldError("/repeats", "no_such_report"))
    return history

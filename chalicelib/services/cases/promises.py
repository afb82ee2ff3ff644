"""The content of the events by which an office proposes a date that one person cannot promise alone, and by which it is
settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain import validation
from chalicelib.domain.cases import promise_commands, promises, substance
from chalicelib.domain.cases.marks import PROMISE
from chalicelib.domain.errors import InvalidInput, NoProposal
from chalicelib.services.cases.plan import Plan

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.domain.cases.model import Actor, Case
    from chalicelib.domain.cases.promise_commands import Promises
    from chalicelib.services.ports.case_store import CaseStore


def plan(cases: CaseStore, command: Promises, case: Case, actor: Actor, today: date) -> Plan:
    """The plan of a command about a promise; raises InvalidInput, NoProposal and SameHands."""
    if isinstance(command, promise_commands.ProposePromise):
        return _proposal(cases, command, case, today)
    if isinstance(command, promise_commands.ApprovePromise):
        words, facts = promises.agreed(case, cases.load_history(case.id).events, actor, today)
        return Plan(note=words, facts=facts)
    proposal = case.proposal(PROMISE)
    if proposal is None:
        raise NoProposal
    return Plan(facts={promises.PROPOSAL: proposal.seq})


def _proposal(cases: CaseStore, command: promise_commands.ProposePromise, case: Case, today: date) -> Plan:
    note = validation.normalise(command.note)
    errors = validation.check_substance("/note", note, command.note)
    errors += substance.check_promise(command.promised, today)
    errors += substance.check_repeated("/note", note, cases.load_history(case.id).events)
    if errors:
        raise InvalidInput(*errors)
    return Plan(facts={promises.PROMISED: command.promised.isoformat()})

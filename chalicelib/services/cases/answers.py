"""The content of the events by which an office tells what it did: progress, drafts and answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.domain import validation
from chalicelib.domain.attachments import repair_photos
from chalicelib.domain.cases import lifecycle, promises, substance
from chalicelib.domain.cases.commands import Correct, DraftResponse, Progress, Respond
from chalicelib.domain.deadlines import clocks
from chalicelib.domain.errors import FieldError, InvalidInput, SecondPersonNeeded
from chalicelib.domain.routing.jurisdiction import base_category
from chalicelib.services.cases.command_words import one_of
from chalicelib.services.cases.plan import Plan

if TYPE_CHECKING:
    from datetime import date

    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Case, Event
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.office_answers import OfficeAnswers
    from chalicelib.services.stack import Stack

Answers = DraftResponse | Respond | Correct
Tells = Progress | Answers
VISIT = "site_visit"


def progress(cases: CaseStore, stack: Stack, command: Progress, case: Case, today: date) -> Plan:
    """The plan of progress, each kind with its fields; raises InvalidInput naming what is missing, and
    SecondPersonNeeded for a promise that one person cannot give alone."""
    kind = one_of("/kind", command.kind, lifecycle.PROGRESS_KINDS)
    note = validation.normalise(command.note)
    errors = validation.check_substance("/note", note, command.note)
    errors += _check_promise(kind, command.promised, today)
    if kind == VISIT:
        errors += substance.check_day(command.on, stack.calendar.local_date(case.filing.filed_at), today)
        if command.on is None and not substance.says_when(note):
            errors.append(FieldError("/on", "missing_when"))
    elif command.on:
        errors.append(FieldError("/on", "unknown_field"))
    errors += substance.check_repeated("/note", note, cases.load_history(case.id).events)
    if errors:
        raise InvalidInput(*errors)
    facts: Facts = {"kind": kind}
    if command.promised:
        if promises.needs_second_person(case, command.promised, today):
            raise SecondPersonNeeded
        facts |= {promises.PROMISED: command.promised.isoformat()}
    elif case.promised and stack.policy_of(case).limit("interim", *clocks.kinds_of(case)):
        facts |= {promises.INTERIM: True}
    return Plan(facts=facts | _day(command.on))


def answer(cases: CaseStore, stack: Stack, command: Answers, case: Case, today: date) -> Plan:
    """The plan of an answer in words of its own, or of its draft; raises InvalidInput naming what is missing."""
    note, by = validation.normalise(command.note), validation.normalise(command.by)
    errors = substance.check_answer(note, command.note, by, command.on)
    filed = stack.calendar.local_date(case.filing.filed_at)
    errors += substance.check_day(command.on, filed, substance.furthest(today))
    errors += validation.check("/by", by, validation.NAME_LIMIT, sent=command.by)
    category = stack.category(base_category(case.category or ""))
    errors += repair_photos.errors_of(command.photo, category)
    events = cases.load_history(case.id).events
    errors += substance.check_repeated("/note", note, events)
    if errors:
        raise InvalidInput(*errors)
    facts = _day(command.on)
    if category is not None and category.repair:
        facts[repair_photos.PHOTO] = repair_photos.fact_of(command.photo, case.agency, events)
    return Plan(note=substance.with_who(note, by), facts=facts)


def check(cases: CaseStore, stack: Stack, command: Tells, case: Case, today: date) -> None:
    """Raises InvalidInput for what the command lacks, and writes nothing."""
    if isinstance(command, Progress):
        progress(cases, stack, command, case, today)
    else:
        answer(cases, stack, command, case, today)


def drafted(events: tuple[Event, ...], case: Case, draft: int) -> Plan:
    """The plan of an answer that was drafted: words and day of the draft, checked when it was written, and its photo as
    far as it has come by now."""
    written = events[draft - 1]
    facts: Facts = {name: fact for name, fact in written.data.items() if name == "on"}
    if said := written.data.get(repair_photos.PHOTO):
        facts[repair_photos.PHOTO] = repair_photos.fact_of(str(said), case.agency, events)
    return Plan(note=written.note, facts=facts)


def noted(answers: OfficeAnswers, plan: Plan, case: Case) -> Plan:
    """The plan of an answer that is published, with the fact that it is a copy. A copy is not refused, because two
    citizens may ask the same; it is counted."""
    earlier = answers.latest(case.agency or "", case.id)
    if not substance.copies(plan.note or "", earlier):
        return plan
    return replace(plan, facts={**plan.facts, substance.COPIED: True})


def _day(on: date | None) -> Facts:
    return {"on": on.isoformat()} if on else {}


def _check_promise(kind: str, promised: date | None, today: date) -> list[FieldError]:
    if (kind == promises.BUDGET) != bool(promised):
        return [FieldError("/promised", "missing" if kind == promises.BUDGET else "unknown_field")]
    return substance.check_promise(promised, today) if promised else []

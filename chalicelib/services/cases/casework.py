"""Casework: the commands of offices and coordinators on a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from datetime import date, datetime
from typing import TYPE_CHECKING

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import commands, fold, lifecycle
from chalicelib.domain.cases.model import REDACTABLE_WORDS
from chalicelib.domain.cases.repetition import find_repeated
from chalicelib.domain.cases.visibility import may_see
from chalicelib.domain.errors import FieldError, InvalidInput, NoHigherTier, StaleVersion, UnknownCase
from chalicelib.domain.geography.regions import covers
from chalicelib.domain.routing import accusations
from chalicelib.domain.validation import checked_note
from chalicelib.domain.values import dataclass
from chalicelib.services.duplicates import merging
from chalicelib.services.exchange import stacks
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.commands import OfficeCommand
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Actor, Agency, Case, Event
    from chalicelib.domain.cases.redaction import Redaction
    from chalicelib.domain.cases.repetition import CommandId
    from chalicelib.domain.exchange.debt import Debt
    from chalicelib.services.agencies import AgencyService
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.stack_register import StackRegister
    from chalicelib.services.ports.vault import Vault
    from chalicelib.services.stack import Stack

LONGEST_PROMISE_DAYS = 730
REDACTABLE = (*REDACTABLE_WORDS, "note", attachments.PART)
_NOTE_OPTIONAL = (
    commands.Accept,
    commands.Dispose,
    commands.Assign,
    commands.Approve,
    commands.Resume,
    commands.Respond,
    commands.ApproveIdentity,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The content of a command's event: the office that gets the case, whether into triage there, facts, and the public
    note unless it is the command's own."""

    to: Agency | None = None
    triage: bool = False
    facts: Facts = field(default_factory=dict)
    note: str | None = None
    redaction: Redaction | None = None
    owed: Callable[[Event], tuple[Debt, ...]] = lambda event: ()


@use_case
class CaseworkService:
    """Carries out the commands of offices and coordinators."""

    cases: CaseStore
    stack: Stack
    agencies: AgencyService
    event_writer: EventWriter
    stacks: StackRegister
    vault: Vault

    def perform(
        self,
        command: OfficeCommand,
        tracking_id: str,
        version: int,
        actor: Actor,
        now: datetime,
        command_id: CommandId | None = None,
    ) -> Case:
        """Carry out a command on the case at the version that the actor saw; answers the case after it.

        A command that was carried out before (same `command_id`) changes nothing and succeeds. Raises StaleVersion
        if the case has moved on, IdempotencyKeyReused, and what `lifecycle.check` raises.
        """
        name = commands.NAMES[type(command)]
        note = _note_of(command)
        try:
            case, events = self._load(tracking_id, command_id)
        except UnknownCase:
            raise self.stack.not_found_error(tracking_id) from None
        kinds = (lifecycle.RULES[name].event,)
        if before := find_repeated(events, command_id, kinds):
            return _as_answered(case, events, before, actor)
        if not may_see(case, actor):
            raise self.stack.not_found_error(tracking_id)
        if case.version != version:
            raise StaleVersion(version, case.version)
        # Permission is checked before the details of the command.
        lifecycle.check(case, name, actor)
        if isinstance(command, commands.Redact) and command.part == attachments.PART:
            return self._remove_attachment(command, case, actor, note, command_id)
        plan = self._plan(command, case, actor, note, now)
        self._protect_accusation(case, plan)
        event = lifecycle.decide(
            case,
            name,
            actor,
            note=note if plan.note is None else plan.note,
            to=plan.to,
            triage=plan.triage,
            facts=plan.facts,
        )
        try:
            return self.event_writer.write(case, event, actor, now, command_id, plan.redaction, owed=plan.owed)[0]
        except StaleVersion:
            # Closes the race between two sendings of one command: the second finds the event of the first.
            case, events = self._load(tracking_id, command_id)
            if before := find_repeated(events, command_id, kinds):
                return _as_answered(case, events, before, actor)
            raise StaleVersion(version, case.version) from None

    def _load(self, tracking_id: str, command_id: CommandId | None) -> tuple[Case, tuple[Event, ...]]:
        """The case, with its events if the command may be a repetition: one read either way."""
        if command_id is None:
            return self.cases.load(tracking_id), ()
        history = self.cases.load_history(tracking_id)
        return history.case, history.events

    def _plan(self, command: OfficeCommand, case: Case, actor: Actor, note: str, now: datetime) -> Plan:
        if isinstance(command, commands.Dispose):
            return self._dispose(command, case)
        if isinstance(command, commands.Assign):
            return self._assign(command, case)
        if isinstance(command, commands.Escalate):
            return self._escalate(case)
        if isinstance(command, commands.Refuse):
            return self._refuse(command, case)
        if isinstance(command, commands.Progress):
            return self._progress(command, now)
        if isinstance(command, commands.Support):
            return self._support(command, case)
        if isinstance(command, (commands.RequestIdentity, commands.ApproveIdentity, commands.RefuseIdentity)):
            return self._plan_identity(command, case, actor, now)
        return self._plan_without_office(command, case, actor, note)

    def _plan_without_office(self, command: OfficeCommand, case: Case, actor: Actor, note: str) -> Plan:
        if isinstance(command, commands.Merge):
            return Plan(facts={"into": merging.target_for(self.cases, case, command.into).id})
        if isinstance(command, commands.Archive):
            return Plan(facts={"reason": _one_of("/reason", command.reason, lifecycle.ARCHIVE_REASONS)})
        if isinstance(command, commands.Approve):
            lifecycle.require_second_person(case, actor, publishing=False)
        if isinstance(command, commands.Respond):
            return self._respond(case, actor, note)
        if isinstance(command, commands.Redact):
            return self._redact(command, case)
        if isinstance(command, commands.Refer):
            return self._refer(command, case)
        if isinstance(command, commands.Cover):
            return self._cover(command, case)
        if isinstance(command, commands.Uncover):
            return self._uncover(command, case, actor)
        return Plan()

    def _dispose(self, command: commands.Dispose, case: Case) -> Plan:
        if not command.target:
            raise InvalidInput(FieldError("/target", "missing"))
        if command.category and command.category not in self.stack.categories:
            raise InvalidInput(FieldError("/category", "unknown_category"))
        office = self.agencies.get(command.target)
        self._require_cleared(case, command.category)
        return Plan(office, office.coordinates, self.stack.category_facts(case, command.category))

    def _assign(self, command: commands.Assign, case: Case) -> Plan:
        """Assigns downwards, within the own area: a dinas to a kelurahan, a desa to an RT. The case comes up again by
        escalation."""
        if not command.target:
            raise InvalidInput(FieldError("/target", "missing"))
        here, office = self.agencies.get(case.agency or ""), self.agencies.get(command.target)
        if not (covers(here.region, office.region) and office.tier < here.tier):
            raise InvalidInput(FieldError("/target", "not_below"))
        return Plan(office)

    def _escalate(self, case: Case) -> Plan:
        above = self.agencies.above(case)
        if above is None:
            raise NoHigherTier
        return Plan(above, above.coordinates)

    def _refuse(self, command: commands.Refuse, case: Case) -> Plan:
        """Refers, never rejects: to the office that was named, or to the coordinator. After two hops the coordinator
        decides, and the office named is only a proposal."""
        named = self.agencies.get(command.target) if command.target else None
        if named and named.id == case.agency:
            raise InvalidInput(FieldError("/target", "target_is_yourself"))
        facts: Facts = {"hop": case.hops + 1}
        if named and case.hops < lifecycle.HOPS_WITH_A_NAMED_TARGET:
            return Plan(named, named.coordinates, facts)
        if named:
            facts |= {"proposed": named.id, "proposed_name": named.name}
        return Plan(self.agencies.coordinator_of(case), True, facts)

    def _refer(self, command: commands.Refer, case: Case) -> Plan:
        to = stacks.find_stack(self.stack, self.stacks, command.stack)
        stacks.check_first_time(self.cases.load_history(case.id), to)
        return Plan(facts=stacks.facts(to))

    def _progress(self, command: commands.Progress, now: datetime) -> Plan:
        kind, promised = _one_of("/kind", command.kind, lifecycle.PROGRESS_KINDS), command.promised
        if (kind == "waiting_for_budget") != bool(promised):
            code = "missing" if kind == "waiting_for_budget" else "unknown_field"
            raise InvalidInput(FieldError("/promised", code))
        if not promised:
            return Plan(facts={"kind": kind})
        today = self.stack.calendar.local_date(now)
        if not today < promised <= date.fromordinal(today.toordinal() + LONGEST_PROMISE_DAYS):
            raise InvalidInput(FieldError("/promised", "promise_range", str(LONGEST_PROMISE_DAYS)))
        return Plan(facts={"kind": kind, "promised": promised.isoformat()})

    def _support(self, command: commands.Support, case: Case) -> Plan:
        if not command.target:
            raise InvalidInput(FieldError("/target", "missing"))
        office = self.agencies.get(command.target)
        if office.id == case.agency or office.id in case.supporting:
            raise InvalidInput(FieldError("/target", "already_involved"))
        accusations.require_holder(self.stack.category(case.category), case.region, office)
        return Plan(facts={"agency": office.id, "agency_name": office.name})

    def _plan_identity(
        self,
        command: commands.RequestIdentity | commands.ApproveIdentity | commands.RefuseIdentity,
        case: Case,
        actor: Actor,
        now: datetime,
    ) -> Plan:
        from chalicelib.services.access import identity_requests

        if isinstance(command, commands.RequestIdentity):
            ground = identity_requests.ask(self.stack, case, actor, command)
            return Plan(facts=ground.facts, note=ground.words)
        events = self.cases.load_history(case.id).events
        approves = isinstance(command, commands.ApproveIdentity)
        return Plan(facts=identity_requests.answer(events, actor, now, approves=approves))

    def _protect_accusation(self, case: Case, plan: Plan) -> None:
        """Refuses to move an accusation to an office that may be the accused one. The category is the one it gets."""
        if plan.to is None:
            return
        category = str(plan.facts.get("category") or case.category or "")
        accusations.require_holder(self.stack.category(category), case.region, plan.to)

    def _require_cleared(self, case: Case, category: str | None) -> None:
        """Refuses to take an accusation for something else before an inspectorate has said that it is none; where the
        directory has no inspectorate the coordinator decides."""
        before, after = self.stack.category(case.category), self.stack.category(category)
        if before is None or after is None or not accusations.is_accusation(before) or accusations.is_accusation(after):
            return
        if self.agencies.directory.agencies(accusations.inspectorates(before, case.region, self.stack.province)):
            accusations.require_cleared(self.cases.load_history(case.id).events)

    def _respond(self, case: Case, actor: Actor, note: str) -> Plan:
        """Publishes the response: the draft if there is one, and never without the second person where the office wants
        one."""
        office = self.agencies.get(case.agency or "")
        if office.two_person:
            lifecycle.require_second_person(case, actor, publishing=True)
        if case.draft is None:
            return Plan(note=checked_note(note, required=True))
        if note and not office.two_person:
            return Plan(note=note)
        events = self.cases.load_history(case.id).events
        return Plan(note=events[case.draft - 1].note)

    def _redact(self, command: commands.Redact, case: Case) -> Plan:
        """Removes words with all that was made from them; who removed them and why stays. The hash covers only a
        commitment to the words. Every stack with a copy must be told of it: who these are is in the history."""
        # Here, because few commands redact.
        from chalicelib.domain.cases import redaction as rules
        from chalicelib.services.exchange import debts

        part = _one_of("/part", command.part, REDACTABLE)
        seq = _event_number(command, case) if part == rules.NOTE else 0
        history = self.cases.load_history(case.id)
        redaction = rules.of_note(seq, history.events) if seq else rules.of_part(part, case, history.content)
        facts = rules.facts(redaction, part) | ({"seq": seq} if seq else {})
        return Plan(facts=facts, redaction=redaction, owed=debts.owed_by(history, self.stack.province))

    def _cover(self, command: commands.Cover, case: Case) -> Plan:
        """Hides words; every stack with a copy must be told of it, as of a redaction."""
        from chalicelib.services.cases import covers
        from chalicelib.services.exchange import debts

        history = self.cases.load_history(case.id)
        return Plan(facts=covers.cover(command, history), owed=debts.owed_by(history, self.stack.province))

    def _uncover(self, command: commands.Uncover, case: Case, actor: Actor) -> Plan:
        """Shows words again, here and wherever they were covered because this stack did."""
        from chalicelib.services.cases import covers
        from chalicelib.services.exchange import debts

        facts = covers.uncover(command, case, actor)
        return Plan(facts=facts, owed=debts.owed_by(self.cases.load_history(case.id), self.stack.province))

    def _remove_attachment(
        self, command: commands.Redact, case: Case, actor: Actor, note: str, command_id: CommandId | None
    ) -> Case:
        """Removes an attachment through the vault: only its function may delete a picture."""
        from chalicelib.services.ports.vault import AttachmentRemoval

        seq = _event_number(command, case)
        repetition = str(command_id) if command_id else None
        self.vault.remove(AttachmentRemoval(case.id, case.version, seq, actor, note, repetition))
        return self.cases.load(case.id)


def _as_answered(case: Case, events: tuple[Event, ...], before: Event, actor: Actor) -> Case:
    """The case for the repetition of a command that left the event `before`. An office that the command took a hidden
    case from still learns that it was carried out, and of what came later nothing: it gets the case as it was then."""
    if may_see(case, actor):
        return case
    return fold.fold(case.filing, [event for event in events if event.seq <= before.seq])


def _note_of(command: OfficeCommand) -> str:
    """The command's normalised public words; raises InvalidInput naming their field."""
    if isinstance(command, commands.Cover):
        return ""
    words, name = (
        (command.reason, "/reason")
        if isinstance(command, (commands.Refuse, commands.Escalate, commands.RequestIdentity))
        else (command.note, "/note")
    )
    return checked_note(words, required=not isinstance(command, _NOTE_OPTIONAL), field=name)


def _event_number(command: commands.Redact, case: Case) -> int:
    if not 1 <= command.seq <= case.version:
        raise InvalidInput(FieldError("/seq", "limit_range", f"1–{case.version}"))
    return command.seq


def _one_of(field_name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise InvalidInput(FieldError(field_name, "unknown_choice", ", ".join(allowed)))
    return value

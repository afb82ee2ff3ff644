"""Casework: the commands of offices and coordinators on a case."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import (
    archive_commands,
    commands,
    fold,
    identity_commands,
    lifecycle,
    priority,
    promise_commands,
    type_commands,
)
from chalicelib.domain.cases.model import REDACTABLE_WORDS
from chalicelib.domain.cases.repetition import find_repeated
from chalicelib.domain.cases.visibility import may_see
from chalicelib.domain.errors import FieldError, InvalidInput, NoHigherTier, StaleVersion, UnknownCase
from chalicelib.domain.geography.regions import covers
from chalicelib.domain.routing import accusations
from chalicelib.services.agencies import in_force
from chalicelib.services.cases import answers, command_words, disposition
from chalicelib.services.cases.plan import Plan
from chalicelib.services.duplicates import merging
from chalicelib.services.exchange import stacks
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.commands import OfficeCommand
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Actor, Case, Event
    from chalicelib.domain.cases.repetition import CommandId
    from chalicelib.services.agencies import AgencyService
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.office_answers import OfficeAnswers
    from chalicelib.services.ports.stack_register import StackRegister
    from chalicelib.services.ports.vault import Vault
    from chalicelib.services.stack import Stack

_TELLS = (commands.Progress, commands.DraftResponse, commands.Respond, commands.Correct, *promise_commands.COMMANDS)

REDACTABLE = (*REDACTABLE_WORDS, "note", attachments.PART)


@use_case
class CaseworkService:
    """Carries out the commands of offices and coordinators."""

    cases: CaseStore
    stack: Stack
    agencies: AgencyService
    event_writer: EventWriter
    stacks: StackRegister
    vault: Vault
    office_answers: OfficeAnswers

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
        note = command_words.note_of(command)
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
        if isinstance(command, _TELLS):
            return self._tell(command, case, actor, self.stack.calendar.local_date(now))
        if isinstance(command, commands.Support):
            return self._support(command, case)
        if isinstance(command, commands.Warn):
            return Plan(facts={"recipient": case.agency or "", "recipient_name": case.agency_name or ""})
        if isinstance(
            command,
            (identity_commands.RequestIdentity, identity_commands.ApproveIdentity, identity_commands.RefuseIdentity),
        ):
            return self._plan_identity(command, case, actor, now)
        if isinstance(command, type_commands.OfTypes):
            return self._of_type(command, case, now)
        return self._plan_without_office(command, case, actor, note)

    def _plan_without_office(self, command: OfficeCommand, case: Case, actor: Actor, note: str) -> Plan:
        if isinstance(command, commands.Merge):
            return Plan(facts={"into": merging.target_for(self.cases, case, command.into, actor).id})
        if isinstance(command, commands.Prioritise):
            return Plan(facts={"priority": command_words.one_of("/priority", command.priority, priority.RANKED)})
        if isinstance(command, commands.Retitle):
            disposition.require_other_title(case, note)
            return Plan()
        if isinstance(command, archive_commands.COMMANDS):
            # Here, because few commands archive.
            from chalicelib.services.cases import archiving

            return archiving.plan(self.cases, command, case, actor)
        if isinstance(command, (commands.Approve, commands.SendBack)):
            lifecycle.require_second_person(case, actor, publishing=False)
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
        facts = disposition.corrections(self.stack, self.agencies.directory, case, command)
        office = self.agencies.receiving(command.target)
        self._require_cleared(case, command.category)
        return Plan(office, office.coordinates, facts)

    def _assign(self, command: commands.Assign, case: Case) -> Plan:
        """Assigns downwards, within the own area: a dinas to a kelurahan, a desa to an RT. The case comes up again by
        escalation."""
        if not command.target:
            raise InvalidInput(FieldError("/target", "missing"))
        here, office = self.agencies.get(case.agency or ""), self.agencies.receiving(command.target)
        if not (covers(here.region, office.region) and office.tier < here.tier):
            raise InvalidInput(FieldError("/target", "not_below"))
        if office.id in case.ladder.offices:
            raise InvalidInput(FieldError("/target", "was_late"))
        return Plan(office)

    def _escalate(self, case: Case) -> Plan:
        above = self.agencies.above(case)
        if above is None:
            raise NoHigherTier
        return Plan(above, above.coordinates)

    def _refuse(self, command: commands.Refuse, case: Case) -> Plan:
        """Refers, never rejects: to the office that was named, or to the coordinator. After two hops, and for an office
        that was late with the case, the coordinator decides, and the office named is only a proposal."""
        named = self.agencies.receiving(command.target) if command.target else None
        if named and named.id == case.agency:
            raise InvalidInput(FieldError("/target", "target_is_yourself"))
        facts: Facts = {"hop": case.hops + 1}
        was_late = named and named.id in case.ladder.offices
        if named and not was_late and case.hops < lifecycle.HOPS_WITH_A_NAMED_TARGET:
            return Plan(named, named.coordinates, facts)
        if named:
            facts |= {"proposed": named.id, "proposed_name": named.name}
        return Plan(disposition.coordinator_for(self.cases, self.agencies, case), True, facts)

    def _refer(self, command: commands.Refer, case: Case) -> Plan:
        to = stacks.find_stack(self.stack, self.stacks, command.stack)
        stacks.check_first_time(self.cases.load_history(case.id), to)
        return Plan(facts=stacks.facts(to))

    def _support(self, command: commands.Support, case: Case) -> Plan:
        if not command.target:
            raise InvalidInput(FieldError("/target", "missing"))
        office = self.agencies.receiving(command.target)
        if office.id == case.agency or office.id in case.supporting:
            raise InvalidInput(FieldError("/target", "already_involved"))
        accusations.require_holder(self.stack.category(case.category), case.region, office)
        return Plan(facts={"agency": office.id, "agency_name": office.name})

    def _plan_identity(
        self,
        command: identity_commands.RequestIdentity
        | identity_commands.ApproveIdentity
        | identity_commands.RefuseIdentity,
        case: Case,
        actor: Actor,
        now: datetime,
    ) -> Plan:
        from chalicelib.services.access import identity_requests

        if isinstance(command, identity_commands.RequestIdentity):
            ground = identity_requests.ask(self.stack, case, actor, command)
            return Plan(facts=ground.facts, note=ground.words)
        events = self.cases.load_history(case.id).events
        approves = isinstance(command, identity_commands.ApproveIdentity)
        return Plan(facts=identity_requests.answer(events, actor, now, approves=approves))

    def _protect_accusation(self, case: Case, plan: Plan) -> None:
        """Refuses to move an accusation to an office that may be the accused one. Category and region are
        those it gets."""
        if plan.to is None:
            return
        category = str(plan.facts.get("category") or case.category or "")
        region = str(plan.facts.get("region") or case.region or "") or None
        accusations.require_holder(self.stack.category(category), region, plan.to)

    def _require_cleared(self, case: Case, category: str | None) -> None:
        """Refuses to take an accusation for something else before an inspectorate has said that it is none; where the
        directory has no inspectorate the coordinator decides."""
        before, after = self.stack.category(case.category), self.stack.category(category)
        if before is None or after is None or not accusations.is_accusation(before) or accusations.is_accusation(after):
            return
        if in_force(self.agencies.directory, accusations.inspectorates(before, case.region, self.stack.province)):
            accusations.require_cleared(self.cases.load_history(case.id).events)

    def _tell(self, command: answers.Tells | promise_commands.Promises, case: Case, actor: Actor, today: date) -> Plan:
        """What the office tells the reporter, or would promise; raises InvalidInput naming what it lacks, and what
        `lifecycle.require_second_person` and `promises.plan` raise."""
        if isinstance(command, promise_commands.COMMANDS):
            # Here, because few commands promise a date with a second person.
            from chalicelib.services.cases import promises

            return promises.plan(self.cases, command, case, actor, today)
        if isinstance(command, commands.Progress):
            return answers.progress(self.cases, self.stack, command, case, today)
        if (
            isinstance(command, (commands.Respond, commands.Correct))
            and self.agencies.get(case.agency or "").two_person
        ):
            lifecycle.require_publisher(case, actor, correcting=isinstance(command, commands.Correct))
        return self._answer(command, case, today)

    def _answer(self, command: answers.Answers, case: Case, today: date) -> Plan:
        """Drafts the response or publishes it: the draft if there is one, and never without the second person where the
        office wants one."""
        if not isinstance(command, commands.Respond):
            return answers.answer(self.cases, self.stack, command, case, today)
        if case.draft is None or (command.note and not self.agencies.get(case.agency or "").two_person):
            plan = answers.answer(self.cases, self.stack, command, case, today)
        else:
            plan = answers.drafted(self.cases.load_history(case.id).events, case, case.draft)
        return answers.noted(self.office_answers, plan, case)

    def _of_type(self, command: type_commands.OfTypes, case: Case, now: datetime) -> Plan:
        # Here, because few commands belong to one type.
        from chalicelib.services.cases import types

        return Plan(facts=types.facts(self.stack, command, case, now))

    def _redact(self, command: commands.Redact, case: Case) -> Plan:
        """Removes words with all that was made from them; who removed them and why stays. The hash covers only a
        commitment to the words. Every stack with a copy must be told of it: who these are is in the history."""
        # Here, because few commands redact.
        from chalicelib.domain.cases import redaction as rules
        from chalicelib.services.exchange import debts

        part = command_words.one_of("/part", command.part, REDACTABLE)
        seq = command_words.event_number(command, case) if part == rules.NOTE else 0
        history = self.cases.load_history(case.id)
        events = history.events
        redaction = rules.of_note(seq, events) if seq else rules.of_part(part, case, history.content, events)
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

        seq = command_words.event_number(command, case)
        repetition = str(command_id) if command_id else None
        self.vault.remove(AttachmentRemoval(case.id, case.version, seq, actor, note, repetition))
        return self.cases.load(case.id)


def _as_answered(case: Case, events: tuple[Event, ...], before: Event, actor: Actor) -> Case:
    """The case for the repetition of a command that left the event `before`. An office that the command took a hidden
    case from still learns that it was carried out, and of what came later nothing: it gets the case as it was then."""
    if may_see(case, actor):
        return case
    return fold.fold(case.filing, [event for event in events if event.seq <= before.seq])

"""Casework: what offices and coordinators do with a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from chalicelib.domain import validation
from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import lifecycle
from chalicelib.domain.cases.lifecycle import Command, Facts
from chalicelib.domain.cases.visibility import may_see
from chalicelib.domain.errors import FieldError, InvalidInput, NoHigherTier, StaleVersion, UnknownCase
from chalicelib.domain.geography.regions import covers
from chalicelib.services.duplicates import merging
from chalicelib.services.exchange import stacks
from chalicelib.services.ports.case_store import CaseStore, Redaction
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor, Agency, Case
    from chalicelib.services.agencies import AgencyService
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.stack_register import StackRegister
    from chalicelib.services.ports.vault import Vault
    from chalicelib.services.stack import Stack

NOTE_LIMIT = 4_000
LONGEST_PROMISE_DAYS = 730
REDACTABLE = ("title", "text", "place", "note", attachments.PART)
_NOTE_OPTIONAL = (Command.ACCEPT, Command.DISPOSE, Command.ASSIGN, Command.APPROVE, Command.RESUME, Command.RESPOND)


@dataclass(frozen=True, slots=True)
class Order:
    """A command as it came: on which case, at which version, by whom. `note` is public; `note_field` is what the
    sender calls it. `details` are what some commands need beside it. `command_id` recognises a repetition."""

    tracking_id: str
    command: Command
    version: int
    actor: Actor
    note: str = ""
    target: str | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    command_id: str | None = None
    note_field: str = "/note"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a command's event will say: where the case goes, whether into triage there, facts, and the public note."""

    to: Agency | None = None
    triage: bool = False
    facts: Facts = field(default_factory=dict)
    note: str | None = None
    redaction: Redaction | None = None


@use_case
class CaseworkService:
    """Carries out orders."""

    cases: CaseStore
    stack: Stack
    agencies: AgencyService
    event_writer: EventWriter
    stacks: StackRegister
    vault: Vault

    def perform(self, order: Order, now: datetime) -> Case:
        """Carry out an order and return the case after it.

        An order that was carried out before (same `command_id`) changes nothing and succeeds. Raises StaleVersion
        if the case has moved on, and what `lifecycle.draft` raises.
        """
        note = checked_note(order.note, required=order.command not in _NOTE_OPTIONAL, field=order.note_field)
        try:
            case = self.cases.load(order.tracking_id)
        except UnknownCase:
            raise self.stack.unknown(order.tracking_id) from None
        if not may_see(case, order.actor):
            raise UnknownCase
        if case.version != order.version:
            return self._repeated(order, case)
        # Whether the command exists here at all is said before its details are asked for.
        lifecycle.decide(case, order.command, order.actor)
        if order.command is Command.REDACT and order.details.get("part") == attachments.PART:
            return self._removed(order, case, note)
        prepared = self._prepare(order, case, note, now)
        draft = lifecycle.decide(
            case,
            order.command,
            order.actor,
            note=note if prepared.note is None else prepared.note,
            to=prepared.to,
            triage=prepared.triage,
            facts=prepared.facts,
        )
        try:
            return self.event_writer.write(case, draft, order.actor, now, order.command_id, prepared.redaction)[0]
        except StaleVersion:
            return self._repeated(order, self.cases.load(order.tracking_id))

    def _repeated(self, order: Order, case: Case) -> Case:
        if order.command_id:
            events = self.cases.load_history(order.tracking_id).events
            if any(event.command_id == order.command_id for event in events):
                return case
        raise StaleVersion(order.version, case.version)

    def _prepare(self, order: Order, case: Case, note: str, now: datetime) -> Prepared:
        special: dict[Command, Callable[[], Prepared]] = {
            Command.DISPOSE: lambda: self._disposed(order, case),
            Command.ASSIGN: lambda: self._assigned(order, case),
            Command.ESCALATE: lambda: self._escalated(case),
            Command.REFUSE: lambda: self._refused(order, case),
            Command.PROGRESS: lambda: self._progressed(order, now),
            Command.SUPPORT: lambda: self._supported(order, case),
            Command.MERGE: lambda: self._merged(order, case),
            Command.ARCHIVE: lambda: Prepared(facts={"reason": _one_of(order, "reason", lifecycle.ARCHIVE_REASONS)}),
            Command.APPROVE: lambda: self._approved(order, case),
            Command.RESPOND: lambda: self._responded(order, case, note),
            Command.REDACT: lambda: self._redacted(order, case),
            Command.REFER: lambda: self._referred(order, case),
        }
        prepare = special.get(order.command)
        return prepare() if prepare else Prepared()

    def _disposed(self, order: Order, case: Case) -> Prepared:
        if not order.target:
            raise InvalidInput(FieldError("/target", "missing"))
        category = order.details.get("category")
        if category and category not in self.stack.categories:
            raise InvalidInput(FieldError("/category", "unknown_category"))
        office = self.agencies.get(order.target)
        return Prepared(office, office.coordinates, self.stack.put_under(case, category))

    def _assigned(self, order: Order, case: Case) -> Prepared:
        """Downwards, within the own area: a dinas to a kelurahan, a desa to an RT. It comes up again by escalation."""
        if not order.target:
            raise InvalidInput(FieldError("/target", "missing"))
        here, office = self.agencies.get(case.agency or ""), self.agencies.get(order.target)
        if not (covers(here.region, office.region) and office.tier < here.tier):
            raise InvalidInput(FieldError("/target", "not_below"))
        return Prepared(office)

    def _escalated(self, case: Case) -> Prepared:
        above = self.agencies.above(case)
        if above is None:
            raise NoHigherTier
        return Prepared(above, above.coordinates)

    def _refused(self, order: Order, case: Case) -> Prepared:
        """Refer, never reject: to the office that was named, or to the coordinator. After two hops the coordinator
        decides, and the office named is only a proposal."""
        named = self.agencies.get(order.target) if order.target else None
        if named and named.id == case.agency:
            raise InvalidInput(FieldError("/target", "target_is_yourself"))
        facts: Facts = {"hop": case.hops + 1}
        if named and case.hops < lifecycle.HOPS_WITH_A_NAMED_TARGET:
            return Prepared(named, named.coordinates, facts)
        if named:
            facts |= {"proposed": named.id, "proposed_name": named.name}
        return Prepared(self.agencies.coordinator_of(case), True, facts)

    def _referred(self, order: Order, case: Case) -> Prepared:
        to = stacks.find_stack(self.stack, self.stacks, order.details.get("stack", ""))
        stacks.check_first_time(self.cases.load_history(case.id), to)
        return Prepared(facts=stacks.facts(to))

    def _progressed(self, order: Order, now: datetime) -> Prepared:
        kind = _one_of(order, "kind", lifecycle.PROGRESS_KINDS) if "kind" in order.details else "note"
        promised = order.details.get("promised")
        if (kind == "waiting_for_budget") != bool(promised):
            code = "missing" if kind == "waiting_for_budget" else "unknown_field"
            raise InvalidInput(FieldError("/promised", code))
        if not promised:
            return Prepared(facts={"kind": kind})
        day, today = date.fromisoformat(promised), self.stack.calendar.local_date(now)
        if not today < day <= date.fromordinal(today.toordinal() + LONGEST_PROMISE_DAYS):
            raise InvalidInput(FieldError("/promised", "promise_range", str(LONGEST_PROMISE_DAYS)))
        return Prepared(facts={"kind": kind, "promised": day.isoformat()})

    def _supported(self, order: Order, case: Case) -> Prepared:
        if not order.target:
            raise InvalidInput(FieldError("/target", "missing"))
        office = self.agencies.get(order.target)
        if office.id == case.agency or office.id in case.supporting:
            raise InvalidInput(FieldError("/target", "already_involved"))
        return Prepared(facts={"agency": office.id, "agency_name": office.name})

    def _merged(self, order: Order, case: Case) -> Prepared:
        into = merging.target_for(self.cases, case, order.details.get("into", ""))
        return Prepared(facts={"into": into.id})

    def _approved(self, order: Order, case: Case) -> Prepared:
        lifecycle.require_second_person(case, order.actor, publishing=False)
        return Prepared()

    def _responded(self, order: Order, case: Case, note: str) -> Prepared:
        """Publish: what was drafted if anything was, and never without the second person where the office wants one."""
        office = self.agencies.get(case.agency or "")
        if office.two_person:
            lifecycle.require_second_person(case, order.actor, publishing=True)
        if case.draft is None:
            return Prepared(note=checked_note(note, required=True, field=order.note_field))
        if note and not office.two_person:
            return Prepared(note=note)
        events = self.cases.load_history(case.id).events
        return Prepared(note=events[case.draft - 1].note)

    def _redacted(self, order: Order, case: Case) -> Prepared:
        """Words are taken out; that they were, by whom and why, stays. What is hashed is a commitment to the words."""
        part = _one_of(order, "part", REDACTABLE)
        if part != "note":
            return Prepared(facts={"part": part}, redaction=Redaction(part))
        seq = _event_number(order, case)
        return Prepared(facts={"part": part, "seq": seq}, redaction=Redaction(part, seq))

    def _removed(self, order: Order, case: Case, note: str) -> Case:
        """The one order that the vault carries out: only its function may delete a picture."""
        from chalicelib.services.ports.vault import AttachmentRemoval

        seq = _event_number(order, case)
        self.vault.remove(AttachmentRemoval(case.id, order.version, seq, order.actor, note, order.command_id))
        return self.cases.load(case.id)


def checked_note(note: str, *, required: bool, field: str = "/note") -> str:
    """A public note in its one form; raises InvalidInput naming `field`."""
    tidied = validation.normalise(note)
    errors = validation.check(field, tidied, NOTE_LIMIT, shortest=int(required))
    if errors:
        raise InvalidInput(*errors)
    return tidied


def _event_number(order: Order, case: Case) -> int:
    seq = int(order.details.get("seq", "0"))
    if not 1 <= seq <= case.version:
        raise InvalidInput(FieldError("/seq", "limit_range", f"1–{case.version}"))
    return seq


def _one_of(order: Order, name: str, allowed: tuple[str, ...]) -> str:
    value = order.details.get(name, "")
    if value not in allowed:
        raise InvalidInput(FieldError(f"/{name}", "unknown_choice", ", ".join(allowed)))
    return value

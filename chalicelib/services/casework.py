"""Casework: what offices and coordinators do with a case."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain import lifecycle, words
from chalicelib.domain.case import Actor, Agency, Case
from chalicelib.domain.errors import FieldError, InvalidInput, NoHigherTier, StaleVersion, UnknownCase
from chalicelib.domain.lifecycle import Command
from chalicelib.domain.visibility import may_see
from chalicelib.services.ports import CaseStore
from chalicelib.services.recording import Recorder
from chalicelib.services.triage import TriageService

NOTE_LIMIT = 4_000


@dataclass(frozen=True, slots=True)
class Order:
    """A command as it came: on which case, at which version, by whom. `note` is public; `note_field` is what the
    sender calls it. `command_id` recognises a repetition."""

    tracking_id: str
    command: Command
    version: int
    actor: Actor
    note: str = ""
    target: str | None = None
    command_id: str | None = None
    note_field: str = "/note"


@dataclass(frozen=True, slots=True)
class CaseworkService:
    """Carries out orders."""

    cases: CaseStore
    triage: TriageService
    recorder: Recorder

    def perform(self, order: Order, now: datetime) -> Case:
        """Carry out an order and return the case after it.

        An order that was carried out before (same `command_id`) changes nothing and succeeds. Raises StaleVersion
        if the case has moved on, and what `lifecycle.draft` raises.
        """
        needs_words = order.command not in (Command.ACCEPT, Command.DISPOSE)
        note = checked_note(order.note, required=needs_words, field=order.note_field)
        case = self.cases.load(order.tracking_id)
        if not may_see(case, order.actor):
            raise UnknownCase
        if case.version != order.version:
            return self._repeated(order, case)
        to, triage, facts = self._destination(order, case)
        draft = lifecycle.draft(case, order.command, order.actor, note=note, to=to, triage=triage, facts=facts)
        try:
            return self.recorder.record(case, draft, order.actor, now, order.command_id)[0]
        except StaleVersion:
            return self._repeated(order, self.cases.load(order.tracking_id))

    def _repeated(self, order: Order, case: Case) -> Case:
        if order.command_id:
            events = self.cases.read(order.tracking_id).events
            if any(event.command_id == order.command_id for event in events):
                return case
        raise StaleVersion(order.version, case.version)

    def _destination(self, order: Order, case: Case) -> tuple[Agency | None, bool, dict[str, str | int | bool]]:
        """The office a moving command sends the case to, whether it lands in triage there, and facts for the event."""
        if order.command is Command.DISPOSE:
            office = self.triage.office(_required(order.target))
            return office, office.coordinates, {}
        if order.command is Command.ESCALATE:
            above = self.triage.office_above(case)
            if above is None:
                raise NoHigherTier
            return above, above.coordinates, {}
        if order.command is Command.REFUSE:
            return self._refused(order, case)
        return None, False, {}

    def _refused(self, order: Order, case: Case) -> tuple[Agency, bool, dict[str, str | int | bool]]:
        """Refer, never reject: to the office that was named, or to the coordinator. After two hops the coordinator
        decides, and the office named is only a proposal."""
        named = self.triage.office(order.target) if order.target else None
        if named and named.id == case.agency:
            raise InvalidInput(FieldError("/target", "target_is_yourself"))
        facts: dict[str, str | int | bool] = {"hop": case.hops + 1}
        if named and case.hops < lifecycle.HOPS_WITH_A_NAMED_TARGET:
            return named, named.coordinates, facts
        if named:
            facts |= {"proposed": named.id, "proposed_name": named.name}
        return self.triage.coordinator_of(case), True, facts


def checked_note(note: str, *, required: bool, field: str = "/note") -> str:
    """A public note in its one form; raises InvalidInput naming `field`."""
    tidied = words.tidy(note)
    errors = words.check(field, tidied, NOTE_LIMIT, shortest=int(required))
    if errors:
        raise InvalidInput(*errors)
    return tidied


def _required(target: str | None) -> str:
    if not target:
        raise InvalidInput(FieldError("/target", "missing"))
    return target

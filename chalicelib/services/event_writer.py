"""Writes every change of a case: new event -> sealed event -> new state -> one conditional transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import fold, hash_chain
from chalicelib.domain.cases.model import COVERS
from chalicelib.domain.cases.redaction import RETITLED
from chalicelib.domain.timestamps import to_milliseconds
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.lifecycle import Facts, NewEvent
    from chalicelib.domain.cases.model import Actor, Case, Event
    from chalicelib.domain.cases.redaction import Redaction
    from chalicelib.domain.cases.repetition import CommandId
    from chalicelib.domain.deadlines.clocks import Timer
    from chalicelib.domain.exchange.debt import Debt
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.stack import Entropy, Stack

SALT_BYTES = 16


class TimerStays(Exception):
    """A defect of the rules: the event that a clock's expiry leaves does not end the clock."""


@use_case
class EventWriter:
    """Appends events to cases."""

    cases: CaseStore
    stack: Stack
    entropy: Entropy

    def write(
        self,
        case: Case,
        new_event: NewEvent,
        actor: Actor,
        now: datetime,
        command_id: CommandId | str | None = None,
        redaction: Redaction | None = None,
        ends: Timer | None = None,
        owed: Callable[[Event], tuple[Debt, ...]] = lambda event: (),
    ) -> tuple[Case, Event]:
        """Append a new event, and what it makes this stack owe to others (`exchange/debts.owed_by`); answers the state
        after it, and the sealed event. Raises StaleVersion if another change was faster, and what
        `covering.with_note` raises. `ends` is the timer that the
        event answers; raises TimerStays, and writes nothing, if it would run on as before: the sweep would write such
        events for ever."""
        event = hash_chain.seal(
            case.id,
            case.version + 1,
            case.chain,
            kind=new_event.kind,
            # Never before what the case says has happened: two functions' clocks may differ.
            at=max(to_milliseconds(now), case.changed_at),
            actor=actor,
            salt=self.entropy(SALT_BYTES),
            note=new_event.note,
            data=self._data(case, new_event, actor),
            command_id=str(command_id) if command_id else None,
        )
        after = fold.apply(case, event)
        schedule = self.stack.schedule(after)
        if ends and schedule.timer == ends:
            raise TimerStays(ends.clock)
        self.cases.append(after, event, schedule, redaction, owed(event))
        return after, event

    def _data(self, case: Case, new_event: NewEvent, actor: Actor) -> Facts:
        """The facts of a new event. A note on a case of which words are covered is searched for them, by one query."""
        if not (new_event.note and (case.covers or COVERS in new_event.data)):
            return new_event.data
        # Here, because few cases have anything covered.
        from chalicelib.domain.cases import covering

        history = self.cases.load_history(case.id)
        parts = covering.parts_of(case, history.content, history.events)
        if new_event.kind == RETITLED:
            return covering.with_title(new_event.data, new_event.note, case.covers, parts, case.version + 1)
        return covering.with_note(new_event.data, new_event.note, actor, case.covers, parts, case.version + 1)

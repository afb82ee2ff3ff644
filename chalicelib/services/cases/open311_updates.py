"""Updates of offices whose own systems speak Open311: words, and whether the matter is settled. No version comes with
them, so an update is taken to be about the case as it is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases.lifecycle import Command
from chalicelib.domain.cases.model import Actor, Case, Status
from chalicelib.domain.cases.visibility import may_see
from chalicelib.domain.errors import UnknownCase
from chalicelib.services.cases.casework import CaseworkService, Order, checked_note
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.ports.case_store import CaseStore

_NOTE_FIELD = "/description"


@use_case
class Open311UpdateService:
    """Turns updates into orders."""

    cases: CaseStore
    casework: CaseworkService

    def update(self, tracking_id: str, note: str, closes: bool, actor: Actor, now: datetime, command_id: str) -> int:
        """Carry out an update: progress, or the response if it closes the matter; an office that has not taken the case
        on does so first. Answers the number of its event, the same one if it comes again (same `command_id`). Raises
        what `CaseworkService.perform` raises."""
        # Before the office takes anything on: a note that cannot be written must not leave half an update.
        said = checked_note(note, required=True, field=_NOTE_FIELD)
        record = self.cases.load_history(tracking_id)
        if not may_see(record.case, actor):
            raise UnknownCase
        for event in record.events:
            if event.command_id == command_id:
                return event.seq
        case = record.case
        if case.status is Status.ROUTED:
            case = self._order(case, Command.ACCEPT, "", actor, now, f"{command_id}/accept")
        command = Command.RESPOND if closes else Command.PROGRESS
        return self._order(case, command, said, actor, now, command_id).version

    def _order(self, case: Case, command: Command, note: str, actor: Actor, now: datetime, command_id: str) -> Case:
        order = Order(case.id, command, case.version, actor, note, command_id=command_id, note_field=_NOTE_FIELD)
        return self.casework.perform(order, now)

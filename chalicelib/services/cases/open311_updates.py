"""Open311 updates, from offices whose own systems speak Open311: a description, and whether the matter is closed. They
come without a version, so an update applies to the case as it is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import commands, lifecycle
from chalicelib.domain.cases.model import Actor, Case, Status
from chalicelib.domain.cases.repetition import find_repeated
from chalicelib.domain.cases.visibility import may_see
from chalicelib.domain.errors import UnknownCase
from chalicelib.domain.validation import checked_note
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.commands import OfficeCommand
    from chalicelib.domain.cases.repetition import CommandId
    from chalicelib.services.cases.casework import CaseworkService
    from chalicelib.services.ports.case_store import CaseStore


@use_case
class Open311UpdateService:
    """Carries out updates as commands."""

    cases: CaseStore
    casework: CaseworkService

    def update(
        self,
        tracking_id: str,
        command: commands.Progress | commands.Respond,
        actor: Actor,
        now: datetime,
        command_id: CommandId,
    ) -> int:
        """Carry out an update: progress, or the response that closes the matter; an office that has not accepted
        the case does so first. Answers the number of its event, the same one for a repetition (same `command_id`).
        Raises what `CaseworkService.perform` raises."""
        # Checked before the case is accepted: a note that cannot be written must not leave half an update.
        checked_note(command.note, required=True, field="/description")
        history = self.cases.load_history(tracking_id)
        if not may_see(history.case, actor):
            raise UnknownCase
        if before := find_repeated(history.events, command_id, (lifecycle.RULES[commands.NAMES[type(command)]].event,)):
            return before.seq
        case = history.case
        if case.status is Status.ROUTED:
            case = self._perform(case, commands.Accept(), actor, now, command_id.step("accept"))
        return self._perform(case, command, actor, now, command_id).version

    def _perform(self, case: Case, command: OfficeCommand, actor: Actor, now: datetime, command_id: CommandId) -> Case:
        return self.casework.perform(command, case.id, case.version, actor, now, command_id)

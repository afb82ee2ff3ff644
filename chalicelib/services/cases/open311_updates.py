"""Open311 updates: a description and a status. Who sends one decides what it means: from an office whose own system
speaks Open311 it is the office's step, from an application it is the word of a reporter who filed with it. They come
without a version, so an update applies to the case as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import commands, lifecycle, reporter_commands
from chalicelib.domain.cases.model import Actor, Case, Role, Status
from chalicelib.domain.cases.repetition import find_repeated
from chalicelib.domain.cases.visibility import may_see
from chalicelib.domain.errors import InvalidInput, UnknownCase
from chalicelib.domain.validation import checked_note
from chalicelib.services.cases import answers
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.commands import OfficeCommand
    from chalicelib.domain.cases.repetition import CommandId
    from chalicelib.services.cases.casework import CaseworkService
    from chalicelib.services.cases.reporter import ReporterService
    from chalicelib.services.ports.case_store import CaseStore
    from chalicelib.services.ports.public_log import PublicLog

    OfficeUpdate = commands.Progress | commands.Respond | commands.Refuse


class NotFiledWithThisKey(Exception):
    """The application did not file the public case that its update is about."""


@use_case
class Open311UpdateService:
    """Carries out updates as commands."""

    cases: CaseStore
    log: PublicLog
    casework: CaseworkService
    reporter: ReporterService

    def relay(
        self,
        tracking_id: str,
        command: reporter_commands.Relay,
        application: Actor,
        now: datetime,
        command_id: CommandId,
    ) -> int:
        """Carry out what an application passes on from a reporter who filed with it; answers the number of the event.

        Raises NotFiledWithThisKey for a public case that was filed otherwise, UnknownCase for every other case that
        this key did not file, hidden or not there: both are told apart by nothing, the two reads that precede
        included. Raises what `ReporterService.perform_for` raises.
        """
        key = application.key or ""
        first = self.log.events([(tracking_id, 1)]).get((tracking_id, 1))
        if first is None or first.actor.role is not Role.REPORTER or first.actor.key != key:
            if may_see(self.cases.load(tracking_id), None):
                raise NotFiledWithThisKey
            raise UnknownCase
        history = self.reporter.perform_for(command, tracking_id, key, now, command_id)
        written = find_repeated(history.events, command_id, lifecycle.EVENT_KINDS)
        return written.seq if written else history.case.version

    def update(
        self,
        tracking_id: str,
        command: OfficeUpdate,
        actor: Actor,
        now: datetime,
        command_id: CommandId,
    ) -> int:
        """Carry out an update of the office: progress, the response that closes the matter, or that it is not
        competent; an office that has not accepted the case does so before the first two. Answers the number of its
        event, the same one for a repetition (same `command_id`).
        Raises what `CaseworkService.perform` raises."""
        # Checked before the case is accepted: a note that cannot be written must not leave half an update.
        words = command.reason if isinstance(command, commands.Refuse) else command.note
        checked_note(words, required=True, field="/description")
        history = self.cases.load_history(tracking_id)
        if before := find_repeated(history.events, command_id, (lifecycle.RULES[commands.NAMES[type(command)]].event,)):
            return before.seq
        if not may_see(history.case, actor):
            raise UnknownCase
        case = history.case
        self._check(command, case, actor, now)
        if case.status is Status.ROUTED and not isinstance(command, commands.Refuse):
            case = self._perform(case, commands.Accept(), actor, now, command_id.step("accept"))
        return self._perform(case, command, actor, now, command_id).version

    def _check(self, command: OfficeUpdate, case: Case, actor: Actor, now: datetime) -> None:
        """Raises InvalidInput for words that say too little, in the name of the one field that an update has; before
        that what `lifecycle.check` raises: who may not act learns nothing about words."""
        if isinstance(command, commands.Refuse):
            return
        first = commands.Command.ACCEPT if case.status is Status.ROUTED else commands.NAMES[type(command)]
        lifecycle.check(case, first, actor)
        try:
            stack = self.casework.stack
            answers.check(self.cases, stack, command, case, stack.calendar.local_date(now))
        except InvalidInput as error:
            raise InvalidInput(*(replace(each, field="/description") for each in error.errors)) from None

    def _perform(self, case: Case, command: OfficeCommand, actor: Actor, now: datetime, command_id: CommandId) -> Case:
        return self.casework.perform(command, case.id, case.version, actor, now, command_id)

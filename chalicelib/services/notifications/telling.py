"""Telling: keeps on a case that its reporter was told of what it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases import lifecycle
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REPORTER, SYSTEM, TOLD
from chalicelib.domain.errors import StaleVersion
from chalicelib.domain.notifications import told
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from datetime import datetime

    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.case_store import CaseHistory, CaseStore

_TRIES = 3


@use_case
class TellingService:
    """Writes one event for each wait at most, whoever tells it, and however often."""

    cases: CaseStore
    event_writer: EventWriter

    def delivered(self, tracking_id: str, told_of: int, channel: str, now: datetime) -> bool:
        """A notice of the event `told_of` has reached the reporter by one of `told.CHANNELS`; whether that was news.
        For the function that sends notices, which acts for the system. Raises UnknownCase, and StaleVersion if others
        keep changing the case: to be called again."""
        for attempt in range(_TRIES):
            history = self.cases.load_history(tracking_id)
            case = history.case
            if not case.waits_for_reporter or case.told_at or not told.is_of_this_wait(history.events, told_of):
                return False
            facts: lifecycle.Facts = {TOLD: channel, "of": told_of}
            event = lifecycle.decide(case, Command.TELL, SYSTEM, facts=facts)
            try:
                self.event_writer.write(case, event, SYSTEM, now)
            except StaleVersion:
                if attempt == _TRIES - 1:
                    raise
            else:
                return True
        raise AssertionError("unreachable: the last try returns or raises")

    def opened(self, history: CaseHistory, now: datetime) -> CaseHistory:
        """The reporter has opened the case with the secret; answers the case after it. Costs a write once for each
        wait. If somebody changes the case in the same moment nothing is kept: the next time counts."""
        case = history.case
        if not case.waits_for_reporter or case.told_at:
            return history
        event = lifecycle.decide(case, Command.TELL, REPORTER, facts={TOLD: told.PAGE})
        try:
            after, written = self.event_writer.write(case, event, REPORTER, now)
        except StaleVersion:
            return history
        return type(history)(after, history.content, (*history.events, written), history.failed)

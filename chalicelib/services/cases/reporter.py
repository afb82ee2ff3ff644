"""Following a case: what the public and the reporter, who holds the secret, can see and say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NoReturn

from chalicelib.domain.cases import lifecycle
from chalicelib.domain.cases.lifecycle import Command, Facts
from chalicelib.domain.cases.model import REPORTER, Actor, Agency, Case, Status
from chalicelib.domain.cases.receipt import secret_fits
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.cases.visibility import may_see
from chalicelib.domain.errors import (
    FieldError,
    InvalidInput,
    LivesElsewhere,
    NoHigherTier,
    StaleVersion,
    TooManyGuesses,
    UnknownCase,
    WrongSecret,
)
from chalicelib.services.cases.casework import checked_note
from chalicelib.services.ports.case_store import CaseHistory, CaseStore
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.services.agencies import AgencyService
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.secret_attempts import SecretAttempts
    from chalicelib.services.stack import Stack

BEST_RATING = 5
WRONG_SECRETS_AN_HOUR = 10
_TRIES = 3


@use_case
class ReporterService:
    """Shows cases, and takes what reporters add."""

    cases: CaseStore
    stack: Stack
    agencies: AgencyService
    event_writer: EventWriter
    secret_attempts: SecretAttempts

    def look_up(self, typed_id: str, viewer: Actor | None, now: datetime, secret: str | None = None) -> CaseHistory:
        """The record of a case, for whoever may see it.

        Raises InvalidInput for a typo, LivesElsewhere for another stack's id, UnknownCase for a case that does not
        exist or that the viewer may not know of, WrongSecret if a secret was given and does not fit, TooManyGuesses
        if that happens again and again.
        """
        tracking_id = parse_tracking_id(typed_id)
        try:
            record = self.cases.load_history(tracking_id)
        except UnknownCase:
            raise self.stack.unknown(tracking_id) from None
        if secret is not None:
            if not secret_fits(tracking_id, secret, record.case.filing.secret_hash):
                self._refuse(record.case, now)
            viewer = REPORTER
        if not may_see(record.case, viewer):
            raise UnknownCase
        return record

    def _refuse(self, case: Case, now: datetime) -> NoReturn:
        """A wrong secret. Counting is for the sake of cost and quiet: a secret of 100 bits cannot be guessed, and the
        right one is always let in. A hidden case stays unknown however often somebody tries."""
        too_many = self.secret_attempts.count(case.id, now) > WRONG_SECRETS_AN_HOUR
        if not case.filing.public:
            raise UnknownCase
        raise TooManyGuesses if too_many else WrongSecret

    def reply(
        self,
        typed_id: str,
        secret: str | None,
        text: str,
        resolved: bool | None,
        now: datetime,
        command_id: str | None = None,
    ) -> CaseHistory:
        """The reporter adds something. After a response, `resolved` says whether the matter is settled: True closes
        the case, False reopens it."""
        note = checked_note(text, required=resolved is None, field="/text")
        return self._act(typed_id, secret, lambda case: _command(case.status, resolved), note, {}, now, command_id)

    def rate(
        self, typed_id: str, secret: str | None, stars: int, text: str, now: datetime, command_id: str | None = None
    ) -> CaseHistory:
        """The reporter judges how the case was worked, 1 to 5; a later rating takes the place of an earlier one."""
        if not 1 <= stars <= BEST_RATING:
            raise InvalidInput(FieldError("/stars", "limit_range", f"1–{BEST_RATING}"))
        note = checked_note(text, required=False, field="/text")
        return self._act(typed_id, secret, lambda _: Command.RATE, note, {"rating": stars}, now, command_id)

    def withdraw(
        self, typed_id: str, secret: str | None, text: str, now: datetime, command_id: str | None = None
    ) -> CaseHistory:
        """The reporter takes the complaint back; the case is closed and stays on record."""
        note = checked_note(text, required=False, field="/text")
        return self._act(typed_id, secret, lambda _: Command.WITHDRAW, note, {}, now, command_id)

    def appeal(
        self, typed_id: str, secret: str | None, text: str, now: datetime, command_id: str | None = None
    ) -> CaseHistory:
        """The reporter is not content and wants another office to look: the one above, or the coordinator."""
        note = checked_note(text, required=True, field="/text")
        return self._act(typed_id, secret, lambda _: Command.APPEAL, note, {}, now, command_id)

    def _act(
        self,
        typed_id: str,
        secret: str | None,
        choose: Callable[[Case], Command],
        note: str,
        facts: Facts,
        now: datetime,
        command_id: str | None,
    ) -> CaseHistory:
        """Carry out a reporter's command. One that arrives twice (same `command_id`) is kept once."""
        if secret is None:
            raise WrongSecret
        for attempt in range(_TRIES):
            record = self.look_up(typed_id, None, now, secret)
            if record.case.referred_to:
                raise LivesElsewhere(record.case.id, record.case.referred_to)
            if command_id and any(event.command_id == command_id for event in record.events):
                return record
            command = choose(record.case)
            lifecycle.decide(record.case, command, REPORTER)
            to = self._destination(record.case, command)
            triage = to is not None and to.coordinates
            draft = lifecycle.decide(record.case, command, REPORTER, note=note, to=to, triage=triage, facts=facts)
            try:
                after, event = self.event_writer.write(record.case, draft, REPORTER, now, command_id)
            except StaleVersion:
                # An office acted between the read and the write; the reporter's words are still valid.
                if attempt == _TRIES - 1:
                    raise
            else:
                return CaseHistory(after, record.content, (*record.events, event))
        raise AssertionError("unreachable: the last try returns or raises")

    def _destination(self, case: Case, command: Command) -> Agency | None:
        """An appeal never goes back to the office that answered; a case that was withdrawn before any office had it
        and is opened again goes to the coordinator."""
        if command is Command.REOPEN and case.agency is None:
            return self.agencies.coordinator_of(case)
        if command is not Command.APPEAL:
            return None
        other = self.agencies.above(case) or self.agencies.coordinator_of(case)
        if other.id == case.agency:
            raise NoHigherTier
        return other


def _command(status: Status, resolved: bool | None) -> Command:
    if resolved is True:
        return Command.CONFIRM
    if resolved is False and status in (Status.RESPONDED, Status.CLOSED):
        return Command.REOPEN
    return Command.REPLY

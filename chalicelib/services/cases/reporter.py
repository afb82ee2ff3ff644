"""The reporter and the public: looking up a case, and the commands of the reporter, who holds the follow-up secret."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from chalicelib.domain.cases import commands, integrity, lifecycle
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REPORTER, Actor, Agency, Case, Role, Status
from chalicelib.domain.cases.receipt import secret_fits
from chalicelib.domain.cases.region_cut import case_as_seen, content_as_seen, event_as_seen
from chalicelib.domain.cases.repetition import find_repeated
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.cases.visibility import may_see, shows_words
from chalicelib.domain.errors import (
    DomainError,
    FieldError,
    InvalidInput,
    LivesElsewhere,
    NoHigherTier,
    StaleVersion,
    TooManyGuesses,
    UnknownCase,
    WrongSecret,
)
from chalicelib.domain.validation import checked_note
from chalicelib.services.ports.case_store import CaseHistory, CaseStore
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.domain.cases.commands import ReporterCommand
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.repetition import CommandId
    from chalicelib.services.agencies import AgencyService
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.secret_attempts import SecretAttempts
    from chalicelib.services.stack import Stack

BEST_RATING = 5
WRONG_SECRETS_AN_HOUR = 10
_TRIES = 3
_SETTLED_WORDS = "Menurut pelapor, masalah ini sudah selesai.\n{}"
"""What the office reads where a reporter calls a matter settled before anybody has responded to it."""
_NOBODYS_HASH = bytes(32)
"""What a secret is compared with where there is no case."""


@use_case
class ReporterService:
    """Looks up cases, and carries out the commands of reporters."""

    cases: CaseStore
    stack: Stack
    agencies: AgencyService
    event_writer: EventWriter
    secret_attempts: SecretAttempts

    def look_up(self, typed_id: str, viewer: Actor | None, now: datetime, secret: str | None = None) -> CaseHistory:
        """The history of a case, for a viewer who may see it; for one who may not read it, without the village.

        Raises InvalidInput for a typo, LivesElsewhere for another stack's id, UnknownCase for a case that does not
        exist or that the viewer may not know of, WrongSecret if a secret was given and does not fit, TooManyGuesses
        if that happened too often. A hidden case and one that does not exist cost the same, also with a wrong secret:
        one read, and one comparison.
        """
        tracking_id = parse_tracking_id(typed_id)
        case = self._load(tracking_id)
        if secret is not None:
            stored = case.filing.secret_hash if case else _NOBODYS_HASH
            if not secret_fits(tracking_id, secret, stored):
                raise self._refusal(tracking_id, case, now)
            viewer = REPORTER
        if case is None or not may_see(case, viewer):
            raise self.stack.not_found_error(tracking_id)
        history = self.cases.load_history(tracking_id)
        case = integrity.with_sealed_flags(history.case, history.events)
        if not may_see(case, viewer):
            raise self.stack.not_found_error(tracking_id)
        if shows_words(case, viewer):
            return replace(history, case=case)
        return CaseHistory(
            case_as_seen(case, viewer),
            content_as_seen(case, history.content, viewer),
            tuple(event_as_seen(case, event, viewer) for event in history.events),
        )

    def _load(self, tracking_id: str) -> Case | None:
        """The state of the case, before anything else is read: a number that is hidden costs what a number costs that
        does not exist, so that the time of an answer does not tell the two apart."""
        try:
            return self.cases.load(tracking_id)
        except UnknownCase:
            return None

    def _refusal(self, tracking_id: str, case: Case | None, now: datetime) -> DomainError:
        """The error for a wrong secret. Counting them only saves cost: a secret of 100 bits cannot be guessed, and the
        right one is always let in. A hidden case stays unknown however often somebody tries, and is counted no more
        than one that does not exist."""
        if case is None or not case.filing.public:
            return self.stack.not_found_error(tracking_id)
        too_many = self.secret_attempts.count(case.id, now) > WRONG_SECRETS_AN_HOUR
        return TooManyGuesses() if too_many else WrongSecret()

    def perform(
        self,
        command: ReporterCommand,
        typed_id: str,
        secret: str | None,
        now: datetime,
        command_id: CommandId | None = None,
    ) -> CaseHistory:
        """Carry out a command of a reporter, who proves to be one with the secret. A command that arrives twice (same
        `command_id`) is carried out once. Raises InvalidInput, WrongSecret, LivesElsewhere, IdempotencyKeyReused, and
        what `look_up` and `lifecycle.check` raise."""
        note = _note_of(command)
        if secret is None:
            raise WrongSecret
        load = partial(self.look_up, typed_id, None, now, secret)
        return self._perform(command, note, load, REPORTER, now, command_id)

    def perform_for(
        self, command: commands.Relay, tracking_id: str, application: str, now: datetime, command_id: CommandId
    ) -> CaseHistory:
        """Carry out what an application passes on, by the id of its key: its reporter has no secret to show, so the
        application must have filed the case (`filed_with`, which the caller has asked). The event keeps the key, as the
        one of the filing does. Raises what `perform` raises."""
        load = partial(self.cases.load_history, tracking_id)
        reporter = Actor(Role.REPORTER, key=application)
        return self._perform(command, _note_of(command), load, reporter, now, command_id)

    def _perform(
        self,
        command: ReporterCommand,
        note: str,
        load: Callable[[], CaseHistory],
        actor: Actor,
        now: datetime,
        command_id: CommandId | None,
    ) -> CaseHistory:
        facts = _facts_of(command)
        for attempt in range(_TRIES):
            history = load()
            case = history.case
            # First of all: what is on record was carried out, wherever the case has gone since.
            if find_repeated(history.events, command_id, _kinds_of(command)):
                return history
            if case.referred_to:
                raise LivesElsewhere(case.id, case.referred_to)
            name = _name_of(command, case.status)
            lifecycle.check(case, name, actor)
            to = self._destination(case, name)
            triage = to is not None and to.coordinates
            words = _SETTLED_WORDS.format(note).strip() if _is_news_of_settling(command, name) else note
            event = lifecycle.decide(case, name, actor, note=words, to=to, triage=triage, facts=facts)
            try:
                after, written = self.event_writer.write(case, event, actor, now, command_id)
            except StaleVersion:
                # An office acted between the read and the write; the reporter's words are still valid.
                if attempt == _TRIES - 1:
                    raise
            else:
                return replace(history, case=after, events=(*history.events, written))
        raise AssertionError("unreachable: the last try returns or raises")

    def _destination(self, case: Case, command: Command) -> Agency | None:
        """The office that gets the case, if the command moves it. An appeal never goes back to the office that
        responded; a case that was withdrawn before any office had it and is reopened goes to the coordinator."""
        if command is Command.REOPEN and case.agency is None:
            return self.agencies.coordinator_of(case)
        if command is not Command.APPEAL:
            return None
        other = self.agencies.above(case) or self.agencies.coordinator_of(case)
        if other.id == case.agency:
            raise NoHigherTier
        return other


def _note_of(command: ReporterCommand) -> str:
    """The reporter's normalised words; raises InvalidInput for missing or invalid words, and for a number of stars that
    does not exist."""
    if isinstance(command, commands.Rate) and not 1 <= command.stars <= BEST_RATING:
        raise InvalidInput(FieldError("/stars", "limit_range", f"1–{BEST_RATING}"))
    unresolved = isinstance(command, commands.Reply) and command.resolved is None
    unsettled = isinstance(command, commands.Relay) and not command.settled
    required = unresolved or unsettled or isinstance(command, commands.Appeal)
    return checked_note(command.text, required=required, field="/text")


def _facts_of(command: ReporterCommand) -> Facts:
    return {"rating": command.stars} if isinstance(command, commands.Rate) else {}


def _kinds_of(command: ReporterCommand) -> frozenset[str]:
    """The kinds of events that this command can have left, whatever the status was."""
    return frozenset(lifecycle.RULES[_name_of(command, status)].event for status in Status)


def _name_of(command: ReporterCommand, status: Status) -> Command:
    """The command whose rule applies. What a reply means depends on whether an office has responded."""
    if isinstance(command, commands.Rate):
        return Command.RATE
    if isinstance(command, commands.Appeal):
        return Command.APPEAL
    if isinstance(command, commands.Withdraw):
        return Command.WITHDRAW
    if isinstance(command, commands.Relay):
        return _name_of_relay(command, status)
    if command.resolved is True:
        return Command.CONFIRM
    if command.resolved is False and status in (Status.RESPONDED, Status.CLOSED):
        return Command.REOPEN
    return Command.REPLY


def _name_of_relay(command: commands.Relay, status: Status) -> Command:
    if command.settled and status is Status.RESPONDED:
        return Command.CONFIRM
    if not command.settled and status is Status.CLOSED:
        return Command.REOPEN
    return Command.REPLY


def _is_news_of_settling(command: ReporterCommand, name: Command) -> bool:
    """Whether the event itself would not say that the reporter calls the matter settled."""
    return isinstance(command, commands.Relay) and command.settled and name is Command.REPLY

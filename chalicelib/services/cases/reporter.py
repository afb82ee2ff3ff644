"""The reporter and the public: looking up a case, and the commands of the reporter, who holds the follow-up secret."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from chalicelib.domain.cases import (
    follow_up,
    former_number,
    integrity,
    lifecycle,
    objections,
    reporter_commands,
    type_commands,
    type_life,
)
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REPORTER, TOLD, Actor, Agency, Case, Role, Status
from chalicelib.domain.cases.receipt import secret_fits, valid_hash
from chalicelib.domain.cases.region_cut import case_as_seen, content_as_seen, event_as_seen
from chalicelib.domain.cases.repetition import find_repeated
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.cases.visibility import may_see, shows_words
from chalicelib.domain.deadlines.clocks import kinds_of
from chalicelib.domain.errors import (
    DomainError,
    FieldError,
    InvalidInput,
    LivesElsewhere,
    NoHigherTier,
    NotInThisStatus,
    StaleVersion,
    TooManyGuesses,
    UnknownCase,
    WrongSecret,
)
from chalicelib.domain.routing import jurisdiction
from chalicelib.domain.validation import checked_note
from chalicelib.services.cases import types
from chalicelib.services.ports.case_store import CaseHistory, CaseStore
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from collections.abc import Callable

    from chalicelib.domain.cases.commands import ReporterCommand
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.repetition import CommandId
    from chalicelib.services.agencies import AgencyService
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.former_numbers import FormerNumbers
    from chalicelib.services.ports.secret_attempts import SecretAttempts
    from chalicelib.services.stack import Stack

BEST_RATING = 5
WRONG_SECRETS_AN_HOUR = 10
_TRIES = 3
_SETTLED_WORDS = "Menurut pelapor, masalah ini sudah selesai.\n{}"
"""What the office reads where a reporter calls a matter settled before anybody has responded to it."""
_NO_CASE = "-"
"""What is read where a number leads to no case."""
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
    former_numbers: FormerNumbers

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
            stored = valid_hash(case) if case else _NOBODYS_HASH
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

    def find_former(self, typed: str) -> str | None:
        """The tracking id of the case that had a number in an earlier system, for whoever types it on the site or sends
        it: of a public case, and where two systems used the number of none. A hidden case and a number that nothing had
        cost the same: one query, one batch of reads."""
        number = former_number.normalise(typed)
        if not number:
            return None
        found = self.cases.load_all(self.former_numbers.find(number) or (_NO_CASE,))
        seen = [case.id for case in found.values() if may_see(case, None)]
        return seen[0] if len(seen) == 1 else None

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
        self, command: reporter_commands.Relay, tracking_id: str, application: str, now: datetime, command_id: CommandId
    ) -> CaseHistory:
        """Carry out what an application passes on, by the id of its key: its reporter has no secret to show, so the
        application must have filed the case (`filed_with`, which the caller has asked). The event keeps the key, as the
        one of the filing does. Raises what `perform` raises."""
        load = partial(self.cases.load_history, tracking_id)
        reporter = Actor(Role.REPORTER, key=application)
        return self._perform(command, _note_of(command), load, reporter, now, command_id)

    def perform_by_phone(
        self, command: ReporterCommand, tracking_id: str, now: datetime, command_id: CommandId
    ) -> CaseHistory:
        """Carry out a command of a reporter who proves to be one by the phone that the case was filed from, which the
        caller knows. Raises what `perform` raises, but WrongSecret."""
        load = partial(self.cases.load_history, tracking_id)
        return self._perform(command, _note_of(command), load, REPORTER, now, command_id)

    def _perform(
        self,
        command: ReporterCommand,
        note: str,
        load: Callable[[], CaseHistory],
        actor: Actor,
        now: datetime,
        command_id: CommandId | None,
    ) -> CaseHistory:
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
            if name is Command.OBJECT:
                self._check_objection(case, now)
            if isinstance(command, reporter_commands.FollowUp):
                follow_up.check_question(case)
            given = _facts_of(command, case) | _facts_now(history, name) | type_life.contested(case, name)
            to, facts = self._destination(history, name, given)
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

    def _check_objection(self, case: Case, now: datetime) -> None:
        """Raises NotInThisStatus for a merged case, which goes on elsewhere, and when the time to object is over, which
        begins when the reporter is told. Cases
        filed under a policy that knows no such time have that of the stack's present one."""
        kinds = kinds_of(case)
        limit = self.stack.policy_of(case).limit("objection", *kinds) or self.stack.policy.limit("objection", *kinds)
        late = limit is not None and now > limit.expires(case.told_at or case.since, self.stack.calendar)
        if case.merged_into or late:
            raise NotInThisStatus(Command.OBJECT, case.status, ())

    def _destination(self, history: CaseHistory, command: Command, facts: Facts) -> tuple[Agency | None, Facts]:
        """The office that gets the case, if the command moves it, and the facts of the event. An objection goes to the
        next coordinator; above the highest one an overseer decides, and that coordinator finds an office meanwhile."""
        case = history.case
        if command is not Command.OBJECT:
            return self._other_office(case, command), facts
        higher = self.agencies.next_coordinator(case, objections.archivers(history.events))
        if higher:
            return higher, facts
        highest = self.agencies.get(jurisdiction.coordinators(None, self.stack.province)[0])
        return highest, facts | {objections.OVERSEER: True}

    def _other_office(self, case: Case, command: Command) -> Agency | None:
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
    if isinstance(command, reporter_commands.Rate) and not 1 <= command.stars <= BEST_RATING:
        raise InvalidInput(FieldError("/stars", "limit_range", f"1–{BEST_RATING}"))
    unresolved = isinstance(command, reporter_commands.Reply) and command.resolved is None
    if isinstance(command, type_commands.CorrectType):
        return ""
    unsettled = isinstance(command, reporter_commands.Relay) and not command.settled
    required = unresolved or unsettled or isinstance(command, (reporter_commands.Appeal, reporter_commands.Object))
    return checked_note(command.text, required=required, field="/text")


def _facts_of(command: ReporterCommand, case: Case) -> Facts:
    if isinstance(command, type_commands.CorrectType):
        type_life.check_reporters_correction(case)
        return types.corrected(case, command.type)
    if isinstance(command, reporter_commands.FollowUp):
        return {follow_up.GOOD: command.good}
    return {"rating": command.stars} if isinstance(command, reporter_commands.Rate) else {}


def _facts_now(history: CaseHistory, command: Command) -> Facts:
    """The facts that follow from where the case stands."""
    if command is Command.PART:
        # Here, because few reporters part a merge.
        from chalicelib.services.cases import archiving

        return archiving.part(history)
    if history.case.status is Status.RESPONDED and command in (Command.REPLY, Command.RATE):
        # Whoever answers an answer knows of it.
        return {TOLD: "acted"}
    return {}


def _kinds_of(command: ReporterCommand) -> frozenset[str]:
    """The kinds of events that this command can have left, whatever the status was."""
    return frozenset(lifecycle.RULES[_name_of(command, status)].event for status in Status)


_ALWAYS: dict[type[ReporterCommand], Command] = {
    reporter_commands.Rate: Command.RATE,
    reporter_commands.Appeal: Command.APPEAL,
    reporter_commands.Object: Command.OBJECT,
    reporter_commands.TellApart: Command.PART,
    reporter_commands.Withdraw: Command.WITHDRAW,
    type_commands.CorrectType: Command.RETYPE,
}
"""The commands that mean the same in every status."""


def _name_of(command: ReporterCommand, status: Status) -> Command:
    """The command whose rule applies. What a reply means depends on whether an office has responded."""
    if type(command) in _ALWAYS:
        return _ALWAYS[type(command)]
    if isinstance(command, reporter_commands.Relay):
        return _name_of_relay(command, status)
    if isinstance(command, reporter_commands.FollowUp):
        return Command.FOLLOW_UP if command.good else Command.REOPEN
    assert isinstance(command, reporter_commands.Reply)
    if command.resolved is True:
        return Command.CONFIRM
    if command.resolved is False and status in (Status.RESPONDED, Status.CLOSED):
        return Command.REOPEN
    return Command.REPLY


def _name_of_relay(command: reporter_commands.Relay, status: Status) -> Command:
    if command.settled and status is Status.RESPONDED:
        return Command.CONFIRM
    if not command.settled and status is Status.CLOSED:
        return Command.REOPEN
    return Command.REPLY


def _is_news_of_settling(command: ReporterCommand, name: Command) -> bool:
    """Whether the event itself would not say that the reporter calls the matter settled."""
    return isinstance(command, reporter_commands.Relay) and command.settled and name is Command.REPLY

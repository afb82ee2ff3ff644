"""The vault: the one use case that reads and erases identities. It runs in a function with a role of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from chalicelib.domain import lifecycle, words
from chalicelib.domain.case import Actor, Case, Event, Role
from chalicelib.domain.errors import (
    IdentityProtected,
    InvalidInput,
    NoIdentity,
    StaleVersion,
    UnknownCase,
    WrongSecret,
)
from chalicelib.domain.lifecycle import Command
from chalicelib.domain.receipt import secret_fits
from chalicelib.domain.visibility import REASON_SHORTEST, may_learn_identity, may_see
from chalicelib.services.casework import NOTE_LIMIT
from chalicelib.services.ports import CaseStore, IdentityStore, Opened
from chalicelib.services.recording import Recorder

_TRIES = 5

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class VaultService:
    """Opens identities to those who may learn them, never without telling the reporter, and erases them."""

    cases: CaseStore
    identities: IdentityStore
    recorder: Recorder

    def open(self, tracking_id: str, reader: Actor, reason: str, now: datetime) -> Opened:
        """Write who asks and why, and only then read: if writing fails nothing was read, and if reading fails the
        reporter knows of an attempt.

        Raises InvalidInput for a reason too short to be one, UnknownCase, IdentityProtected, NoIdentity, and
        StaleVersion if the case moved on at every try.
        """
        note = words.tidy(reason)
        if wrong := words.check("/reason", note, NOTE_LIMIT, REASON_SHORTEST):
            raise InvalidInput(*wrong)
        event = _persist(lambda: self._announce(tracking_id, reader, note, now))
        identity = self.identities.get(tracking_id)
        # The table forgets it a day or two after its time.
        if identity is None or (identity.until and identity.until <= now):
            raise NoIdentity
        return Opened(identity, event.seq)

    def erase(self, tracking_id: str, actor: Actor, secret: str | None, now: datetime) -> int:
        """Forget who filed the case, for the reporter or an operator, and write that it is done. Safe to repeat:
        answers the number of the one event. The chain stays whole, because no event holds an identity.

        Raises UnknownCase, WrongSecret, RoleNotAllowed, and StaleVersion if the case moved on at every try.
        """
        return _persist(lambda: self._erase(tracking_id, actor, secret, now))

    def _announce(self, tracking_id: str, reader: Actor, note: str, now: datetime) -> Event:
        case = self.cases.load(tracking_id)
        if not may_see(case, reader):
            raise UnknownCase
        if not may_learn_identity(case, reader):
            raise IdentityProtected
        draft = lifecycle.draft(case, Command.ACCESS, reader, note=note)
        return self.recorder.record(case, draft, reader, now)[1]

    def _erase(self, tracking_id: str, actor: Actor, secret: str | None, now: datetime) -> int:
        record = self.cases.read(tracking_id)
        if actor.role is Role.REPORTER:
            _require_reporter(record.case, secret)
        draft = lifecycle.draft(record.case, Command.ERASE, actor)
        # Before its event: a timeline that says "erased" must not lie, even if this is the last thing that works.
        self.identities.erase(tracking_id)
        for event in record.events:
            if event.kind == draft.kind:
                return event.seq
        return self.recorder.record(record.case, draft, actor, now)[1].seq


def _require_reporter(case: Case, secret: str | None) -> None:
    """The follow-up secret proves it here again: nobody erases a stranger's identity by claiming to be a reporter."""
    if secret is None or not secret_fits(case.id, secret, case.filing.secret_hash):
        raise WrongSecret if case.filing.public else UnknownCase


def _persist(attempt: Callable[[], T]) -> T:
    """Decide anew on the new state when somebody else was faster; the last try may raise StaleVersion."""
    for _ in range(_TRIES - 1):
        try:
            return attempt()
        except StaleVersion:
            continue
    return attempt()

"""The vault: the one use case that reads and erases identities, and removes attachments. It runs in a function with an
IAM role of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import identity_access, integrity, lifecycle, redaction
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import SYSTEM, Actor, Case, Event, Role
from chalicelib.domain.cases.receipt import secret_fits, valid_hash
from chalicelib.domain.cases.visibility import may_see
from chalicelib.domain.errors import (
    NoIdentity,
    RecordAltered,
    RoleNotAllowed,
    StaleVersion,
    UnknownAttachment,
    UnknownCase,
    WrongSecret,
)
from chalicelib.services.access import identity_requests
from chalicelib.services.exchange import debts, erasures, participants
from chalicelib.services.ports.vault import AttachmentRemoval, OpenedIdentity, StatedGround
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.access_log import Access
    from chalicelib.domain.cases.identity_access import Ground
    from chalicelib.domain.cases.lifecycle import Facts, NewEvent
    from chalicelib.domain.cases.redaction import Redaction
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.access_log import AccessReader
    from chalicelib.services.ports.case_store import CaseHistory, CaseStore, Page
    from chalicelib.services.ports.file_store import FileStore
    from chalicelib.services.ports.identity_store import IdentityStore
    from chalicelib.services.ports.vault import ErasureRequest
    from chalicelib.services.stack import Stack

_TRIES = 5

T = TypeVar("T")


@use_case
class VaultService:
    """Opens identities to those who may learn them, never without an event that the reporter sees; erases identities
    and photos.

    Data is deleted before the event that says so is written: a timeline that says "erased" must be true even if
    everything fails afterwards. A request that failed half way is finished by repeating it.

    Nothing is decided by a record that was altered: every use case but erasures raises RecordAltered then.
    """

    cases: CaseStore
    identities: IdentityStore
    event_writer: EventWriter
    files: FileStore
    stack: Stack
    access_log: AccessReader

    def open(self, tracking_id: str, reader: Actor, stated: StatedGround, now: datetime) -> OpenedIdentity:
        """Open the identity: first write who asks and why, then read. If writing fails nothing was read; if reading
        fails the reporter knows of the attempt. Of a hidden case a second person has approved the purpose.

        Raises InvalidInput for a ground that is none, UnknownCase, IdentityProtected, IdentityApprovalNeeded,
        NoIdentity, and StaleVersion if the case changed at every try.
        """
        event = _retry(lambda: self._write_access(tracking_id, reader, stated, now))
        identity = self.identities.get(tracking_id)
        # DynamoDB deletes an identity a day or two after it has expired.
        if identity is None or (identity.until and identity.until <= now):
            raise NoIdentity
        return OpenedIdentity(identity, event.seq)

    def correct(self, tracking_id: str, email: str, secret: str | None, now: datetime) -> None:
        """Put another e-mail address in the place of the reporter's, for the reporter alone: nothing else of the
        identity changes, and nobody learns what it says. Safe to repeat.

        Raises UnknownCase, WrongSecret, and NoIdentity where no identity was given or it was erased.
        """
        history = self._load_whole(tracking_id)
        _require_reporter(history.case, secret)
        identity = self.identities.get(tracking_id)
        gone = identity is None or (identity.until is not None and identity.until <= now)
        if gone or not self.identities.correct(tracking_id, email):
            raise NoIdentity

    def erase(self, tracking_id: str, actor: Actor, secret: str | None, now: datetime) -> int:
        """Erase the identity, the photos and the words of the reporter, with place and point, for the reporter or an
        operator, and write the event. Safe to repeat: answers the number of the same event, unless there was more to
        erase or another stack shares the case. The chain stays whole, because no event holds an identity or a picture,
        and of words only commitments.

        A record that was altered is erased too, since nobody loses that right by what somebody else has done: the event
        says so, and that the record does not fit together can still be seen.

        Raises UnknownCase, WrongSecret, RoleNotAllowed, and StaleVersion if the case changed at every try.
        """
        if actor.role is Role.SYSTEM:
            # Another stack asks through `forget`, and the event names it.
            raise RoleNotAllowed(actor.role, (Role.REPORTER, Role.ADMIN))
        return _retry(lambda: self._erase(tracking_id, actor, secret, now))

    def forget(self, request: ErasureRequest, now: datetime) -> int | None:
        """Erase the same for a request in another stack that shares the case; the event names that stack. Answers its
        number, or None if everything from before the request is erased already.

        Raises UnknownCase, also for a case that the sender does not share, and StaleVersion.
        """
        return _retry(lambda: self._erase_for_stack(request, now))

    def remove(self, removal: AttachmentRemoval, now: datetime) -> int:
        """Delete an attachment and its preview, and write the event; answers its number.

        Raises UnknownCase, StaleVersion if the case has changed, RoleNotAllowed, NotYourCase, and UnknownAttachment
        if that event added no attachment, or one that was removed.
        """
        history = self._load_whole(removal.tracking_id)
        if removal.actor.role is Role.REPORTER:
            _require_reporter(history.case, removal.secret)
        elif not may_see(history.case, removal.actor):
            raise UnknownCase
        if history.case.version != removal.version:
            return _repeated(removal, history)
        attachment = next(
            (each for each in attachments.attachments_of(history.events) if each.seq == removal.seq), None
        )
        facts: Facts = {"part": attachments.PART, "seq": removal.seq, "attachment": attachment.id if attachment else ""}
        new_event = lifecycle.decide(history.case, Command.REDACT, removal.actor, note=removal.note, facts=facts)
        # A reporter may take back what a reporter sent, and nothing of an office.
        if attachment is None or (removal.actor.role is Role.REPORTER and attachment.by is not Role.REPORTER):
            raise UnknownAttachment
        for key in self.files.under(attachments.clean_folder(history.case.id)):
            if attachments.attachment_in(key) == attachment.id:
                self.files.forget(key)
        # The picture is deleted, so the event is written whatever has happened to the case meanwhile.
        return _retry(lambda: self._write_removal(removal, new_event, now))

    def _load_whole(self, tracking_id: str) -> CaseHistory:
        """The history of a case, after it was held against what its events seal: who may learn an identity follows
        from flags, offices and secrets, and whoever can write the table could have changed them. Raises
        RecordAltered."""
        history = self.cases.load_history(tracking_id)
        if findings := integrity.find_alterations(history.case, history.content, history.events):
            raise RecordAltered(*findings)
        return history

    def _load_for_erasure(self, tracking_id: str) -> tuple[CaseHistory, Facts]:
        """The history of a case, and the facts of what an erasure found: that the record is altered, or nothing."""
        history = self.cases.load_history(tracking_id)
        altered = bool(integrity.find_alterations(history.case, history.content, history.events))
        return history, {"altered": True} if altered else {}

    def accesses(
        self, tracking_id: str, reader: Actor, secret: str | None, limit: int, after: str | None
    ) -> Page[Access]:
        """The entries of the access log on a case, for its reporter or the auditor of its region. Raises UnknownCase,
        WrongSecret and RoleNotAllowed."""
        case = self.cases.load(tracking_id)
        if reader.role is Role.REPORTER:
            _require_reporter(case, secret)
        elif reader.role is not Role.AUDITOR:
            raise RoleNotAllowed(reader.role, (Role.AUDITOR,))
        elif not may_see(case, reader):
            raise UnknownCase
        return self.access_log.of_case(tracking_id, limit, after)

    def _write_removal(self, removal: AttachmentRemoval, new_event: NewEvent, now: datetime) -> int:
        history = self._load_whole(removal.tracking_id)
        for event in history.events:
            if event.kind == new_event.kind and dict(event.data) == new_event.data:
                return event.seq
        return self.event_writer.write(history.case, new_event, removal.actor, now, removal.command_id)[1].seq

    def _write_access(self, tracking_id: str, reader: Actor, stated: StatedGround, now: datetime) -> Event:
        history = self._load_whole(tracking_id)
        case = history.case
        if not may_see(case, reader):
            raise UnknownCase
        identity_requests.require_asker(self.stack, case, reader)
        ground = _ground(history, reader, stated, now)
        new_event = lifecycle.decide(case, Command.ACCESS, reader, note=ground.words, facts=ground.facts)
        return self.event_writer.write(case, new_event, reader, now)[1]

    def _erase(self, tracking_id: str, actor: Actor, secret: str | None, now: datetime) -> int:
        history, facts = self._load_for_erasure(tracking_id)
        if actor.role is Role.REPORTER:
            _require_reporter(history.case, secret)
        erasure = self._forget_reporter(history, actor, facts)
        erasures_before = [event.seq for event in history.events if event.kind == erasure.event.kind]
        # Another stack may have new photos, or may have missed the message: the new event sends it again.
        if erasures_before and erasure.event.data == facts and not participants.involved(history):
            return erasures_before[-1]
        return self._write_erasure(history, erasure, actor, now)

    def _erase_for_stack(self, request: ErasureRequest, now: datetime) -> int | None:
        history, facts = self._load_for_erasure(request.tracking_id)
        if request.sender not in participants.involved(history):
            raise UnknownCase
        if erasures.is_done(history, request):
            return None
        erasure = self._forget_reporter(history, SYSTEM, erasures.facts(request) | facts)
        return self._write_erasure(history, erasure, SYSTEM, now)

    def _write_erasure(self, history: CaseHistory, erasure: _Erasure, actor: Actor, now: datetime) -> int:
        """Remove the words and write the event, and that every stack that shares the case must be told of it. More
        notes than one event can remove take events of their own first."""
        while len(erasure.words.notes) == redaction.MOST_NOTES:
            self._remove_notes(history, erasure.words.notes, actor, now)
            history = self.cases.load_history(history.case.id)
            words = redaction.of_reporter(history.case, history.content, history.events)
            erasure = _erasure(history.case, words, actor, erasure.facts)
        owed = debts.owed_by(history, self.event_writer.stack.province)
        written = self.event_writer.write(
            history.case, erasure.event, actor, now, redaction=erasure.words or None, owed=owed
        )
        return written[1].seq

    def _remove_notes(self, history: CaseHistory, notes: tuple[int, ...], actor: Actor, now: datetime) -> None:
        words = redaction.Redaction(notes=notes)
        facts = redaction.facts(words, redaction.OWN_WORDS)
        new_event = lifecycle.decide(history.case, Command.REDACT, actor, facts=facts)
        owed = debts.owed_by(history, self.event_writer.stack.province)
        self.event_writer.write(history.case, new_event, actor, now, redaction=words, owed=owed)

    def _forget_reporter(self, history: CaseHistory, actor: Actor, facts: Facts) -> _Erasure:
        """Erase identity and photos once the rules allow the event; answers the event, which the caller writes, and the
        words that go with it."""
        photos = sum(each.by is Role.REPORTER for each in attachments.attachments_of(history.events))
        words = redaction.of_reporter(history.case, history.content, history.events)
        erasure = _erasure(history.case, words, actor, facts | ({"photos": photos} if photos else {}))
        self.identities.erase(history.case.id)
        self._forget_photos(history)
        return erasure

    def _forget_photos(self, history: CaseHistory) -> None:
        """Erase all files of the case except those that offices sent: also refused files, which are as they left the
        phone, and files that an interrupted cleaning left behind."""
        offices = {each.id for each in attachments.attachments_of(history.events) if each.by is not Role.REPORTER}
        for folder in (attachments.clean_folder(history.case.id), attachments.refused_folder(history.case.id)):
            for key in self.files.under(folder):
                if attachments.attachment_in(key) not in offices:
                    self.files.forget(key)


class _Erasure(NamedTuple):
    """The event of an erasure, the facts in it beside the words, and the words that go with it."""

    event: NewEvent
    facts: Facts
    words: Redaction


def _erasure(case: Case, words: Redaction, actor: Actor, facts: Facts) -> _Erasure:
    removed = redaction.facts(words, "") if words else {}
    removed.pop("part", None)
    return _Erasure(lifecycle.decide(case, Command.ERASE, actor, facts=facts | removed), facts, words)


def _ground(history: CaseHistory, reader: Actor, stated: StatedGround, now: datetime) -> Ground:
    """The ground of an opening, as stated; of a hidden case for the purpose that a second person approved."""
    request = None
    if identity_access.needs_second_person(history.case):
        request = identity_access.approved_request(history.events, reader, stated.purpose, now)
    return replace(identity_access.ground(stated.purpose, stated.reason, stated.order), request=request)


def _require_reporter(case: Case, secret: str | None) -> None:
    """Checks the follow-up secret here again: nobody erases a stranger's identity by claiming to be a reporter."""
    if secret is None or not secret_fits(case.id, secret, valid_hash(case)):
        raise WrongSecret if case.filing.public else UnknownCase


def _repeated(removal: AttachmentRemoval, history: CaseHistory) -> int:
    """The number of the event that the same request left before; raises StaleVersion if there is none."""
    for event in history.events:
        if removal.command_id and event.command_id == removal.command_id:
            return event.seq
    raise StaleVersion(removal.version, history.case.version)


def _retry(attempt: Callable[[], T]) -> T:
    """Repeats an attempt on the new state when another change was faster; the last try may raise StaleVersion."""
    for _ in range(_TRIES - 1):
        try:
            return attempt()
        except StaleVersion:
            continue
    return attempt()

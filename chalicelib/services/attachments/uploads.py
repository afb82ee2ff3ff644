"""Uploads: invitations to send an attachment, files that came with a report, and the addresses of clean ones."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import lifecycle
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import REPORTER, SYSTEM, Actor, Case, Role
from chalicelib.domain.cases.receipt import authenticate
from chalicelib.domain.errors import (
    AttachmentFailed,
    NotYourCase,
    RoleNotAllowed,
    TooManyAttachments,
    UnknownAttachment,
    WrongSecret,
)
from chalicelib.domain.values import dataclass
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.services.cases.filing import Filed
    from chalicelib.services.cases.reporter import ReporterService
    from chalicelib.services.ports.case_store import CaseHistory
    from chalicelib.services.ports.file_store import FileStore, Upload
    from chalicelib.services.stack import Entropy

UPLOAD_MINUTES = 15
_OFFICES = (Role.OFFICER, Role.APPROVER, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that somebody wants to send: its media type and size in bytes as the sender states them, and whether only
    the office that holds the case and the reporter may see it."""

    media_type: str
    size: int
    private: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    """The upload address of a file, the id of the attachment it will be, and until when it may be sent."""

    upload: Upload
    attachment_id: str
    expires_at: datetime


@use_case
class UploadService:
    """Invites files and shows clean ones. `Sanitizer` cleans what arrives."""

    reporter: ReporterService
    files: FileStore
    entropy: Entropy

    def invite_from_reporter(self, typed_id: str, secret: str | None, offer: Offer, now: datetime) -> Invitation:
        """An invitation for the reporter. Raises WrongSecret without a secret, what `ReporterService.look_up` and
        `lifecycle.check` raise, InvalidInput and TooManyAttachments."""
        attachments.check(offer.media_type, offer.size)
        if secret is None:
            raise WrongSecret
        history = self.reporter.look_up(typed_id, None, now, secret)
        return self._invite(history, REPORTER, offer, now)

    def invite_from_office(self, typed_id: str, actor: Actor, offer: Offer, now: datetime) -> Invitation:
        """An invitation for an office that works on the case; raises NotYourCase or RoleNotAllowed for others."""
        attachments.check(offer.media_type, offer.size)
        history = self.reporter.look_up(typed_id, actor, now)
        _require_involved(history.case, actor)
        return self._invite(history, actor, offer, now)

    def receive(self, filed: Filed, files: Sequence[tuple[str, bytes]], now: datetime) -> None:
        """Take files (media type and content) that came with a report, to where invited ones arrive: the sanitizer
        cleans them, and until then nobody sees them. A report that is sent again brings each file once: its id follows
        from the content, under the secret of the receipt."""
        history = self.reporter.look_up(filed.case.id, None, now, filed.receipt.secret) if filed.replayed else None
        for media_type, data in files:
            chance = authenticate(filed.receipt.secret.encode(), data)[: attachments.ID_BYTES]
            attachment_id = attachments.issue_id(chance)
            if history is None or not attachments.had_attachment(history.events, attachment_id):
                key = attachments.incoming_key(filed.case.id, attachment_id)
                self.files.receive(key, media_type, data, self._labels(REPORTER))

    def address(
        self, history: CaseHistory, attachment_id: str, *, preview: bool, public: bool, viewer: Actor | None = None
    ) -> str:
        """The address at which the file can be read for `SHOWN_SECONDS`. `public` viewers see no private ones. Raises
        UnknownAttachment, or AttachmentFailed for who sent a file that could not be used."""
        for each in attachments.attachments_of(history.events):
            if each.id == attachment_id and not (public and each.private):
                key = attachments.preview_key if preview else attachments.clean_key
                return self.files.address(key(history.case.id, each.id, each.picture), attachments.SHOWN_SECONDS)
        failed = attachments.failures_of(history.failed, history.events, viewer) if viewer else ()
        for failure in failed:
            if failure.id == attachment_id:
                raise AttachmentFailed(failure.reason)
        raise UnknownAttachment

    def _invite(self, history: CaseHistory, actor: Actor, offer: Offer, now: datetime) -> Invitation:
        # Checked so that nobody sends a file in vain; the sanitizer decides once the file has been cleaned.
        lifecycle.decide(history.case, Command.ATTACH, SYSTEM)
        if len(attachments.attachments_of(history.events)) >= attachments.PER_CASE:
            raise TooManyAttachments
        labels = self._labels(actor)
        if offer.private:
            labels["private"] = "true"
        attachment_id = attachments.issue_id(self.entropy(attachments.ID_BYTES))
        expires_at = now + timedelta(minutes=UPLOAD_MINUTES)
        key = attachments.incoming_key(history.case.id, attachment_id)
        upload = self.files.invite(key, offer.media_type, offer.size, labels, expires_at, now)
        return Invitation(upload, attachment_id, expires_at)

    def _labels(self, actor: Actor) -> dict[str, str]:
        """Who sent a file, and the salt of the commitment to it."""
        labels = {"by": str(actor.role), attachments.SALT: self.entropy(attachments.SALT_BYTES).hex()}
        return labels | ({"agency": actor.agency} if actor.agency else {})


def _require_involved(case: Case, actor: Actor) -> None:
    if actor.role not in _OFFICES:
        raise RoleNotAllowed(actor.role, (*_OFFICES, Role.REPORTER))
    if actor.role is Role.COORDINATOR:
        if not lifecycle.in_area(case, actor):
            raise NotYourCase(case.agency_name)
    elif actor.agency not in (case.agency, *case.supporting):
        raise NotYourCase(case.agency_name)

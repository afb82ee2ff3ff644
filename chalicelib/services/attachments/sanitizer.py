"""The sanitizer: turns an uploaded file into a clean attachment of the case, or refuses it with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases import lifecycle
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import SYSTEM, Role
from chalicelib.domain.errors import NotInThisStatus, StaleVersion, UnknownCase
from chalicelib.domain.values import dataclass
from chalicelib.services.ports.image_sanitizer import ImageSanitizer, UnsafeFile
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.services.event_writer import EventWriter
    from chalicelib.services.ports.case_store import CaseHistory, CaseStore
    from chalicelib.services.ports.file_store import FileStore, IncomingFile

_TRIES = 5
_UNKNOWN_CASE = "unknown_case"


class Outcome(StrEnum):
    """How the cleaning of a file ended. `REPEATED`: the case has or had it already; `FORGOTTEN`: its sender requested
    erasure; `GONE`: another run has dealt with it."""

    ATTACHED = "attached"
    FORGOTTEN = "forgotten"
    REPEATED = "repeated"
    REFUSED = "refused"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Sanitized:
    """The result for a file, and for a refused one the reason."""

    ending: Outcome
    tracking_id: str = ""
    attachment_id: str = ""
    reason: str = ""


@use_case
class Sanitizer:
    """Cleans uploaded files. Safe to run twice, and after a run that died half way: the event is written on condition
    of the case's version and only if no event names the file yet, and the uploaded file is deleted last."""

    cases: CaseStore
    event_writer: EventWriter
    files: FileStore
    pictures: ImageSanitizer

    def clean(self, key: str, now: datetime) -> Sanitized:
        """Clean the file at `key`."""
        ids = attachments.parse_incoming_key(key)
        incoming = self.files.take(key, attachments.LARGEST_BYTES) if ids else None
        if ids is None or incoming is None:
            return Sanitized(Outcome.GONE)
        tracking_id, attachment_id = ids
        try:
            outcome = self._attach(tracking_id, attachment_id, incoming, now)
        except UnsafeFile as refusal:
            self._delete_leftovers(tracking_id, attachment_id)
            # Told first: what dies in between is refused again.
            if refusal.reason != _UNKNOWN_CASE:
                self._tell_sender(tracking_id, attachment_id, refusal.reason, incoming, now)
            self.files.refuse(key, attachments.refused_key(tracking_id, attachment_id), refusal.reason)
            return Sanitized(Outcome.REFUSED, tracking_id, attachment_id, refusal.reason)
        if outcome is Outcome.FORGOTTEN:
            self._delete_leftovers(tracking_id, attachment_id)
        self.files.forget(key)
        return Sanitized(outcome, tracking_id, attachment_id)

    def _attach(self, tracking_id: str, attachment_id: str, incoming: IncomingFile, now: datetime) -> Outcome:
        history = self._load_history(tracking_id)
        if outcome := _known_outcome(history, attachment_id, incoming):
            return outcome
        _require_room(history, incoming)
        if incoming.data is None:
            raise UnsafeFile("too_large")
        if now - incoming.at >= attachments.FIRST_REPEATED_AFTER:
            # Either its event was lost, or what came before died of it and may again; an attachment ends it.
            self._tell_sender(tracking_id, attachment_id, attachments.NOT_CLEANED, incoming, now)
        cleaned = self.pictures.clean(incoming.data)
        salt = self._salt_of(incoming)
        commitment = attachments.commit_picture(salt, cleaned.picture)
        key = attachments.clean_key(tracking_id, attachment_id, commitment)
        preview = attachments.preview_key(tracking_id, attachment_id, commitment)
        self.files.keep(key, cleaned.picture, {attachments.SALT: salt.hex()})
        self.files.keep(preview, cleaned.preview)
        try:
            outcome = self._append(history, _facts(attachment_id, commitment, incoming.labels), incoming, now)
        except UnsafeFile:
            self._delete_clean(key, preview)
            raise
        if outcome is not Outcome.ATTACHED and not self._is_attached(tracking_id, attachment_id, commitment):
            self._delete_clean(key, preview)
        return outcome

    def _tell_sender(
        self, tracking_id: str, attachment_id: str, reason: str, incoming: IncomingFile, now: datetime
    ) -> None:
        sender, agency = _sender(incoming.labels), incoming.labels.get("agency")
        self.cases.note_failure(tracking_id, attachments.FailedAttachment(attachment_id, reason, now, sender, agency))

    def _delete_clean(self, *keys: str) -> None:
        """Delete clean files that no event names and that would stay for ever. Only after a refusal: after any other
        error the event may have been written."""
        for key in keys:
            self.files.forget(key)

    def _delete_leftovers(self, tracking_id: str, attachment_id: str) -> None:
        """Delete the clean files of a run that died before it wrote their event: no other run will write it now. Not
        those of a run that was faster."""
        folder = attachments.clean_folder(tracking_id)
        left = [key for key in self.files.under(folder) if key.startswith(f"{folder}{attachment_id}.")]
        if left and not attachments.had_attachment(self._load_history(tracking_id).events, attachment_id):
            self._delete_clean(*left)

    def _salt_of(self, incoming: IncomingFile) -> bytes:
        """The salt that came with the invitation, so that a run after one that died finds the same key. An invitation
        from before there were salts has none."""
        label = incoming.labels.get(attachments.SALT)
        return bytes.fromhex(label) if label else self.event_writer.entropy(attachments.SALT_BYTES)

    def _is_attached(self, tracking_id: str, attachment_id: str, commitment: str) -> bool:
        attached = attachments.attachments_of(self._load_history(tracking_id).events)
        return any((each.id, each.picture) == (attachment_id, commitment) for each in attached)

    def _append(self, history: CaseHistory, facts: Facts, incoming: IncomingFile, now: datetime) -> Outcome:
        for attempt in range(_TRIES):
            _require_room(history, incoming)
            new_event = lifecycle.decide(history.case, _command(incoming), SYSTEM, facts=facts)
            try:
                self.event_writer.write(history.case, new_event, SYSTEM, now)
            except StaleVersion:
                # The case has changed, or another file of it was faster: the picture is as clean as before.
                if attempt == _TRIES - 1:
                    raise
                history = self._load_history(history.case.id)
                if outcome := _known_outcome(history, str(facts["attachment"]), incoming):
                    return outcome
            else:
                return Outcome.ATTACHED
        raise AssertionError("unreachable: the last try returns or raises")

    def _load_history(self, tracking_id: str) -> CaseHistory:
        try:
            return self.cases.load_history(tracking_id)
        except UnknownCase:
            raise UnsafeFile(_UNKNOWN_CASE) from None


def _known_outcome(history: CaseHistory, attachment_id: str, incoming: IncomingFile) -> Outcome | None:
    """The outcome for a file that needs no cleaning: the case has or had it, or its sender requested erasure."""
    if attachments.had_attachment(history.events, attachment_id):
        return Outcome.REPEATED
    if attachments.is_erased(history.events, _sender(incoming.labels), incoming.at):
        return Outcome.FORGOTTEN
    return None


def _sender(labels: Mapping[str, str]) -> Role:
    return Role(labels.get("by", Role.REPORTER))


def _command(incoming: IncomingFile) -> Command:
    return Command.ATTACH_FORMER if attachments.IMPORTED in incoming.labels else Command.ATTACH


def _require_room(history: CaseHistory, incoming: IncomingFile) -> None:
    """The limit applies here and not only at the invitation, because there may be more invitations than files."""
    if len(attachments.attachments_of(history.events)) >= attachments.PER_CASE:
        raise UnsafeFile("too_many")
    try:
        lifecycle.decide(history.case, _command(incoming), SYSTEM)
    except NotInThisStatus:
        raise UnsafeFile("case_closed") from None


def _facts(attachment_id: str, commitment: str, labels: Mapping[str, str]) -> Facts:
    facts: Facts = {"attachment": attachment_id, "picture": commitment, "by": str(_sender(labels))}
    for name in ("agency", attachments.IMPORTED):
        if name in labels:
            facts[name] = labels[name]
    if labels.get("private") == "true":
        facts["private"] = True
    return facts

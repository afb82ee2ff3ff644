"""Who acts: bearer keys, identities, wrong secrets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor, Identity, Role


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A bearer key at rest and the grant it carries. Of its secret only the hash (32 bytes). `agency_name` is what
    citizens read, `decree` the number of the decree (nomor SK) behind the grant, `categories` what an overseer's grant
    is limited to. The grant holds from `valid_from` (else from `issued_at`) to `expires_at`, unless it was revoked.
    After a rotation the earlier secret still opens until `earlier_until`. `last_used` is a day (UTC)."""

    id: str
    secret_hash: bytes
    role: Role
    agency: str
    agency_name: str
    issued_at: datetime
    expires_at: datetime
    decree: str = ""
    valid_from: datetime | None = None
    categories: tuple[str, ...] = ()
    earlier_hash: bytes | None = None
    earlier_until: datetime | None = None
    revoked_at: datetime | None = None
    last_used: date | None = None


class NoSuchKey(Exception):
    """There is no such key, or not any more in the state that the caller saw; nothing was written."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A reporter's identity, and the number of the event that says who learned it and why."""

    identity: Identity
    event: int


@dataclass(frozen=True, slots=True)
class Removal:
    """An attachment of a case that is to be removed: the number of the event that added it, the version of the case
    that `actor` saw, and why. `command_id` recognises a repetition."""

    tracking_id: str
    version: int
    seq: int
    actor: Actor
    note: str
    command_id: str | None = None


class KeyStore(Protocol):
    """Bearer keys."""

    def get(self, key_id: str) -> ApiKey | None:
        """The key, if it exists; may lag by a moment."""

    def put(self, key: ApiKey) -> None:
        """Keep a new key."""

    def rotate(self, before: ApiKey, secret_hash: bytes, earlier_until: datetime) -> None:
        """Give a key another secret; the one of `before` opens until `earlier_until`. Raises NoSuchKey if the key was
        revoked or rotated meanwhile."""

    def revoke(self, key_id: str, at: datetime) -> None:
        """End a key; revoking it again keeps the first moment. Raises NoSuchKey."""

    def mark_used(self, key_id: str, day: date) -> None:
        """Note that a key was used on a day. A mark that cannot be written is no error: nobody waits for it."""

    def issued(self, agency: str | None) -> Iterator[ApiKey]:
        """The keys of an office, or of all, by office and time of issue; may lag by a moment."""


class GuessCounter(Protocol):
    """Counts wrong secrets."""

    def count(self, tracking_id: str, now: datetime) -> int:
        """Note one more wrong secret for a case; answers how many there were in this hour."""


class IdentityStore(Protocol):
    """Reporters' identities as the vault sees them. They are written by `CaseStore.file`, together with the case."""

    def get(self, tracking_id: str) -> Identity | None:
        """Who filed the case, strongly consistent; None if nothing was given or it was erased."""

    def erase(self, tracking_id: str) -> None:
        """Forget who filed the case. Erasing what is not there is no error."""


class Vault(Protocol):
    """The function that alone reads and erases identities, as the other functions call it. It checks every request
    against the case itself and trusts the caller for one thing: that an office is who `Actor` says it is."""

    def open(self, tracking_id: str, reader: Actor, reason: str) -> Opened:
        """Learn who filed the case; the reporter sees who asked, and the reason. Raises InvalidInput, UnknownCase,
        IdentityProtected, NoIdentity."""

    def erase(self, tracking_id: str, actor: Actor, secret: str | None = None) -> int:
        """Forget who filed the case, and the photos that the reporter sent; a reporter proves to be one with the
        follow-up secret. Answers the number of the event that says so, the same one if it is asked again and no
        other stack has to do with the case, which then is told again. Raises UnknownCase, WrongSecret."""

    def remove(self, removal: Removal) -> int:
        """Delete an attachment; answers the number of the event that says so. Raises StaleVersion,
        UnknownAttachment."""

"""The key store: bearer keys at rest, and the grants they carry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Role


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A bearer key at rest and the grant it carries, with only the hash of its secret (32 bytes). `agency_name` is what
    citizens read, `decree` the number of the decree (nomor SK) behind the grant, `categories` what an overseer's grant
    is limited to. The grant holds from `valid_from` (else from `issued_at`) to `expires_at`, unless it was revoked.
    After a rotation the earlier secret stays valid until `earlier_until`. `last_used` is a day (UTC)."""

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
    """There is no such key, or it has changed since the caller read it; nothing was written."""


class KeyStore(Protocol):
    """Bearer keys."""

    def get(self, key_id: str) -> ApiKey | None:
        """The key, if it exists; may lag by a moment."""

    def put(self, key: ApiKey) -> None:
        """Store a new key."""

    def rotate(self, before: ApiKey, secret_hash: bytes, earlier_until: datetime) -> None:
        """Give a key another secret; the one of `before` stays valid until `earlier_until`. Raises NoSuchKey if the key
        was revoked or rotated meanwhile."""

    def revoke(self, key_id: str, at: datetime) -> None:
        """End a key; revoking it again keeps the first moment. Raises NoSuchKey."""

    def mark_used(self, key_id: str, day: date) -> None:
        """Note that a key was used on a day. A failure to write it is no error: nobody waits for it."""

    def issued(self, agency: str | None) -> Iterator[ApiKey]:
        """The keys of an office, or of all, by office and time of issue; may lag by a moment."""

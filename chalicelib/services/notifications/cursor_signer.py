"""The cursor signer: a cursor is a position in one list with a keyed digest, which only this stack can make or read.

A cursor grants nothing by itself; each list checks the key and the role as always. Signing keeps a caller from making
up a position, and from using a cursor in another list. The position is hidden, because it names the last case that was
looked at, with its deadline, and that may be one that the caller does not get to see.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import field
from typing import TYPE_CHECKING

from chalicelib.domain.values import dataclass
from chalicelib.services.ports.cursor_secrets import CursorSecretStore, SigningSecret

if TYPE_CHECKING:
    from chalicelib.services.stack import Entropy

_SECRET_BYTES = 32
_TAG_BYTES = 16
_GENERATIONS = 256
"""A cursor holds the generation of its secret in one byte."""


class NoCursorOfOurs(Exception):
    """The cursor is forged, altered, of another list, or signed with a secret that is no longer valid."""


@dataclass(slots=True)
class CursorSigner:
    """Signs and verifies cursors. Caches the stack's secret in the process; the first cursor that another process has
    signed with a new secret shows that it was rotated."""

    secrets: CursorSecretStore
    entropy: Entropy
    _cached: SigningSecret | None = field(default=None, init=False)

    def sign(self, scope: str, position: str) -> str:
        """The cursor for a position in the list that `scope` names."""
        secret = self._cached or self._load_secret()
        head = bytes([secret.generation % _GENERATIONS])
        plain = position.encode()
        tag = _tag(secret.current, scope, plain)
        return _encode(head + tag + _crypt(secret.current, tag, plain))

    def verify(self, scope: str, cursor: str) -> str:
        """The position in a cursor; raises NoCursorOfOurs."""
        try:
            raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise NoCursorOfOurs from None
        # The last character has unused bits: of the texts that decode to the same bytes, one is a cursor.
        secret = self._secret_of(raw[0]) if raw and _encode(raw) == cursor else None
        if secret is None:
            raise NoCursorOfOurs
        tag, hidden = raw[1 : 1 + _TAG_BYTES], raw[1 + _TAG_BYTES :]
        position = _crypt(secret, tag, hidden)
        if hmac.compare_digest(tag, _tag(secret, scope, position)):
            return position.decode()
        # Programs keep the cursor of a feed for months: those from before positions were hidden stay valid.
        if hmac.compare_digest(tag, _open_tag(secret, scope, hidden)):
            return hidden.decode("ascii")
        raise NoCursorOfOurs

    def digest(self, *parts: str) -> str:
        """A keyed digest of positions that a caller may compare and not guess, for a validator. It changes when the
        secret is rotated, as if the list had."""
        secret = self._cached or self._load_secret()
        return _digest(secret.current, "/".join(("lapor/v1/validator", *parts)).encode()).hex()

    def rotate(self) -> int:
        """Sign with a new secret from now on, and accept the present one until the next rotation; answers the new
        generation."""
        while True:
            last = self._load_secret()
            if self._save_secret(SigningSecret(last.generation + 1, self.entropy(_SECRET_BYTES), last.current)):
                return last.generation + 1

    def _secret_of(self, generation: int) -> bytes | None:
        secret = self._cached or self._load_secret()
        if 0 < (generation - secret.generation) % _GENERATIONS < _GENERATIONS // 2:
            # Perhaps it was rotated meanwhile. An older generation than the cached one needs no look.
            secret = self._load_secret()
        if generation == secret.generation % _GENERATIONS:
            return secret.current
        return secret.previous if generation == (secret.generation - 1) % _GENERATIONS else None

    def _load_secret(self) -> SigningSecret:
        """The stack's secret as it is stored now, created if this is the first cursor ever."""
        while (secret := self.secrets.load()) is None:
            self._save_secret(SigningSecret(1, self.entropy(_SECRET_BYTES)))
        self._cached = secret
        return secret

    def _save_secret(self, secret: SigningSecret) -> bool:
        """Whether the secret was saved; another process may have been faster."""
        saved = self.secrets.put(secret)
        if saved:
            self._cached = secret
        return saved


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _tag(secret: bytes, scope: str, position: bytes) -> bytes:
    """The keyed digest of a position in a list. The length keeps scope and position apart, whatever they hold."""
    return _digest(secret, f"lapor/v2/cursor/{len(scope)}/{scope}/".encode() + position)


def _open_tag(secret: bytes, scope: str, position: bytes) -> bytes:
    """The keyed digest of a cursor that shows its position, as they were until November 2026."""
    return _digest(secret, f"lapor/v1/cursor/{len(scope)}/{scope}/".encode() + position)


def _crypt(secret: bytes, tag: bytes, position: bytes) -> bytes:
    """The position hidden, or shown again: combined with a stream that follows from secret and tag. The tag follows
    from the whole position (a synthetic IV, RFC 5297), so that no two positions meet the same stream."""
    key = hmac.digest(secret, b"lapor/v2/cursor-stream", hashlib.sha256)
    blocks = range(-(-len(position) // hashlib.sha256().digest_size))
    stream = b"".join(hmac.digest(key, tag + block.to_bytes(4, "big"), hashlib.sha256) for block in blocks)
    return bytes(one ^ other for one, other in zip(position, stream, strict=False))


def _digest(secret: bytes, message: bytes) -> bytes:
    return hmac.digest(secret, message, hashlib.sha256)[:_TAG_BYTES]

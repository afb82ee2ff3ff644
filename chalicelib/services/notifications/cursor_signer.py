"""The cursor signer: a cursor is a position in one list with a keyed digest, which only this stack can make.

A cursor grants nothing by itself; each list checks the key and the role as always. Signing keeps a caller from making
up a position, and from using a cursor in another list.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
        tag = _tag(secret.current, scope, position)
        return _encode(head + tag + position.encode())

    def verify(self, scope: str, cursor: str) -> str:
        """The position in a cursor; raises NoCursorOfOurs."""
        try:
            raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            generation, tag, position = raw[0], raw[1 : 1 + _TAG_BYTES], raw[1 + _TAG_BYTES :].decode("ascii")
        except (binascii.Error, ValueError, IndexError):
            raise NoCursorOfOurs from None
        # The last character has unused bits: of the texts that decode to the same bytes, one is a cursor.
        secret = self._secret_of(generation) if _encode(raw) == cursor else None
        if secret is None or not hmac.compare_digest(tag, _tag(secret, scope, position)):
            raise NoCursorOfOurs
        return position

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


def _tag(secret: bytes, scope: str, position: str) -> bytes:
    """The keyed digest of a position in a list. The length keeps scope and position apart, whatever they hold."""
    message = f"lapor/v1/cursor/{len(scope)}/{scope}/{position}".encode()
    return hmac.digest(secret, message, hashlib.sha256)[:_TAG_BYTES]

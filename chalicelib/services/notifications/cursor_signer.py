"""Cursors that only this stack can make: a position in one list, and a keyed digest of it.

A cursor opens nothing by itself; each list asks for the key and the role as always. Signing keeps a caller from reading
at a place of their own making, and from carrying a cursor into another list.
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
"""A cursor names the generation of its secret in one byte."""


class NoCursorOfOurs(Exception):
    """Forged, altered, of another list, or signed with a secret that is no longer honoured."""


@dataclass(slots=True)
class CursorSigner:
    """Signs and verifies cursors. Keeps the stack's secret in the process; a rotation is noticed by the first cursor
    that another process has signed with the new one."""

    secrets: CursorSecretStore
    entropy: Entropy
    _known: SigningSecret | None = field(default=None, init=False)

    def sign(self, scope: str, position: str) -> str:
        """The cursor for a position in the list that `scope` names."""
        secret = self._known or self._fetched()
        head = bytes([secret.generation % _GENERATIONS])
        tag = _tag(secret.current, scope, position)
        return _spell(head + tag + position.encode())

    def verify(self, scope: str, cursor: str) -> str:
        """The position in a cursor; raises NoCursorOfOurs."""
        try:
            raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            generation, tag, position = raw[0], raw[1 : 1 + _TAG_BYTES], raw[1 + _TAG_BYTES :].decode("ascii")
        except (binascii.Error, ValueError, IndexError):
            raise NoCursorOfOurs from None
        # The last character has bits to spare: of the spellings that decode to the same, one is a cursor.
        secret = self._secret_of(generation) if _spell(raw) == cursor else None
        if secret is None or not hmac.compare_digest(tag, _tag(secret, scope, position)):
            raise NoCursorOfOurs
        return position

    def rotate(self) -> int:
        """Sign with a new secret from now on, and honour the one until now until the next rotation; answers the new
        generation."""
        while True:
            last = self._fetched()
            if self._made(SigningSecret(last.generation + 1, self.entropy(_SECRET_BYTES), last.current)):
                return last.generation + 1

    def _secret_of(self, generation: int) -> bytes | None:
        known = self._known or self._fetched()
        if 0 < (generation - known.generation) % _GENERATIONS < _GENERATIONS // 2:
            # Rotated meanwhile, perhaps: older generations than the one that is known need no look.
            known = self._fetched()
        if generation == known.generation % _GENERATIONS:
            return known.current
        return known.previous if generation == (known.generation - 1) % _GENERATIONS else None

    def _fetched(self) -> SigningSecret:
        """The stack's secret as it is now, made if this is the first cursor ever."""
        while (kept := self.secrets.load()) is None:
            self._made(SigningSecret(1, self.entropy(_SECRET_BYTES)))
        self._known = kept
        return kept

    def _made(self, secret: SigningSecret) -> bool:
        made = self.secrets.put(secret)
        if made:
            self._known = secret
        return made


def _spell(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _tag(secret: bytes, scope: str, position: str) -> bytes:
    """The lengths keep scope and position apart, whatever they hold."""
    message = f"lapor/v1/cursor/{len(scope)}/{scope}/{position}".encode()
    return hmac.digest(secret, message, hashlib.sha256)[:_TAG_BYTES]

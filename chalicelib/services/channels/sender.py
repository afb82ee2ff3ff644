"""The sender of a message, and what follows from who it is."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from chalicelib.domain.attachments.rules import ID_BYTES
from chalicelib.domain.cases.receipt import KEY_BYTES
from chalicelib.domain.cases.repetition import CommandId
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_ID_BYTES = 12
_HASH_BYTES = 16


@dataclass(frozen=True, slots=True)
class Sender:
    """`phone` is the number in E.164 (of a mail, the address in lower case), `hash` what stands for it in keys, `key`
    the stack's key of senders."""

    phone: str
    hash: str
    key: bytes

    def receipt_key(self, day: date, words: str) -> str:
        """The key of the receipt of a report: the same words on the same day are the same report, whatever the
        provider calls the message. The sender gets neither it nor the secret: the phone proves who writes."""
        return self._digest("receipt", f"{self.hash}/{day.isoformat()}/{words}")[:KEY_BYTES].hex()

    def command_id(self, message_id: str) -> CommandId:
        """The id of what a message does to a case, the same at every repetition: a provider gives an id to one
        message, and what that one means may look otherwise the second time."""
        key = self._digest("command", f"{self.hash}/{message_id}")[:_ID_BYTES].hex()
        return CommandId(key, key[:16], key)

    def photo_id(self, tracking_id: str, data: bytes) -> bytes:
        """The id of a photo that comes with a message: the same bytes are the same photo of a case."""
        seen = hashlib.sha256(data).hexdigest()
        return self._digest("photo", f"{self.hash}/{tracking_id}/{seen}")[:ID_BYTES]

    def name_of(self, kind: str, text: str) -> str:
        """What stands in keys for something that the provider named."""
        return self._digest(kind, text)[:_HASH_BYTES].hex()

    def _digest(self, purpose: str, text: str) -> bytes:
        return _digest(self.key, purpose, text)


def sender_of(phone: str, key: bytes) -> Sender:
    """The sender with a number in E.164. There are few enough numbers to try them all, so the hash has a key."""
    return Sender(phone, _digest(key, "sender", phone)[:_HASH_BYTES].hex(), key)


def proves(secrets: Iterable[bytes], body: bytes, signature: str) -> bool:
    """Whether a message of a gateway is signed with one of its secrets: HMAC-SHA256 of the body, in hexadecimal."""
    sent = signature.strip().lower().encode()
    return any(hmac.compare_digest(hmac.digest(each, body, hashlib.sha256).hex().encode(), sent) for each in secrets)


def is_secret(secrets: Iterable[bytes], sent: str) -> bool:
    """Whether what a gateway sent is one of its secrets, in hexadecimal."""
    given = sent.strip().lower().encode()
    return any(hmac.compare_digest(each.hex().encode(), given) for each in secrets)


def _digest(key: bytes, purpose: str, text: str) -> bytes:
    return hmac.digest(key, f"lapor/v1/channel/{purpose}/{text}".encode(), hashlib.sha256)

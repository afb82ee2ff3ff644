"""Signatures of messages between stacks: only who shares the pair's secret can have written one.

Every ordered pair of stacks has a secret of its own, so a message for one stack is worth nothing at another, and no
stack can speak for a third. What travels is the text that was signed, not what it was made from: nothing has to be
written again in the same way to be checked.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from chalicelib.domain.exchange.refusal import RefusedMessage

SECRET_BYTES = 32


def signed(message: Mapping[str, Any], secret: bytes) -> str:
    """The envelope of a message, as it lies in the other stack's inbox."""
    text = json.dumps(message, ensure_ascii=False)
    return json.dumps({"signed": text, "signature": _signature(text, secret)}, ensure_ascii=False)


def opened(envelope: str, secrets_of: Callable[[str], Iterable[bytes]]) -> dict[str, Any]:
    """The message in an envelope. `secrets_of` names the secrets that the stack which the message says it is from may
    sign with. Raises RefusedMessage."""
    outer = _object_in(envelope)
    text, signature = outer.get("signed"), outer.get("signature")
    if not isinstance(text, str) or not isinstance(signature, str):
        raise RefusedMessage("not_signed")
    message = _object_in(text)
    secrets = tuple(secrets_of(str(message.get("from"))))
    if not secrets:
        raise RefusedMessage("unknown_sender")
    if not any(hmac.compare_digest(_signature(text, secret).encode(), signature.encode()) for secret in secrets):
        raise RefusedMessage("wrong_signature")
    return message


def _signature(text: str, secret: bytes) -> str:
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()


def _object_in(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        raise RefusedMessage("not_readable") from None
    if not isinstance(found, dict):
        raise RefusedMessage("not_readable")
    return found

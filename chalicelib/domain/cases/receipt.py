"""The receipt: one 128-bit key, made by the reporter's device, from which tracking id and follow-up secret follow.

A phone without signal can show a valid number before anything was sent, and sending twice files once. The key and the
secret are never stored or logged. The browser computes the same; both are tested against `tests/vectors/receipts.json`.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING

from chalicelib.domain.cases.tracking_id import encode_base32, make_tracking_id
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case

RENEWED = "receipt_renewed"
"""The kind of event that puts another secret in the place of the one before."""

RENEWED_HASH, RENEWED_BY = "secret_hash", "by"
"""Its facts: the hash (hex) of the secret that holds from then on, and by which channel the reporter was proven."""

KEY_BYTES = 16
_SECRET_CHARACTERS = 20
_HEX_KEY = re.compile(r"[0-9a-f]{32}")
_FOLD = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the reporter keeps. `secret` is shown in groups of four; only `secret_hash` is stored (32 bytes)."""

    tracking_id: str
    secret: str
    secret_hash: bytes


def parse_receipt_key(text: str, field: str = "/receipt_key") -> bytes:
    """The key from its text form, 32 lower-case hexadecimal digits; raises InvalidInput for any other."""
    if not _HEX_KEY.fullmatch(text):
        raise InvalidInput(FieldError(field, "receipt_key_shape", "^[0-9a-f]{32}$"))
    return bytes.fromhex(text)


def derive(key: bytes, prefix: str) -> Receipt:
    """Tracking id and secret of `key` in the stack `prefix`. Deterministic."""
    counter = 0
    while (tracking_id := make_tracking_id(prefix, _bits(key, f"tracking-id/{prefix}/{counter}", 60))) is None:
        counter += 1
    secret = _grouped(_bits(key, "secret", 5 * _SECRET_CHARACTERS))
    return Receipt(tracking_id, secret, hash_secret(tracking_id, secret))


def renewed_secret(key: bytes, tracking_id: str) -> str:
    """The secret that takes the place of a lost one, from a new key of the reporter's device. Deterministic: a request
    whose answer was lost is sent again."""
    return _grouped(_bits(key, f"renewed-secret/{tracking_id}", 5 * _SECRET_CHARACTERS))


def valid_hash(case: Case) -> bytes:
    """The hash of the secret that proves the reporter now."""
    return case.renewed_hash or case.filing.secret_hash


def hash_secret(tracking_id: str, secret: str) -> bytes:
    """The hash that is stored of a secret. The secret has 100 bits, so a plain hash cannot be searched."""
    plain = "".join(secret.split()).replace("-", "").upper().translate(_FOLD)
    return hashlib.sha256(f"lapor/v1/secret-hash/{tracking_id}/{plain}".encode()).digest()


def secret_fits(tracking_id: str, secret: str, stored: bytes) -> bool:
    """Whether `secret` belongs to the case; compares in constant time."""
    return hmac.compare_digest(hash_secret(tracking_id, secret), stored)


def authenticate(key: bytes, message: bytes) -> bytes:
    """A keyed digest (32 bytes) that recognises the same content again and reveals nothing without the key."""
    return hmac.digest(key, b"lapor/v1/content/" + message, hashlib.sha256)


def _grouped(bits: int) -> str:
    characters = encode_base32(bits, _SECRET_CHARACTERS)
    return "-".join(characters[start : start + 4] for start in range(0, _SECRET_CHARACTERS, 4))


def _bits(key: bytes, purpose: str, bits: int) -> int:
    mac = hmac.digest(key, f"lapor/v1/{purpose}".encode(), hashlib.sha256)
    return int.from_bytes(mac, "big") >> (256 - bits)

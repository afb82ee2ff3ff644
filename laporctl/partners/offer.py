"""The offer: a file in which one stack tells another where it lives and under which key it agrees on secrets.

Nothing in it is secret, so it may go by mail. Who reads it learns nothing; who changes it is found out by its
fingerprint, which the two admins compare by telephone.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from laporctl import stack_settings
from laporctl.errors import OperatorError

FORMAT = 1

_KEY = re.compile(r"[0-9a-f]{64}")
_RIGHT = {
    "sender": (re.compile(r"[a-z-]+"), "the name of a stack"),
    "to": (re.compile(r"[a-z-]+"), "the name of a stack"),
    "site": (re.compile(r"https?://[^\s/]+"), "the address of a site, without a path"),
    "inbox": (re.compile(r"https?://\S+"), "the address of a queue"),
    "account": (re.compile(r"\d{12}"), "the number of an AWS account"),
    "region": (re.compile(r"[a-z]{2}(-[a-z]+)+-\d"), "an AWS region"),
    "key": (_KEY, "a public key, 64 hexadecimal digits"),
    "made_at": (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"), "a moment such as 2026-01-31T08:00:00.000Z"),
}
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32, as in tracking numbers: nothing that is heard as something else."""


class OfferError(OperatorError):
    """Raised for a file that is no offer, or none for this stack; the message is one line."""


@dataclass(frozen=True)
class Offer:
    """What the stack `sender` tells the stack `to` (slugs). `inbox` takes its messages, in `account` and `region`.
    `key` is the sender's public key for this pair, made at `made_at` (UTC); `answers` is the other's key that the
    sender has accepted, if any."""

    sender: str
    to: str
    site: str
    inbox: str
    account: str
    region: str
    key: str
    made_at: str
    answers: str | None = None

    @property
    def file_name(self) -> str:
        return f"{self.sender}-to-{self.to}.json"

    @property
    def fingerprint(self) -> str:
        """100 bits of a hash over all of the offer, in five groups that can be read out: `7F3K-9Q2M-...`."""
        number = int.from_bytes(hashlib.sha256(to_text(self).encode()).digest()[:13]) >> 4
        letters = "".join(_ALPHABET[number >> (5 * place) & 31] for place in reversed(range(20)))
        return "-".join(letters[at : at + 4] for at in range(0, 20, 4))


def to_text(offer: Offer) -> str:
    """The offer as its file holds it."""
    return json.dumps({"lapor_offer": FORMAT, **asdict(offer)}, indent=2, sort_keys=True) + "\n"


def parse(text: str, file: str) -> Offer:
    """The offer in a file. Raises OfferError that names the field."""
    try:
        values = json.loads(text)
    except ValueError:
        raise OfferError(f"{file}: is no JSON: ask for the file again, as an attachment") from None
    if not isinstance(values, dict) or "lapor_offer" not in values:
        raise OfferError(f"{file}: is no offer of a stack (`laporctl stacks offer` makes one)")
    if values.pop("lapor_offer") != FORMAT:
        raise OfferError(f"{file}: was made by another version: both stacks need the same one")
    _check(values, file)
    return Offer(**values)


def same_fingerprint(said: str, offer: Offer) -> bool:
    """Whether a fingerprint that somebody typed is that of the offer; letters, spaces and dashes as they come."""
    heard = re.sub(r"[\s-]", "", said).upper().translate(str.maketrans("OIL", "011"))
    return heard == offer.fingerprint.replace("-", "")


def _check(values: Mapping[str, Any], file: str) -> None:
    for name, (pattern, right) in _RIGHT.items():
        value = values.get(name)
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise OfferError(f"{file}: {name}: {json.dumps(value)} is not {right}")
    for name in ("sender", "to"):
        if values[name] not in stack_settings.provinces():
            raise OfferError(f'{file}: {name}: no stack "{values[name]}"')
    answers = values.get("answers")
    if answers is not None and not (isinstance(answers, str) and _KEY.fullmatch(answers)):
        raise OfferError(f"{file}: answers: is no public key")
    if unknown := values.keys() - {*_RIGHT, "answers"}:
        raise OfferError(f"{file}: {min(unknown)}: no such field: was it made by a newer version?")

"""Renewal of a receipt: whoever lost the secret proves to be the reporter by a one-time code, which goes to the
phone or the address that the case has already.

The code follows from a key of the stack and from the request, so nothing of it is kept anywhere, and a request that is
carried out twice sends the same one. What was typed goes on as a keyed digest: the one function that reads contacts
makes the same of the one it knows.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.cases.contact import read_email, read_phone
from chalicelib.domain.cases.filing_seal import SAFE_TO_TELL
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.domain.cases.model import Case, Event, Identity

MAIL, SMS = "mail", "sms"

CODE_DIGITS = 6
"""NIST SP 800-63B asks for six at least where guesses are limited; people read six from one screen to the next."""

VALID_FOR = timedelta(minutes=15)
"""A mail may wait some minutes at a receiver that does not know its sender."""

MOST_TRIES = 5
MOST_A_DAY = 5
"""Codes of one case on one local day: with the tries, 25 guesses among a million."""

KEY_BYTES, REQUEST_BYTES = 32, 16
_REQUEST = re.compile(rf"[0-9a-f]{{{2 * REQUEST_BYTES}}}")
_CODE = re.compile(rf"[0-9]{{{CODE_DIGITS}}}")


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a code is wanted: a channel, and a number in E.164 or an address in small letters."""

    by: str
    value: str


@dataclass(frozen=True, slots=True)
class CodeSent:
    """The last code of a case: the request (hex) that it follows from, by which channel and when it went out, and how
    many went out on that local day."""

    request: str
    by: str
    at: datetime
    today: int = 1


def read_wanted(typed: str) -> Contact:
    """The phone or the address that somebody typed; raises InvalidInput unless it is one."""
    contact = _as_address(typed) if "@" in typed else _as_number(typed)
    if contact is None:
        raise InvalidInput(FieldError("/contact", "contact_shape"))
    return contact


def kept(identity: Identity, by: str) -> Contact | None:
    """The contact of a reporter for a channel, as `read_wanted` would read it; None if there is none to be read."""
    written = identity.email if by == MAIL else identity.phone
    if written is None:
        return None
    return _as_address(written) if by == MAIL else _as_number(written)


def _as_address(written: str) -> Contact | None:
    reading = read_email(written)
    # Nobody has two mailboxes that differ by capitals, and many type them.
    return Contact(MAIL, reading.value.casefold()) if reading.value and not reading.several else None


def _as_number(written: str) -> Contact | None:
    reading = read_phone(written)
    # No SMS reaches an extension.
    usable = reading.value and not reading.several and ";" not in reading.value
    return Contact(SMS, reading.value) if usable and reading.value else None


def mark_of(contact: Contact, tracking_id: str, key: bytes) -> str:
    """The digest (hex) that goes on in the place of a contact that was typed for a case."""
    return _digest(key, f"contact/{tracking_id}/{contact.by}/{contact.value}").hex()


def name_of(contact: Contact, key: bytes) -> str:
    """By what the requests for a contact are counted, whatever the case."""
    return _digest(key, f"limit/{contact.by}/{contact.value}").hex()


def is_same(mark: str, contact: Contact, tracking_id: str, key: bytes) -> bool:
    """Whether a digest is that of the contact; compares in constant time."""
    return hmac.compare_digest(mark, mark_of(contact, tracking_id, key))


def code_of(request: str, tracking_id: str, key: bytes) -> str:
    """The code that a request is answered with."""
    number = int.from_bytes(_digest(key, f"code/{tracking_id}/{request}")[:16], "big")
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def check_code(typed: str) -> str:
    """The code as it was sent, however it was grouped; raises InvalidInput for what cannot be one."""
    plain = re.sub(r"[\s.-]", "", typed)
    if not _CODE.fullmatch(plain):
        raise InvalidInput(FieldError("/code", "code_shape", str(CODE_DIGITS)))
    return plain


def check_request(sent: str) -> str:
    """The name of a request; raises InvalidInput for what cannot be one."""
    if not _REQUEST.fullmatch(sent):
        raise InvalidInput(FieldError("/request", "request_shape"))
    return sent


def is_right(code: str, request: str, tracking_id: str, key: bytes) -> bool:
    """Whether a code is the one that the request was answered with; compares in constant time."""
    return hmac.compare_digest(code, code_of(request, tracking_id, key))


def is_safe(case: Case, events: Sequence[Event]) -> bool:
    """Whether a code may be sent. It opens the case: of a hidden one only where its reporter said, when it was filed,
    that nobody else reads what is sent to them."""
    return case.filing.public or bool(events[0].data.get(SAFE_TO_TELL))


def next_code(before: CodeSent | None, request: str, by: str, now: datetime, *, same_day: bool) -> CodeSent | None:
    """The code after the last one; None if enough went out that day. A request that was answered is answered again."""
    if before and before.request == request:
        return before
    if before is None or not same_day:
        return CodeSent(request, by, now)
    return None if before.today >= MOST_A_DAY else CodeSent(request, by, now, before.today + 1)


def _digest(key: bytes, message: str) -> bytes:
    return hmac.digest(key, f"lapor/v1/renewal/{message}".encode(), hashlib.sha256)

"""A mail as a person sent it, read from its bytes: whatever a mail may be, reading it ends, and never with an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from enum import StrEnum
from typing import NamedTuple

from chalicelib.domain import validation
from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.channels import mail_headers, mail_text
from chalicelib.domain.channels.mail_headers import Drop, Headers
from chalicelib.domain.values import dataclass

LARGEST_BYTES = 40 * 1024 * 1024
"""What SES takes."""

MOST_PARTS = 100
DEEPEST = 15
"""How many parts of a mail, and how deep in one another, are looked at."""

SMALLEST_PHOTO = 10_000
"""Pictures in the text of a mail that have fewer bytes are logos and signatures."""


class Refusal(StrEnum):
    """Why an attachment of a mail is not taken."""

    WRONG_TYPE = "wrong_type"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"


class Photo(NamedTuple):
    """A picture that came with a mail: its media type, and its bytes as they were sent."""

    media_type: str
    data: bytes


class Refused(NamedTuple):
    """An attachment that is not taken: the how many-th it was, what it is called by (`PDF`), and why."""

    number: int
    kind: str
    why: Refusal


@dataclass(frozen=True, slots=True)
class Mail:
    """What a person sent: from which address, the mail's own id (None if it has none that can be quoted), the token of
    the address for replies that it went to, whether it is meant as a report, its subject and words (of a
    reply those that its writer added), its photos, and what of it is not taken."""

    sender: str
    id: str | None
    token: str | None
    for_reports: bool
    subject: str
    words: str
    photos: tuple[Photo, ...] = ()
    refused: tuple[Refused, ...] = ()


def read_mail(raw: bytes, domain: str) -> Mail | Drop:
    """The mail in these bytes, as SES leaves it, to the stack with this domain; or why it is dropped."""
    try:
        message = message_from_bytes(raw)
        headers = [(name, str(value)) for name, value in message.raw_items()]
        sender = mail_headers.sender_of(headers)
        drop = mail_headers.why_dropped(headers, sender, domain)
        if drop or sender is None:
            return drop or Drop.NO_SENDER
        return _of_person(message, headers, sender, domain)
    except RecursionError:
        # Parts in parts in parts, which no mail program makes.
        return Drop.BROKEN


def _of_person(message: Message, headers: Headers, sender: str, domain: str) -> Mail:
    token = mail_headers.token_in(headers, domain)
    parts = list(_leaves(message))
    text = _text(parts)
    photos, refused = _files(parts)
    return Mail(
        sender=sender,
        id=mail_headers.message_id(headers),
        token=token,
        for_reports=mail_headers.is_for_reports(headers, domain),
        subject=_allowed(mail_headers.subject_of(headers)),
        words=_allowed(mail_text.added(text) if token else mail_text.whole(text)),
        photos=photos,
        refused=refused,
    )


def _leaves(message: Message) -> Iterator[Message]:
    """The parts of a mail that have no parts themselves. Of a mail that is attached to it nothing is read."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    seen = 0
    while waiting and seen < MOST_PARTS:
        part, depth = waiting.pop()
        seen += 1
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            if depth < DEEPEST:
                waiting += [(each, depth + 1) for each in reversed(inner) if isinstance(each, Message)]
        else:
            yield part


def _is_words(part: Message) -> bool:
    return part.get_content_type() in ("text/plain", "text/html") and not _is_attached(part)


def _is_attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment") or _name(part) is not None


def _text(parts: list[Message]) -> str:
    """The words as plain text, if it has any; else those of HTML. Some programs send a plain part that is empty."""
    for kind, read in (("text/plain", mail_text.tidy), ("text/html", mail_text.of_html)):
        texts = (read(_characters(each)) for each in parts if _is_words(each) and each.get_content_type() == kind)
        found = "\n\n".join(filter(None, texts))
        if validation.is_visible(found):
            return found
    return ""


def _characters(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_param("charset")
    return mail_headers.in_characters(data, charset if isinstance(charset, str) else None)


def _files(parts: list[Message]) -> tuple[tuple[Photo, ...], tuple[Refused, ...]]:
    photos: list[Photo] = []
    refused: list[Refused] = []
    number = 0
    for part in parts:
        if _is_words(part) or part.get_content_type() in ("text/calendar", "application/pgp-signature"):
            continue
        data = part.get_payload(decode=True)
        size = len(data) if isinstance(data, bytes) else 0
        in_text = part.get("Content-ID") and not str(part.get("Content-Disposition", "")).lower().startswith("attach")
        if in_text and size < SMALLEST_PHOTO:
            continue
        number += 1
        why = _why_refused(part.get_content_type(), size, len(photos))
        if why or not isinstance(data, bytes):
            refused.append(Refused(number, _kind(part), why or Refusal.WRONG_TYPE))
        else:
            photos.append(Photo(part.get_content_type(), data))
    return tuple(photos), tuple(refused)


def _why_refused(media_type: str, size: int, before: int) -> Refusal | None:
    if media_type not in attachments.MEDIA_TYPES or not size:
        return Refusal.WRONG_TYPE
    if size > attachments.LARGEST_BYTES:
        return Refusal.TOO_LARGE
    return Refusal.TOO_MANY if before >= attachments.PER_CASE else None


def _name(part: Message) -> str | None:
    try:
        return part.get_filename()
    except (LookupError, ValueError, TypeError, IndexError):
        return ""


def _kind(part: Message) -> str:
    """What an attachment is called by in an answer: the ending of its name, or nothing of what a stranger wrote."""
    ending = re.search(r"\.([A-Za-z0-9]{2,5})$", _name(part) or "")
    return ending[1].upper() if ending else ""


def _allowed(text: str) -> str:
    """A text without the characters that no report may have."""
    return validation.normalise(validation.without_refused(text).replace("\N{REPLACEMENT CHARACTER}", ""))

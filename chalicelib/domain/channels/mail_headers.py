"""What the headers of a mail say: what SES found of it, whether a machine wrote it, who sent it, and to which address.

Headers are read as they came. The `email` package's parser of headers with structure (`policy.default`) raises on a
part of what strangers send: an open quote, an open bracket, nested comments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.errors import HeaderParseError
from email.header import decode_header
from enum import StrEnum

from chalicelib.domain.cases.contact import read_email

Headers = Sequence[tuple[str, str]]
"""Names and values of the headers of a mail, from the top: what SES adds stands above what the sender wrote."""

LONGEST_HEADER = 2_000
"""Of a header that is read; the rest is nobody's name or subject."""

REPORTS, REPLIES, NEWS = "lapor", "balas", "kabar"
"""The local parts of a stack's addresses: for reports, for replies (a token stands behind a plus), of what it sends."""


class Drop(StrEnum):
    """Why a mail is dropped, without an answer."""

    SPAM = "spam"
    VIRUS = "virus"
    FORGED = "forged"
    BOUNCE = "bounce"
    AUTOMATIC = "automatic"
    LIST = "list"
    OWN = "own_address"
    NO_SENDER = "no_sender"
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    FLOOD = "flood"


_FAILED = {"x-ses-virus-verdict": Drop.VIRUS, "x-ses-spam-verdict": Drop.SPAM}
_MACHINES = frozenset({"mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply"})
_BULK = {"bulk": Drop.LIST, "list": Drop.LIST, "junk": Drop.AUTOMATIC, "auto_reply": Drop.AUTOMATIC}


def first(headers: Headers, name: str) -> str:
    """The topmost header of a name, in lower case, on one line; empty if there is none. A sender who writes a verdict
    of SES into a mail writes it below SES's own."""
    return next((_on_one_line(value) for each, value in headers if each.lower() == name), "")


def every(headers: Headers, *names: str) -> tuple[str, ...]:
    """All headers of these names, from the top."""
    return tuple(_on_one_line(value) for each, value in headers if each.lower() in names)


def has(headers: Headers, name: str) -> bool:
    """Whether there is a header of this name, even an empty one."""
    return any(each.lower() == name for each, _ in headers)


def why_dropped(headers: Headers, sender: str | None, domain: str) -> Drop | None:
    """Why a mail is dropped unread: what SES found, or that no person wrote it; None for a mail to be read."""
    for name, drop in _FAILED.items():
        if first(headers, name).upper() == "FAIL":
            return drop
    if has(headers, "return-path") and first(headers, "return-path") in ("", "<>"):
        return Drop.BOUNCE
    if first(headers, "content-type").lower().startswith("multipart/report"):
        return Drop.BOUNCE
    if sender is None:
        return Drop.NO_SENDER
    local, _, host = sender.lower().rpartition("@")
    if host == domain or host.endswith(f".{domain}"):
        return Drop.OWN
    if re.search(r"\bdmarc=fail\b", first(headers, "authentication-results").lower()):
        return Drop.FORGED
    return _of_machine(headers, local)


def _of_machine(headers: Headers, local: str) -> Drop | None:
    submitted = first(headers, "auto-submitted").lower()
    marks = ("x-auto-response-suppress", "x-autoreply", "x-autorespond")
    if (submitted and not submitted.startswith("no")) or any(has(headers, each) for each in marks):
        return Drop.AUTOMATIC
    if local in _MACHINES:
        return Drop.AUTOMATIC
    if has(headers, "list-id") or has(headers, "list-unsubscribe"):
        return Drop.LIST
    return _BULK.get(first(headers, "precedence").lower())


def sender_of(headers: Headers) -> str | None:
    """The one address that a mail is from; None if there is none, or several."""
    written = every(headers, "from")
    if len(written) != 1:
        return None
    pointed = re.findall(r"<([^<>]*)>", written[0])
    reading = read_email(pointed[-1] if pointed else written[0])
    return None if reading.several else reading.value


def message_id(headers: Headers) -> str | None:
    """The mail's own id with its brackets, fit to be quoted in a header of an answer."""
    found = re.fullmatch(r"<[!-;=?-~]{1,240}>", first(headers, "message-id"))
    return found[0] if found else None


def token_in(headers: Headers, domain: str) -> str | None:
    """The token behind the plus of the address for replies that a mail went to; None if it went to no such address.
    SES says for whom it took a mail in the topmost `Received`; that of a blind copy stands nowhere else."""
    where = every(headers, "to", "cc", "delivered-to", "x-original-to", "envelope-to")
    text = " ".join((*where, first(headers, "received"))).lower()
    found = re.finditer(r"\bbalas\+([a-z2-7]{1,60})@([a-z0-9.-]{1,253})", text)
    return next((each[1] for each in found if each[2].rstrip(".") == domain), None)


def is_for_reports(headers: Headers, domain: str) -> bool:
    """Whether a mail went to the address for reports, or was no reply to a mail of ours."""
    where = " ".join((*every(headers, "to", "cc"), first(headers, "received"))).lower()
    if f"{REPORTS}@{domain}" in where:
        return True
    return f"{REPLIES}@{domain}" not in where and f"{NEWS}@{domain}" not in where


def subject_of(headers: Headers) -> str:
    """The subject, without the marks of answers and forwarding before it."""
    subject = decoded(first(headers, "subject"))
    while mark := re.match(r"(?i)(?:re|fwd?|bls|trs|balas|terusan) ?:", subject):
        subject = subject[mark.end() :].lstrip()
    return subject


def decoded(value: str) -> str:
    """A header in characters: its encoded words (RFC 2047) read, whatever they claim to be."""
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    texts = (each if isinstance(each, str) else in_characters(each, charset) for each, charset in parts)
    return " ".join("".join(texts).split())


def in_characters(data: bytes, charset: str | None) -> str:
    """Bytes in characters, by the charset that they claim, or else one that fits. What fits nothing is left out."""
    for name in (charset, "utf-8"):
        try:
            return data.decode(name) if name else data.decode()
        except (LookupError, ValueError):
            continue
    # Windows calls its letters by this name or none; what else claims to be a charset has most letters in ASCII.
    return data.decode("ascii" if charset and charset.lower().startswith("iso-2022") else "windows-1252", "ignore")


def _on_one_line(value: str) -> str:
    """A header that was folded, in characters: some programs write them as they are, without encoded words."""
    plain = in_characters(value[:LONGEST_HEADER].encode("utf-8", "surrogateescape"), None)
    return " ".join(plain.split())

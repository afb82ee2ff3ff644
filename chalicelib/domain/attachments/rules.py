"""Attachments of a case: which files may be sent, where they lie, and which ones a case has.

A file that was sent lies under `incoming/` until it has been cleaned. Only a picture made anew from its pixels is ever
shown; it lies under `clean/`, in a name that holds the commitment to it, so that nothing can replace it later. Refused
files lie under `refused/`, for the operator alone.

An attachment ends with a later event that records its removal. Its file is gone before that event is written.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from chalicelib.domain.cases.model import Actor, Event, Role
from chalicelib.domain.cases.tracking_id import CROCKFORD, encode_base32
from chalicelib.domain.errors import FieldError, InvalidInput
from chalicelib.domain.values import dataclass

MEDIA_TYPES = ("image/jpeg", "image/png", "image/webp")
LARGEST_BYTES = 8 * 1024 * 1024
LARGEST_PIXELS = 40_000_000
"""Above this a file is a decompression bomb, or a camera that nobody carries about."""
PER_CASE = 10
SHOWN_SECONDS = 300
"""How long the address of a file is valid."""

PART = "attachment"
"""The `part` of a redaction that removes an attachment."""

PLAIN_HASH = "sha256"
SAYS_WHICH_PICTURE = (PLAIN_HASH, "bytes")
"""Facts in events of format 1 that prove to everybody who has a candidate which picture was sent: never shown."""

INCOMING = "incoming/"
"""Where files lie that were sent and not cleaned yet."""

FIRST_REPEATED_AFTER = timedelta(minutes=10)
"""After so long without an outcome the cleaning of a file is started again; then after twice as long each time."""

REPEATED_WITHIN = timedelta(minutes=5)
"""The time between two sweeps."""

SALT = "salt"
"""The label of an upload, and of the clean picture, with the salt (hex) of the commitment."""
SALT_BYTES = 16

IMPORTED = "imported"
"""The label of a file that an operator takes over from an earlier system: when (RFC 3339). The event of it says so too:
it is no news, and it may come to a case that is over."""

ID_BYTES = 16
_ID_CHARACTERS = 26
_INCOMING = re.compile(rf"incoming/(?P<case>[A-Z]{{2}}(?:-[0-9A-Z]{{4}}){{3}}-[0-9A-Z])/(?P<id>[{CROCKFORD}]{{26}})")
_HASH_CHARACTERS_IN_NAME = 32

# What makes a file that is a picture at the same time a page, a script, a document or an archive. Metadata of honest
# cameras (XMP is XML, some append a film) has none of it.
_FOREIGN = re.compile(rb"<(?:script|html|!doctype\s+html|iframe)[\s/>]|<\?php\s|%PDF-[12]\.[0-9]", re.IGNORECASE)
_ARCHIVE = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A clean file of a case. `picture` (hex) is the commitment to the file that is shown. `by` sent it, an office
    with its agency id; `private` ones are for the office that holds the case and the reporter alone. `seq` numbers the
    event that added it."""

    seq: int
    id: str
    picture: str
    at: datetime
    by: Role
    agency: str | None
    private: bool


@dataclass(frozen=True, slots=True)
class FailedAttachment:
    """A file that became no attachment, and why: for its sender. Nothing of the file itself is in it."""

    id: str
    reason: str
    at: datetime
    by: Role
    agency: str | None

    def is_from(self, actor: Actor) -> bool:
        """Whether this is who sent it."""
        return self.by is Role.REPORTER is actor.role or (self.agency is not None and self.agency == actor.agency)


NOT_CLEANED = "not_cleaned"
"""The reason while cleaning a file fails by itself and is tried again."""

FAILURE_REASONS = (
    *("wrong_type", "too_large", "too_many_pixels", "animated", "broken", "polyglot", "too_many", "case_closed"),
    NOT_CLEANED,
)
"""Why a file becomes no attachment, as its sender is told (docs/operations.md)."""

FAILURES_KEPT = timedelta(days=30)
"""How long a sender can read why a file failed: as long as the file is kept for the operator."""


def attachments_of(events: Iterable[Event]) -> tuple[Attachment, ...]:
    """The attachments that a case has, oldest first: all that were added and not removed since."""
    kept: dict[str, Attachment] = {}
    for event in events:
        if event.kind == "attached":
            added = _from_event(event)
            kept[added.id] = added
        elif event.kind == "redacted" and event.data.get("part") == PART:
            kept.pop(str(event.data["attachment"]), None)
        elif event.kind == "erased" and "photos" in event.data:
            kept = {each.id: each for each in kept.values() if each.by is not Role.REPORTER}
    return tuple(kept.values())


def failures_of(
    failed: Iterable[FailedAttachment], events: Sequence[Event], actor: Actor
) -> tuple[FailedAttachment, ...]:
    """The files of this actor that failed, oldest first; one that was attached after all did not."""
    own = (each for each in failed if each.is_from(actor) and not had_attachment(events, each.id))
    return tuple(sorted(own, key=lambda each: each.at))


def had_attachment(events: Iterable[Event], attachment_id: str) -> bool:
    """Whether the case has, or ever had, this attachment."""
    return any(event.kind == "attached" and event.data["attachment"] == attachment_id for event in events)


def is_erased(events: Iterable[Event], sender: str, sent: datetime) -> bool:
    """Whether a file that arrived at `sent` is from a reporter who requested erasure, then or later."""
    return sender == Role.REPORTER and any(event.kind == "erased" and event.at >= sent for event in events)


def _from_event(event: Event) -> Attachment:
    return Attachment(
        seq=event.seq,
        id=str(event.data["attachment"]),
        picture=str(event.data.get("picture") or event.data[PLAIN_HASH]),
        at=event.at,
        by=Role(str(event.data["by"])),
        agency=str(event.data["agency"]) if "agency" in event.data else None,
        private=bool(event.data.get("private", False)),
    )


def check(media_type: str, size: int) -> None:
    """Raises InvalidInput for a media type or a size (bytes) that is not accepted."""
    errors = []
    if media_type not in MEDIA_TYPES:
        errors.append(FieldError("/media_type", "unknown_media_type", ", ".join(MEDIA_TYPES)))
    if not 1 <= size <= LARGEST_BYTES:
        errors.append(FieldError("/bytes", "size_range", f"1–{LARGEST_BYTES}"))
    if errors:
        raise InvalidInput(*errors)


def issue_id(chance: bytes) -> str:
    """An id that nobody can guess, from `ID_BYTES` random bytes."""
    return encode_base32(int.from_bytes(chance, "big"), _ID_CHARACTERS)


def incoming_key(tracking_id: str, attachment_id: str) -> str:
    """The key that a file is sent to."""
    return f"{INCOMING}{tracking_id}/{attachment_id}"


def must_repeat(age: timedelta) -> bool:
    """Whether a file of this age that still waits is cleaned again by a sweep now: after 10, 20, 40 minutes and so on,
    eight times in the day that it is kept. Nothing is noted about it: a sweep that is missed leaves it to the next
    time."""
    waited = FIRST_REPEATED_AFTER
    while waited + REPEATED_WITHIN <= age:
        waited *= 2
    return age >= waited


def parse_incoming_key(key: str) -> tuple[str, str] | None:
    """Tracking id and attachment id of an `incoming_key`; None for any other key."""
    match = _INCOMING.fullmatch(key)
    return (match["case"], match["id"]) if match else None


def refused_key(tracking_id: str, attachment_id: str) -> str:
    """The key under which a refused file is kept."""
    return f"refused/{tracking_id}/{attachment_id}"


def commit_picture(salt: bytes, picture: bytes) -> str:
    """The commitment (hex) to a clean picture. Who has a picture cannot find out with it whether somebody sent it: the
    salt lies with the picture and goes with it."""
    return hashlib.sha256(salt + picture).hexdigest()


def clean_key(tracking_id: str, attachment_id: str, commitment: str) -> str:
    """The key of the clean picture. The commitment (hex) is in the name, so that the picture of an event stays the one
    the event was written for, even if the same upload is used twice."""
    return f"clean/{tracking_id}/{attachment_id}.{commitment[:_HASH_CHARACTERS_IN_NAME]}.jpg"


def preview_key(tracking_id: str, attachment_id: str, commitment: str) -> str:
    """The key of the preview of the clean picture with this commitment."""
    return clean_key(tracking_id, attachment_id, commitment).removesuffix(".jpg") + ".preview.jpg"


def clean_folder(tracking_id: str) -> str:
    """The prefix of the keys of all clean files of a case."""
    return f"clean/{tracking_id}/"


def refused_folder(tracking_id: str) -> str:
    """The prefix of the keys of all refused files of a case."""
    return f"refused/{tracking_id}/"


def attachment_in(clean: str) -> str:
    """The attachment id in the key of a clean picture or its preview."""
    return clean.rpartition("/")[2].partition(".")[0]


def is_polyglot(data: bytes) -> bool:
    """Whether a picture's bytes are also a file that another program would run or open."""
    return _FOREIGN.search(data) is not None or all(mark in data for mark in _ARCHIVE)

"""The hash chain, a case's tamper evidence: each event's hash covers the one before and everything about the event.

What may have to be removed one day (a note) and what is not for everybody (the key that was used) enters only as a
salted commitment. Since format 2 the event itself has a salt in its hash: of an event that somebody may not see, the
hash gives nothing away, not even its moment to somebody who tries them all (`docs/decisions/0025-sealed-facts.md`).
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.cases.model import GENESIS, REDACTED, Actor, Event
from chalicelib.domain.cases.redaction import removed_notes
from chalicelib.domain.timestamps import to_text

FORMAT = 2
"""The format of the events that are written now. Format 1 sealed no names, no command ids, and had no salt."""


def commit(salt: bytes, text: str) -> str:
    """A commitment (hex) to a text, which reveals nothing without the salt; empty for an empty text."""
    return hashlib.sha256(salt + text.encode()).hexdigest() if text else ""


def note_salt(event: Event) -> bytes:
    """The salt of the commitment to the event's note. It opens the note and nothing else."""
    return event.salt if event.format == 1 else _derive(event.salt, "note")


def without_note(event: Event) -> Event:
    """The event after its note was removed. The salt goes with the words: what is left of it opens the event and not
    the note, so that nobody can find a short note by trying."""
    if event.committed is not None:
        return replace(event, note=REDACTED)
    left = b"" if event.format == 1 else _derive(event.salt, "rest")
    return replace(event, note=REDACTED, salt=left, committed=commit(note_salt(event), event.note))


def hashed_text(tracking_id: str, event: Event, previous: bytes) -> str:
    """The text whose SHA-256 is the event's hash: everything about it, the hash before it, and commitments to words."""
    facts = {
        "case": tracking_id,
        "seq": event.seq,
        "kind": event.kind,
        "at": to_text(event.at),
        "role": event.actor.role,
        "agency": event.actor.agency,
        "key": event.actor.key,
        "note": event.committed if event.committed is not None else commit(note_salt(event), event.note),
        "data": dict(event.data),
        "previous": previous.hex(),
    }
    if event.format > 1:
        rest = event.salt if event.committed is not None else _derive(event.salt, "rest")
        closed = _derive(rest, "closed")
        facts |= {
            "format": event.format,
            "salt": _derive(rest, "event").hex(),
            "name": event.actor.name,
            # Which of an office's keys was used is for the office and the auditor.
            "key": commit(closed, event.actor.key or ""),
            "command": commit(closed, event.command_id or ""),
        }
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(tracking_id: str, event: Event, previous: bytes) -> bytes:
    """What the event's hash must be (32 bytes), given the hash of the event before it."""
    return hashlib.sha256(hashed_text(tracking_id, event, previous).encode()).digest()


def first_broken(tracking_id: str, events: Iterable[Event]) -> int | None:
    """The number of the first event that is missing, moved or altered; None if the chain is whole. Removed words count
    as altered unless an event records their redaction, because a commitment alone does not prove what is shown. An
    earlier format after a later one counts as altered: it would seal less."""
    previous, expected_seq, format_before = GENESIS, 1, 1
    removed, redacted = [], set[int]()
    for event in events:
        if event.seq != expected_seq or not format_before <= event.format <= FORMAT:
            return expected_seq
        if event.hash != digest(tracking_id, event, previous):
            return expected_seq
        if event.committed is not None:
            if event.note != REDACTED:
                return expected_seq
            removed.append(event.seq)
        redacted |= removed_notes(event)
        previous, expected_seq, format_before = event.hash, expected_seq + 1, event.format
    return next((seq for seq in removed if seq not in redacted), None)


def seal(
    tracking_id: str,
    seq: int,
    previous: bytes,
    *,
    kind: str,
    at: datetime,
    actor: Actor,
    salt: bytes,
    note: str = "",
    data: dict[str, str | int | bool] | None = None,
    command_id: str | None = None,
) -> Event:
    """The next event of a case, with its hash."""
    unsealed = Event(seq, kind, at, actor, note, data or {}, salt, b"", command_id, format=FORMAT)
    return replace(unsealed, hash=digest(tracking_id, unsealed, previous))


def _derive(salt: bytes, purpose: str) -> bytes:
    """A salt of its own for each purpose (16 bytes). Whoever knows one does not know the salt it was derived from."""
    return hashlib.sha256(b"lapor/v2/" + purpose.encode() + b"/" + salt).digest()[:16]

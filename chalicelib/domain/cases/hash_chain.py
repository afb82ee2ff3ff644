"""The hash chain, a case's tamper evidence: each event's hash covers the one before. Notes enter it only as salted
commitments, so that a note can be redacted and the chain stays whole."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.cases.model import GENESIS, REDACTED, Actor, Content, Event
from chalicelib.domain.timestamps import to_text


def commit(salt: bytes, text: str) -> str:
    """A commitment (hex) to a text, which reveals nothing without the salt; empty for an empty text."""
    return hashlib.sha256(salt + text.encode()).hexdigest() if text else ""


def commit_content(content: Content) -> str:
    """The commitment to what the citizen sent, part of the event `filed`."""
    facts = [
        content.text,
        content.place,
        list(content.region_path),
        content.lat,
        content.lon,
        content.incident_date and content.incident_date.isoformat(),
    ]
    return commit(content.salt, json.dumps(facts, ensure_ascii=False, separators=(",", ":")))


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
        "note": event.committed if event.committed is not None else commit(event.salt, event.note),
        "data": dict(event.data),
        "previous": previous.hex(),
    }
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(tracking_id: str, event: Event, previous: bytes) -> bytes:
    """What the event's hash must be (32 bytes), given the hash of the event before it."""
    return hashlib.sha256(hashed_text(tracking_id, event, previous).encode()).digest()


def first_broken(tracking_id: str, events: Iterable[Event]) -> int | None:
    """The number of the first event that is missing, moved or altered; None if the chain is whole. Removed words count
    as altered unless an event records their redaction, because a commitment alone does not prove what is shown."""
    previous, expected_seq = GENESIS, 1
    removed, redacted = [], set()
    for event in events:
        if event.seq != expected_seq or event.hash != digest(tracking_id, event, previous):
            return expected_seq
        if event.committed is not None:
            if event.note != REDACTED:
                return expected_seq
            removed.append(event.seq)
        if event.kind == "redacted" and event.data.get("part") == "note":
            redacted.add(event.data.get("seq"))
        previous, expected_seq = event.hash, expected_seq + 1
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
    unsealed = Event(seq, kind, at, actor, note, data or {}, salt, b"", command_id)
    return replace(unsealed, hash=digest(tracking_id, unsealed, previous))

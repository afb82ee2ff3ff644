"""Words that were taken out of a case in one stack while another stack holds a copy of them.

What crosses a border with a case is its title, text and place, and the note of the event that handed it over; photos
and other notes do not. A message says all that is gone of these, not only what has just gone: it may come late, twice
or in any order, and the next one makes up for one that was lost. Who finds nothing left to take out does nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.domain.cases.model import REDACTED
from chalicelib.services.exchange import participants
from chalicelib.services.ports.case_store import Redaction

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.domain.cases.model import Event
    from chalicelib.services.ports.case_store import CaseHistory

KIND = "redaction"
_PARTS = ("title", "text", "place")


def messages_for(record: CaseHistory, seq: int, here: str) -> tuple[list[str], dict[str, Any]]:
    """Whom an event in this stack, whose prefix is `here`, concerns, and what they are told: after a handing over the
    stack that took the case, after a redaction all that have it but the one that asked for it; nobody otherwise."""
    event, gone = record.events[seq - 1], _gone(record, here)
    if not gone or event.kind not in ("redacted", *participants.TOOK):
        return [], {}
    origin = event.data.get("stack")
    to = {str(origin)} if event.kind in participants.TOOK else participants.holders(record) - {origin}
    return sorted(to), {"kind": KIND, "chain": record.case.chain.hex(), **gone}


def outstanding(record: CaseHistory, told: Mapping[str, Any], here: str) -> list[Redaction]:
    """What another stack says is gone and is still readable in this one, whose prefix is `here`."""
    readable = {"title": record.case.filing.title, "text": record.content.text, "place": record.content.place}
    parts = [Redaction(part) for part in _PARTS if part in told["parts"] and readable[part] != REDACTED]
    notes = [event for event in record.events if event.note != REDACTED and _name(event, here) in told["notes"]]
    return parts + [Redaction("note", event.seq) for event in notes]


def _gone(record: CaseHistory, here: str) -> dict[str, list[str]]:
    """What was taken out of the case in this stack, whose prefix is `here`, as others know it; empty if nothing was."""
    redacted = [event.data for event in record.events if event.kind == "redacted"]
    parts = [part for part in _PARTS if any(data["part"] == part for data in redacted)]
    numbers = {data["seq"] for data in redacted if data["part"] == "note"}
    notes = [name for event in record.events if event.seq in numbers and (name := _name(event, here))]
    return {"parts": parts, "notes": notes} if parts or notes else {}


def _name(event: Event, here: str) -> str | None:
    """What two stacks both call the note of a handing over: the stack that wrote it, and the number of its event. What
    hands a case over here has that number in its `command_id`."""
    if event.kind == "referred":
        return f"{here}/{event.seq}"
    if event.kind in participants.CAME and event.command_id:
        return f"{event.data['stack']}/{event.command_id.rpartition('/')[2]}"
    return None

"""Propagates redactions to every stack that holds a copy of the case.

Title, text and place go to another stack with the case, and the note of the event that handed it over; photos and other
notes do not. A message lists everything of these that has been redacted, not only the newest part: it may come late,
twice or in any order, and the next one makes up for one that was lost. A stack with nothing left to redact does
nothing.
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


def messages_for(history: CaseHistory, seq: int, here: str) -> tuple[list[str], dict[str, Any]]:
    """The stacks that must hear of an event in this one, whose prefix is `here`, and the message to them: after a
    handing over the stack that took the case, after a redaction all that have it but the one that asked for it; no
    stack otherwise."""
    event, gone = history.events[seq - 1], _gone(history, here)
    if not gone or event.kind not in ("redacted", *participants.TOOK):
        return [], {}
    origin = event.data.get("stack")
    to = {str(origin)} if event.kind in participants.TOOK else participants.holders(history) - {origin}
    return sorted(to), {"kind": KIND, "chain": history.case.chain.hex(), **gone}


def outstanding(history: CaseHistory, message: Mapping[str, Any], here: str) -> list[Redaction]:
    """What another stack says is gone and is still readable in this one, whose prefix is `here`."""
    readable = {"title": history.case.filing.title, "text": history.content.text, "place": history.content.place}
    parts = [Redaction(part) for part in _PARTS if part in message["parts"] and readable[part] != REDACTED]
    notes = [event for event in history.events if event.note != REDACTED and _name(event, here) in message["notes"]]
    return parts + [Redaction("note", event.seq) for event in notes]


def _gone(history: CaseHistory, here: str) -> dict[str, list[str]]:
    """What was taken out of the case in this stack, whose prefix is `here`, as others know it; empty if nothing was."""
    redacted = [event.data for event in history.events if event.kind == "redacted"]
    parts = [part for part in _PARTS if any(data["part"] == part for data in redacted)]
    numbers = {data["seq"] for data in redacted if data["part"] == "note"}
    notes = [name for event in history.events if event.seq in numbers and (name := _name(event, here))]
    return {"parts": parts, "notes": notes} if parts or notes else {}


def _name(event: Event, here: str) -> str | None:
    """What two stacks both call the note of a handing over: the stack that wrote it, and the number of its event. What
    hands a case over here has that number in its `command_id`."""
    if event.kind == "referred":
        return f"{here}/{event.seq}"
    if event.kind in participants.CAME and event.command_id:
        return f"{event.data['stack']}/{event.command_id.rpartition('/')[2]}"
    return None

"""Propagates redactions to every stack that holds a copy of the case.

Title, text and place go to another stack with the case, and the note of the event that referred it; photos and other
notes do not. A message lists all redacted parts of these, not only the newest: it may come late, twice or in any order,
and the next one makes up for one that was lost. A stack with nothing left to redact does nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.domain.cases.model import REDACTABLE_WORDS, REDACTED, WORDS_OF_CONTENT
from chalicelib.services.exchange import participants
from chalicelib.services.ports.case_store import Redaction

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.domain.cases.model import Event
    from chalicelib.services.ports.case_store import CaseHistory

KIND = "redaction"


def messages_for(history: CaseHistory, seq: int, here: str) -> tuple[list[str], dict[str, Any]]:
    """The stacks that need a message about an event in this one, whose prefix is `here`, and the message: after a
    handover the stack that took the case, after a redaction all that have a copy but the one that sent the redaction;
    no stacks otherwise."""
    event, parts = history.events[seq - 1], _redacted_parts(history, here)
    if not parts or event.kind not in ("redacted", *participants.TOOK):
        return [], {}
    origin = event.data.get("stack")
    to = {str(origin)} if event.kind in participants.TOOK else participants.holders(history) - {origin}
    return sorted(to), {"kind": KIND, "chain": history.case.chain.hex(), **parts}


def outstanding(history: CaseHistory, message: Mapping[str, Any], here: str) -> list[Redaction]:
    """The parts that another stack has redacted and that are still readable in this one, whose prefix is `here`."""
    readable = {"title": history.case.filing.title} | {
        part: getattr(history.content, part) for part in WORDS_OF_CONTENT
    }
    parts = [Redaction(part) for part in REDACTABLE_WORDS if part in message["parts"] and readable[part] != REDACTED]
    notes = [
        event for event in history.events if event.note != REDACTED and _note_name(event, here) in message["notes"]
    ]
    return parts + [Redaction("note", event.seq) for event in notes]


def _redacted_parts(history: CaseHistory, here: str) -> dict[str, list[str]]:
    """The redacted parts of the case in this stack, whose prefix is `here`, as a message names them; empty if there are
    none."""
    redacted = [event.data for event in history.events if event.kind == "redacted"]
    parts = [part for part in REDACTABLE_WORDS if any(data["part"] == part for data in redacted)]
    numbers = {data["seq"] for data in redacted if data["part"] == "note"}
    notes = [name for event in history.events if event.seq in numbers and (name := _note_name(event, here))]
    return {"parts": parts, "notes": notes} if parts or notes else {}


def _note_name(event: Event, here: str) -> str | None:
    """The name of a referral's note in both stacks: the stack that wrote it, and the number of its event. The event
    that receives a case here has that number in its `command_id`."""
    if event.kind == "referred":
        return f"{here}/{event.seq}"
    if event.kind in participants.CAME and event.command_id:
        return f"{event.data['stack']}/{event.command_id.rpartition('/')[2]}"
    return None

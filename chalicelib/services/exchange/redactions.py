"""Propagates redactions to every stack that holds a copy of the case.

Title, text and place go to another stack with the case, and the note of the event that referred it; photos and other
notes do not. A message lists all redacted parts of these, not only the newest: it may come late, twice or in any order,
and the next one makes up for one that was lost. A stack with nothing left to redact does nothing. When reporters take
out all their words the message also says up to when: what they added in another stack until then goes there.

What an office covered goes the same way, and what it shows again. A stack shows again what it covered because another
one did, and nothing that somebody covered there: who looks at a copy decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.domain.cases import redaction
from chalicelib.domain.cases.model import COVERS, REDACTABLE_WORDS, REDACTED, Role
from chalicelib.domain.cases.receipt import RENEWED
from chalicelib.domain.cases.redaction import Redaction
from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.services.exchange import participants, receipts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Event
    from chalicelib.services.ports.case_store import CaseHistory

KIND = "redaction"
UNTIL = "until"
"""The field of a message that says up to when a reporter took out all words."""

NOTE_COVERS, SHOWN = "note_covers", "shown"
"""The fields of a message that say what is covered in notes that crossed (`COVERS`: in title, text and place), and what
is shown again. A note is named as `_note_name` names it. Stacks that do not know the fields do nothing about them."""


def messages_for(history: CaseHistory, seq: int, here: str) -> tuple[list[str], dict[str, Any]]:
    """The stacks that need a message about an event in this one, whose prefix is `here`, and the message: after a
    handover the stack that took the case, after a redaction all that have a copy but the one that sent the redaction;
    no stacks otherwise."""
    event, parts = history.events[seq - 1], _redacted_parts(history, here)
    if more := _covers(history, here) | receipts.said(history):
        parts = {"parts": [], "notes": [], **parts, **more}
    if not parts or event.kind not in ("redacted", "covered", "uncovered", RENEWED, *participants.TOOK):
        return [], {}
    origin = event.data.get("stack")
    to = {str(origin)} if event.kind in participants.TOOK else participants.holders(history) - {origin}
    return sorted(to), {"kind": KIND, "chain": history.case.chain.hex(), **parts}


def nothing_left(history: CaseHistory) -> dict[str, Any]:
    """The message of a stack that has nothing to redact any more."""
    return {"kind": KIND, "chain": history.case.chain.hex(), "parts": [], "notes": []}


def outstanding(history: CaseHistory, message: Mapping[str, Any], here: str) -> Redaction:
    """What another stack has redacted and can still be read in this one, whose prefix is `here`: parts of the report,
    notes that crossed, and the notes of a reporter who took out all words up to a moment."""
    readable = {"title": history.case.title, "text": history.content.text, "place": history.content.place}
    asked = {part for part in REDACTABLE_WORDS if part in message["parts"] and readable[part] != REDACTED}
    if "text" in asked:
        # A stack that does not know that a title goes with its text names the text alone.
        asked |= {*redaction.of_part("text", history.case, history.content, history.events).parts}
    titles = redaction.notes_of_titles(asked, history.events)
    until = from_text(message[UNTIL]) if UNTIL in message else None
    notes = [
        event.seq
        for event in history.events
        if event.note != REDACTED
        and (
            _note_name(event, here) in message["notes"]
            or (until is not None and event.at <= until and redaction.is_reporters_note(event))
            or event.seq in titles
        )
    ]
    return Redaction(tuple(part for part in REDACTABLE_WORDS if part in asked), tuple(notes[: redaction.MOST_NOTES]))


def covers_outstanding(history: CaseHistory, message: Mapping[str, Any], here: str) -> Facts:
    """The facts of the event by which this stack covers what another one has covered; empty if nothing is left."""
    if not message.keys() & {COVERS, NOTE_COVERS}:
        return {}
    from chalicelib.domain.cases import covering

    fact = f"{message.get(COVERS, '')} {_at_home(history, message.get(NOTE_COVERS, ''), here)}"
    covers = covering.outstanding(fact, history.case, history.content, history.events)
    return {COVERS: covering.to_fact(covers)} if covers else {}


def shown_outstanding(history: CaseHistory, message: Mapping[str, Any], here: str) -> Facts:
    """The facts of the event by which this stack shows again what it covered because the sender did, who shows it now;
    empty if nothing is left."""
    if SHOWN not in message or not history.case.covers:
        return {}
    from chalicelib.domain.cases import covering

    asked = {each.place for each in covering.from_fact(_at_home(history, message[SHOWN], here), 1)}
    covers = [
        each
        for each in history.case.covers
        if each.place in asked and history.events[each.seq - 1].data.get("stack") == message["from"]
    ]
    return {covering.SHOWN: covering.to_fact(covers)} if covers else {}


def _covers(history: CaseHistory, here: str) -> dict[str, str]:
    """What is covered in this stack, and what is shown again, as a message says it; without what is not to be said."""
    if not history.case.covers and not any(event.kind == "uncovered" for event in history.events):
        return {}
    from chalicelib.domain.cases import covering

    carried = covering.carried(history.case)
    notes = [each for each in history.case.covers if each not in carried]
    shown = covering.shown_again(history.case, history.events)[-covering.MOST_IN_NOTES :]
    found = {
        COVERS: covering.to_fact(carried),
        NOTE_COVERS: _abroad(history, covering.to_fact(notes), here),
        SHOWN: _abroad(history, covering.to_fact(shown), here),
    }
    return {name: fact for name, fact in found.items() if fact}


def _abroad(history: CaseHistory, fact: str, here: str) -> str:
    """Covers with the names of notes that both stacks know; without those of notes that did not cross."""
    names = {f"note/{event.seq}": _note_name(event, here) for event in history.events}
    return _renamed(fact, names)


def _at_home(history: CaseHistory, fact: str, here: str) -> str:
    """The inverse of `_abroad`, without those of notes that are not here."""
    names = {name: f"note/{event.seq}" for event in history.events if (name := _note_name(event, here))}
    return _renamed(fact, names)


def _renamed(fact: str, names: Mapping[str, str | None]) -> str:
    renamed = []
    for each in fact.split():
        reason, part, place = each.split(":")
        new = names.get(part) if "/" in part else part
        if new:
            renamed.append(f"{reason}:{new}:{place}")
    return " ".join(renamed)


def facts(redacted: Redaction, message: Mapping[str, Any]) -> Facts:
    """The facts of the event that this stack writes for a message: what it removed, and up to when a reporter took out
    all words."""
    if UNTIL not in message:
        return redaction.facts(redacted, None if _is_single(redacted) else redaction.OWN_WORDS)
    return redaction.facts(redacted, redaction.OWN_WORDS) | {UNTIL: str(message[UNTIL])}


def _is_single(redacted: Redaction) -> bool:
    return len(redacted.parts) + len(redacted.notes) == 1


def _redacted_parts(history: CaseHistory, here: str) -> dict[str, Any]:
    """The redacted parts of the case in this stack, whose prefix is `here`, as a message names them; empty if there are
    none."""
    redacted = [event for event in history.events if event.kind == "redacted"]
    removed = {part for event in redacted for part in redaction.removed_parts(event)}
    parts = [part for part in REDACTABLE_WORDS if part in removed]
    numbers = {seq for event in redacted for seq in redaction.removed_notes(event)}
    notes = [name for event in history.events if event.seq in numbers and (name := _note_name(event, here))]
    until = max((moment for event in redacted if (moment := _own_words_until(event))), default=None)
    found: dict[str, Any] = {"parts": parts, "notes": notes} if parts or notes or until else {}
    return found | {UNTIL: until} if until else found


def _own_words_until(event: Event) -> str | None:
    """The moment up to which a reporter took out all words, here or in another stack; None for other redactions."""
    if event.actor.role is Role.REPORTER and event.data.get("part") == redaction.OWN_WORDS:
        return to_text(event.at)
    return str(event.data[UNTIL]) if UNTIL in event.data else None


def _note_name(event: Event, here: str) -> str | None:
    """The name of a referral's note in both stacks: the stack that wrote it, and the number of its event. The event
    that receives a case here has that number in its `command_id`."""
    if event.kind == "referred":
        return f"{here}/{event.seq}"
    if event.kind in participants.CAME and event.command_id:
        return f"{event.data['stack']}/{event.command_id.rpartition('/')[2]}"
    return None

"""Erasures in the stacks that share a case: a name stays where it was given and photos where they were sent, so who is
to be forgotten must be forgotten in each of them.

A message names one request: where, when, and the hash of the event that says so there. Who was told of it before, or
has erased since, does nothing. No name, secret or word is in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.domain.timestamps import from_text, to_text
from chalicelib.services.exchange import participants
from chalicelib.services.ports.vault import ErasureRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Event
    from chalicelib.services.ports.case_store import CaseHistory

KIND = "erasure"
_ERASED = "erased"


def messages_for(record: CaseHistory, seq: int, here: str, name: str) -> tuple[list[str], dict[str, Any]]:
    """Whom an event in this stack (its prefix and name) concerns, and what they are told; nobody if it is none of that
    kind. After a handing over that is the stack that took the case, if there was an erasure while it was on its way:
    what went before never left."""
    event = record.events[seq - 1]
    if event.kind == _ERASED:
        told, to = event, participants.holders(record)
    elif event.kind in participants.TOOK and (missed := _missed(record.events[: seq - 1])):
        told, to = missed, {str(event.data["stack"])}
    else:
        return [], {}
    knows = {told.data.get("stack"), told.data.get("via")}
    return sorted(to - knows), {"kind": KIND, **_said(told, here, name)}


def parse_erasure(message: Mapping[str, Any]) -> ErasureRequest:
    """The request in a message of another stack."""
    names = ("tracking_id", "stack", "stack_name", "chain")
    said = {name: str(message[name]) for name in names}
    return ErasureRequest(**said, at=from_text(message["asked"]), sender=str(message["from"]))


def is_done(record: CaseHistory, asked: ErasureRequest) -> bool:
    """Whether nothing from before the request is left: it has its event here, or another erasure came later."""
    return any(
        asked.chain in (event.hash.hex(), event.data.get("chain")) or event.at >= asked.at
        for event in record.events
        if event.kind == _ERASED
    )


def facts(asked: ErasureRequest) -> Facts:
    """What the event says that is written here because of it."""
    said: Facts = {
        "stack": asked.stack,
        "stack_name": asked.stack_name,
        "chain": asked.chain,
        "asked": to_text(asked.at),
    }
    return said if asked.sender == asked.stack else said | {"via": asked.sender}


def _missed(events: tuple[Event, ...]) -> Event | None:
    """The last erasure since the case was handed on."""
    gone = max(event.seq for event in events if event.kind == "referred")
    return next((event for event in reversed(events[gone:]) if event.kind == _ERASED), None)


def _said(event: Event, here: str, name: str) -> dict[str, Any]:
    if "stack" in event.data:
        return {key: event.data[key] for key in ("stack", "stack_name", "chain", "asked")}
    return {"stack": here, "stack_name": name, "chain": event.hash.hex(), "asked": to_text(event.at)}

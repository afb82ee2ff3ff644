"""Propagates erasure requests to every stack that shares the case: an identity stays in the stack where it was given,
and photos where they were sent, so each of these stacks has to forget its own.

A message names one request: the stack and time, and the hash of the event that records it there. A stack that knows the
request, or has erased since, does nothing. The message holds no name, secret or words.
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


def messages_for(history: CaseHistory, seq: int, here: str, name: str) -> tuple[list[str], dict[str, Any]]:
    """The stacks that need a message about an event in this one (its prefix and name), and the message; no stacks if
    the event is not about an erasure. After a handover it is the stack that took the case, if there was an erasure
    while the case was on its way: data that was erased before never left."""
    event = history.events[seq - 1]
    if event.kind == _ERASED:
        erasure, to = event, participants.holders(history)
    elif event.kind in participants.TOOK and (missed := _missed(history.events[: seq - 1])):
        erasure, to = missed, {str(event.data["stack"])}
    else:
        return [], {}
    informed = {erasure.data.get("stack"), erasure.data.get("via")}
    return sorted(to - informed), {"kind": KIND, **_fields(erasure, here, name)}


def parse_erasure(message: Mapping[str, Any]) -> ErasureRequest:
    """The erasure request in a message of another stack."""
    names = ("tracking_id", "stack", "stack_name", "chain")
    fields = {name: str(message[name]) for name in names}
    return ErasureRequest(**fields, at=from_text(message["asked"]), sender=str(message["from"]))


def is_done(history: CaseHistory, request: ErasureRequest) -> bool:
    """Whether the request is done here: it has its event in this stack, or another erasure came later."""
    return any(
        request.chain in (event.hash.hex(), event.data.get("chain")) or event.at >= request.at
        for event in history.events
        if event.kind == _ERASED
    )


def facts(request: ErasureRequest) -> Facts:
    """The facts of the event that this stack writes for the request."""
    fields: Facts = {
        "stack": request.stack,
        "stack_name": request.stack_name,
        "chain": request.chain,
        "asked": to_text(request.at),
    }
    return fields if request.sender == request.stack else fields | {"via": request.sender}


def _missed(events: tuple[Event, ...]) -> Event | None:
    """The last erasure since the case was referred."""
    referral = max(event.seq for event in events if event.kind == "referred")
    return next((event for event in reversed(events[referral:]) if event.kind == _ERASED), None)


def _fields(event: Event, here: str, name: str) -> dict[str, Any]:
    if "stack" in event.data:
        return {key: event.data[key] for key in ("stack", "stack_name", "chain", "asked")}
    return {"stack": here, "stack_name": name, "chain": event.hash.hex(), "asked": to_text(event.at)}

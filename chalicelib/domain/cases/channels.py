"""The channel by which a report came: the door of this stack that it was filed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Event

CHANNEL = "channel"
"""The fact of the event `filed` that says which channel it was."""

RECORDED_BY, RECORDED_BY_NAME = "recorded_by", "recorded_by_name"
"""The facts of the event `filed` that say which office wrote the report down for its reporter: its id, its name."""

SITE, APPLICATION, EARLIER_SYSTEM, OTHER_STACK = "site", "application", "earlier_system", "other_stack"
ASSISTED = "assisted"
SMS, WHATSAPP, MAIL = "sms", "whatsapp", "mail"
CHANNELS = (SITE, APPLICATION, EARLIER_SYSTEM, OTHER_STACK, ASSISTED, SMS, WHATSAPP, MAIL)
"""The pages of the site; another program with a key of its own (Open311); an import; another stack, whose reporter
filed there; an office whose clerk wrote the report down for somebody; an SMS; a message by WhatsApp; a mail."""

CAME_BY = ("walk_in", "phone", "letter", "social_media")
"""How somebody reached the office that wrote their report down."""

RECORDERS = (Role.OFFICER, Role.LIAISON, Role.COORDINATOR)
"""The roles that write reports down for others: at a village office, a call centre, a counter."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Who wrote a report down for its reporter, and how the reporter came to them (one of `CAME_BY`)."""

    clerk: Actor
    came_by: str


def facts_at_filing(application: str | None, recording: Recording | None, door: str | None, *, imported: bool) -> Facts:
    """The facts of the event `filed` that say by which channel a report came; `application` is the id of the key of
    the program that sent it, `door` the channel that people write messages by."""
    if recording:
        return {
            CHANNEL: ASSISTED,
            "came_by": recording.came_by,
            RECORDED_BY: recording.clerk.agency or "",
            RECORDED_BY_NAME: recording.clerk.name or "",
        }
    if imported:
        return {CHANNEL: EARLIER_SYSTEM}
    return {CHANNEL: APPLICATION if application else door or SITE}


def of_first(event: Event) -> str:
    """The channel that the first event of a case tells; empty for a report from before it was kept."""
    if event.kind == "arrived":
        return OTHER_STACK
    return str(event.data.get(CHANNEL) or (EARLIER_SYSTEM if "imported" in event.data else ""))

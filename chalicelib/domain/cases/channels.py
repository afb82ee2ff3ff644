"""The channel by which a report came: the door of this stack that it was filed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Event

CHANNEL = "channel"
"""The fact of the event `filed` that says which channel it was."""

SITE, APPLICATION, EARLIER_SYSTEM, OTHER_STACK = "site", "application", "earlier_system", "other_stack"
CHANNELS = (SITE, APPLICATION, EARLIER_SYSTEM, OTHER_STACK)
"""The pages of the site; another program with a key of its own (Open311); an import; another stack, whose reporter
filed there."""


def at_filing(application: str | None, *, imported: bool) -> str:
    """The channel of a report that is filed here; `application` is the id of the key of the program that sent it."""
    if imported:
        return EARLIER_SYSTEM
    return APPLICATION if application else SITE


def of_first(event: Event) -> str:
    """The channel that the first event of a case tells; empty for a report from before it was kept."""
    if event.kind == "arrived":
        return OTHER_STACK
    return str(event.data.get(CHANNEL) or (EARLIER_SYSTEM if "imported" in event.data else ""))

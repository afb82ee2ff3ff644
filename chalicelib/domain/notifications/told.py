"""What the reporter was told of the case, and by which channel: a fact on the case, because silence ends a case only
after it (docs/decisions/0073-ending.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.domain.cases.model import Event

PAGE = "page"
CHANNELS = (PAGE, "mail", "sms", "whatsapp")
"""By which a reporter can be told so that it counts. The page: opened with the secret. The others: a notice was
delivered, or did not come back for 24 hours. Push and public networks do not count: nobody knows who saw them."""

BEGINS_WAIT = frozenset(("postponed", "responded", "corrected", "archived"))
"""Kinds of events after which a case waits for its reporter."""


def is_of_this_wait(events: Sequence[Event], told_of: int) -> bool:
    """Whether the event of that number is the one that the case waits since: a notice of an earlier answer that
    arrives late tells nobody of the present one."""
    return told_of == next((event.seq for event in reversed(events) if event.kind in BEGINS_WAIT), None)

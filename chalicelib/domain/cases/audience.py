"""The audience of an event, whose feeds carry it: the office that holds the case after it, the former and the
supporting ones."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from chalicelib.domain.cases.model import Case, Event

POLL_SECONDS = 30
"""After how many seconds to ask a queue or a feed again that had nothing new."""

MOST_HELPERS_NOTIFIED = 20
"""How many supporting offices are notified of a turning point, the first ones asked: each costs a small item in the
transaction, which takes a hundred at most."""

_TURNING_POINTS = ("responded", "reopened", "confirmed", "closed", "withdrawn", "merged", "archived", "referred")
"""Kinds of events, beside moves, that a supporting office must know of: they end the work on a case, or start it
again."""


class Part(StrEnum):
    """The part that an office has in a case after an event."""

    HOLDER = "holder"
    FORMER = "former"
    SUPPORTING = "supporting"


def audience(after: Case, event: Event) -> dict[str, Part]:
    """The offices whose feeds carry the event. The holder gets every event; an office that lost the case gets that one
    and no more; a supporting one gets the request for support, moves and turning points."""
    parts = dict.fromkeys(notified_helpers(after, event.kind, event.data), Part.SUPPORTING)
    if "from" in event.data:
        parts[str(event.data["from"])] = Part.FORMER
    if after.agency:
        parts[after.agency] = Part.HOLDER
    return parts


def notified_helpers(case: Case, kind: str, data: Mapping[str, Any]) -> tuple[str, ...]:
    """The supporting offices that an event of this kind and with these facts is told to: the one that it asks, and at a
    turning point all of them."""
    asked = (str(data["agency"]),) if kind == "supported" else ()
    return asked + (case.supporting[:MOST_HELPERS_NOTIFIED] if "to" in data or kind in _TURNING_POINTS else ())

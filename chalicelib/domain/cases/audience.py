"""The audience of an event, whose feeds carry it: the office that holds the case after it, the former and the
supporting ones."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Role
from chalicelib.domain.cases.priority import TOLD_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from chalicelib.domain.cases.model import Case, Event, Priority

POLL_SECONDS = 30
"""After how many seconds to ask a queue or a feed again that had nothing new."""

MOST_HELPERS_NOTIFIED = 20
"""How many supporting offices are notified of a turning point, the first ones asked: each costs a small item in the
transaction, which takes a hundred at most."""

_TURNING_POINTS = frozenset(
    (
        "responded",
        "corrected",
        "reopened",
        "confirmed",
        "closed",
        "withdrawn",
        "merged",
        "parted",
        "archived",
        "referred",
    )
)
"""Kinds of events, beside moves, that a supporting office must know of: they end the work on a case, or start it
again."""


class Part(StrEnum):
    """The part that an office has in a case after an event."""

    HOLDER = "holder"
    FORMER = "former"
    SUPPORTING = "supporting"
    TOLD = "told"
    """It is told and does not hold the case: it was late with it, got a reprimand, or answers for the region."""


NO_DEADLINES = (Part.FORMER, Part.TOLD)
"""Parts whose offices are told no deadlines of the case."""

_TELLS = {"raised": ("late", "office"), "warned": ("recipient",)}
"""Kinds of events that name offices to be told, and the facts that do."""

_HEADS = (Role.APPROVER, Role.LIAISON)
"""Who of an office hears of what its head is told: the approver signs for the head."""


def audience(after: Case, event: Event) -> dict[str, Part]:
    """The offices whose feeds carry the event. The holder gets every event; an office that lost the case gets that one
    and no more; a supporting one gets the request for support, moves and turning points."""
    parts = dict.fromkeys(told_offices(event.kind, event.data), Part.TOLD)
    parts |= dict.fromkeys(notified_helpers(after, event.kind, event.data), Part.SUPPORTING)
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


def told_offices(kind: str, data: Mapping[str, Any]) -> tuple[str, ...]:
    """The offices that an event of this kind names to be told."""
    return tuple(str(data[fact]) for fact in _TELLS.get(kind, ()) if data.get(fact))


def tell(kind: str, part: Part, priority: Priority) -> tuple[Role, ...]:
    """Who of an office must hear of an event at once, by the office's part in it: of what its head is told the approver
    and the liaison, of danger those whom the priority names."""
    heads = _HEADS if kind in _TELLS and part in (Part.HOLDER, Part.TOLD) else ()
    return tuple(dict.fromkeys((*heads, *(TOLD_AT_ONCE[priority] if part is Part.HOLDER else ()))))

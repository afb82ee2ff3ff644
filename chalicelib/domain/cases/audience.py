"""Who is told of an event: the office that holds the case after it, the one that lost it, those that help."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case, Event

POLL_SECONDS = 30
"""When to come again to a queue or a feed that had nothing new."""

MOST_HELPERS_TOLD = 20
"""How many helping offices hear of a turning point, the first ones asked: each costs a small item in the transaction,
which takes a hundred at most."""

_TURNING_POINTS = ("responded", "reopened", "confirmed", "closed", "withdrawn", "merged", "archived", "referred")
"""What a helping office must know beside a move: from here on there is nothing to help with, or again something."""


class Part(StrEnum):
    """What an office has to do with a case after an event."""

    HOLDER = "holder"
    FORMER = "former"
    SUPPORTING = "supporting"


def audience(after: Case, event: Event) -> dict[str, Part]:
    """The offices whose feeds carry the event. The holder hears of everything; an office that lost the case hears of
    that and no more; a helping one of being asked, of moves and of turning points."""
    helpers: list[str] = []
    if event.kind == "supported":
        helpers.append(str(event.data["agency"]))
    if "to" in event.data or event.kind in _TURNING_POINTS:
        helpers += after.supporting[:MOST_HELPERS_TOLD]
    told = dict.fromkeys(helpers, Part.SUPPORTING)
    if "from" in event.data:
        told[str(event.data["from"])] = Part.FORMER
    if after.agency:
        told[after.agency] = Part.HOLDER
    return told

"""Identity access: for which purposes a reporter's identity is opened, and when a second person must agree first.

The requests, the answers to them and the openings are events of the case; nothing else is kept. So a request is what
the events say, the reporter reads all of them, and the chain covers them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain import validation
from chalicelib.domain.cases.model import is_hidden
from chalicelib.domain.errors import FieldError, IdentityApprovalNeeded, InvalidInput, NoIdentityRequest, SameHands
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Actor, Case, Event

BY_ORDER = "legal_order"

PURPOSES = ("contact_needed_for_work", "protection_of_reporter", BY_ORDER, "asked_by_reporter")
"""The purposes for which an identity is opened: to ask the reporter what the work needs, to protect them (UU 31/2014),
because a law orders it (the order has a number), or because the reporter asks for it (UU 27/2022)."""

APPROVAL_LASTS = timedelta(hours=24)
"""How long an approval holds: the officer who asked calls today or tomorrow morning, and an approval that was forgotten
does not lie about as a standing permission."""

REQUEST_LASTS = timedelta(days=7)
"""How long a request waits for an answer: a second person is back within a week; later the need must be stated anew."""

_ORDER = re.compile(r"[\w./() -]{3,60}")


@dataclass(frozen=True, slots=True)
class Ground:
    """Why an identity is opened: one of `PURPOSES`, and words that the reporter reads; `request` is the number of the
    event that asked a second person."""

    purpose: str
    words: str
    request: int | None = None

    @property
    def facts(self) -> dict[str, str | int | bool]:
        """The data of the event. The words, and with them an order's number, stay in its note, which can be
        redacted."""
        return {"purpose": self.purpose} | ({} if self.request is None else {"request": self.request})


@dataclass(frozen=True, slots=True)
class Request:
    """A request for an identity that was neither refused nor used: the event that asked, and the one that agreed."""

    asked: Event
    approved: Event | None = None


def ground(purpose: str, reason: str, order: str) -> Ground:
    """The ground that somebody states; raises InvalidInput naming every wrong field."""
    words, number = validation.normalise(reason), validation.normalise(order)
    errors = []
    if purpose not in PURPOSES:
        errors.append(FieldError("/purpose", "unknown_choice" if purpose else "missing", ", ".join(PURPOSES)))
    errors += validation.check_substance("/reason", words, reason)
    if purpose == BY_ORDER and not _ORDER.fullmatch(number):
        errors.append(FieldError("/order", "order_shape" if number else "missing", "12/Pen.Pid/2026/PN Sgt"))
    if purpose != BY_ORDER and number:
        errors.append(FieldError("/order", "unknown_field"))
    if errors:
        raise InvalidInput(*errors)
    return Ground(purpose, f"Nomor {number}. {words}" if number else words)


def needs_second_person(case: Case) -> bool:
    """Whether a second person must agree: for secret and sensitive cases."""
    return is_hidden(case.filing.flags)


def standing_request(events: Iterable[Event]) -> Request | None:
    """The last request of a case, unless it was refused or used, or the case has moved since: what one office was
    allowed, the next one is not."""
    request: Request | None = None
    for event in events:
        if event.kind == "identity_requested":
            request = Request(event)
        elif event.kind == "identity_approved" and request:
            request = replace(request, approved=event)
        elif event.kind in ("identity_refused", "accessed", "erased", "referred") or "to" in event.data:
            request = None
    return request


def approved_request(events: Iterable[Event], reader: Actor, purpose: str, now: datetime) -> int:
    """The number of the request on which a second person agreed that this reader opens the identity now, for this
    purpose; raises IdentityApprovalNeeded. The one who asked is known by the key."""
    request = standing_request(events)
    if request is None or request.approved is None or now >= request.approved.at + APPROVAL_LASTS:
        raise IdentityApprovalNeeded
    asker, asked_for = request.asked.actor, request.asked.data["purpose"]
    same = (asker.key, asker.agency, asker.role, asked_for) == (reader.key, reader.agency, reader.role, purpose)
    if reader.key is None or not same:
        raise IdentityApprovalNeeded
    return request.asked.seq


def request_to_answer(events: Iterable[Event], actor: Actor, now: datetime, *, approves: bool) -> Event:
    """The event of the request that `actor` answers; raises NoIdentityRequest, and SameHands for who asked and would
    approve."""
    request = standing_request(events)
    if request is None or request.approved or now >= request.asked.at + REQUEST_LASTS:
        raise NoIdentityRequest
    if approves and (actor.key is None or actor.key == request.asked.actor.key):
        raise SameHands
    return request.asked

"""Requests for a reporter's identity: who may ask, and the content of the events that ask and answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.cases import identity_access
from chalicelib.domain.cases.model import Role
from chalicelib.domain.cases.visibility import may_learn_identity
from chalicelib.domain.errors import IdentityProtected
from chalicelib.domain.routing import accusations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.domain.cases.identity_access import Ground
    from chalicelib.domain.cases.identity_commands import RequestIdentity
    from chalicelib.domain.cases.lifecycle import Facts
    from chalicelib.domain.cases.model import Actor, Case, Event
    from chalicelib.services.stack import Stack


def require_asker(stack: Stack, case: Case, asker: Actor) -> None:
    """Allows those who may learn the identity: an officer of the office that holds the case or a coordinator; of an
    accusation only the inspectorate's officers. Raises IdentityProtected."""
    category = stack.category(case.category)
    if not may_learn_identity(case, asker):
        raise IdentityProtected
    if category is None or not accusations.is_accusation(category):
        return
    if asker.role is not Role.OFFICER or not accusations.is_competent(category, case.region, asker.agency or ""):
        raise IdentityProtected


def ask(stack: Stack, case: Case, asker: Actor, request: RequestIdentity) -> Ground:
    """The ground that the event of a request holds; raises InvalidInput and IdentityProtected."""
    require_asker(stack, case, asker)
    return identity_access.ground(request.purpose, request.reason, request.order)


def answer(events: Iterable[Event], actor: Actor, now: datetime, *, approves: bool) -> Facts:
    """The data of the event that answers a request; raises NoIdentityRequest and SameHands."""
    return {"request": identity_access.request_to_answer(events, actor, now, approves=approves).seq}

"""Objections of reporters to the archiving of their cases: each goes one level up, never to the hands that archived."""

from collections.abc import Iterable

from chalicelib.domain.cases.archiving import PROPOSED_BY
from chalicelib.domain.cases.model import Actor, Event, Role
from chalicelib.domain.errors import RoleNotAllowed, SameHands

OVERSEER = "overseer"
"""The fact of an objection to the highest coordinator's archiving: an overseer decides whether the case ends so."""


def archivers(events: Iterable[Event]) -> tuple[str, ...]:
    """The offices that archived the case last, the second person's and that of who proposed it; none if nobody did, or
    the system."""
    return next((_hands(event) for event in reversed(tuple(events)) if event.kind == "archived"), ())


def _hands(archived: Event) -> tuple[str, ...]:
    return tuple(str(office) for office in (archived.actor.agency, archived.data.get(PROPOSED_BY)) if office)


def require_other_hands(events: Iterable[Event], actor: Actor) -> None:
    """Refuses to let a case be archived again by an office that its reporter has objected to, or by any coordinator
    after an objection that only an overseer answers. Raises SameHands, and RoleNotAllowed for an overseer who was not
    asked."""
    known = tuple(events)
    objections = [event for event in known if event.kind == "objected"]
    asked = any(event.data.get(OVERSEER) for event in objections)
    if actor.role is Role.OVERSEER_OMBUDSMAN:
        if not asked:
            raise RoleNotAllowed(actor.role, (Role.COORDINATOR,))
        return
    archived_by = {office for event in known if event.kind == "archived" for office in _hands(event)}
    if asked or (objections and actor.agency in archived_by):
        raise SameHands

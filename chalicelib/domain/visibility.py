"""Who may see a case: one pure function behind every output."""

from chalicelib.domain.case import Actor, Case, Event, Role
from chalicelib.domain.lifecycle import in_area

_SEES_EVERYTHING = (Role.OVERSEER, Role.ADMIN)
_ABOUT_THE_IDENTITY = ("accessed", "erased")

REASON_SHORTEST = 10
"""How many characters the reason for learning an identity has at least: a sentence that the reporter will read."""


def may_see(case: Case, viewer: Actor | None) -> bool:
    """Whether `viewer` (None: the public) may know the case. The reporter proves to be one with the secret before
    this is asked. An office sees public cases like anybody, and others only while they lie with it."""
    if case.filing.public:
        return True
    if viewer is None:
        return False
    return viewer.role is Role.REPORTER or is_involved(case, viewer)


def is_involved(case: Case, office: Actor) -> bool:
    """Whether the case lies with this office, in the region it coordinates, or under its oversight."""
    if office.role is Role.OFFICER:
        return office.agency is not None and office.agency == case.agency
    if office.role is Role.COORDINATOR:
        return in_area(case, office)
    return office.role in _SEES_EVERYTHING


def may_learn_identity(case: Case, reader: Actor) -> bool:
    """Whether `reader` may learn who the reporter is: an officer of the office that holds the case or a coordinator of
    its area, and nobody, overseers and admins included, if the reporter wished to stay anonymous."""
    if case.filing.anonymous:
        return False
    return reader.role in (Role.OFFICER, Role.COORDINATOR) and is_involved(case, reader)


def shows_event(event: Event) -> bool:
    """Whether the public learns of an event at all. What happens to the reporter's identity is for the reporter and
    the office."""
    return event.kind not in _ABOUT_THE_IDENTITY


def shows_note(event: Event) -> bool:
    """Whether the public reads an event's note. What reporters add later is between them and the office, and so is
    why an office wanted to know who they are."""
    return event.actor.role is not Role.REPORTER and shows_event(event)

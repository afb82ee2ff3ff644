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
    """Whether the case lies with this office (or it helps), in the region it coordinates, or under its oversight."""
    if office.role in (Role.OFFICER, Role.APPROVER):
        return office.agency is not None and office.agency in (case.agency, *case.supporting)
    if office.role is Role.COORDINATOR:
        return in_area(case, office)
    return office.role in _SEES_EVERYTHING


def may_learn_identity(case: Case, reader: Actor) -> bool:
    """Whether `reader` may learn who the reporter is: an officer of the office that holds the case or a coordinator of
    its area, and nobody, overseers and admins included, if the reporter wished to stay anonymous."""
    if case.filing.anonymous:
        return False
    return reader.role in (Role.OFFICER, Role.COORDINATOR) and is_involved(case, reader)


def shows_event(event: Event, case: Case, viewer: Actor | None) -> bool:
    """Whether a viewer of the case learns of an event at all. What happens to the reporter's identity is for the
    reporter and the office that works the case."""
    return event.kind not in _ABOUT_THE_IDENTITY or is_party(case, viewer)


def shows_note(event: Event, case: Case, viewer: Actor | None) -> bool:
    """Whether a viewer of the case reads an event's note. What offices say is public. What reporters add later, and why
    an office looked at an identity, is between the two; a draft is the office's own."""
    if event.kind == "drafted":
        return viewer is not None and is_involved(case, viewer)
    if event.actor.role is Role.REPORTER or event.kind in _ABOUT_THE_IDENTITY:
        return is_party(case, viewer)
    return True


def is_party(case: Case, viewer: Actor | None) -> bool:
    """Whether the viewer is the reporter, or involved in the case as an office."""
    return viewer is not None and (viewer.role is Role.REPORTER or is_involved(case, viewer))

"""Visibility: who may see a case and its words. One table says what each role sees beyond the public."""

from collections.abc import Callable
from typing import Protocol

from chalicelib.domain.cases.channels import RECORDED_BY
from chalicelib.domain.cases.lifecycle import OF_ONE_OFFICE, in_area
from chalicelib.domain.cases.marks import Cover
from chalicelib.domain.cases.model import Actor, Case, Event, Role, is_hidden
from chalicelib.domain.cases.receipt import RENEWED
from chalicelib.domain.cases.redaction import removed_parts
from chalicelib.domain.geography.regions import covers, region_of
from chalicelib.domain.values import dataclass

_ABOUT_THE_IDENTITY = ("identity_requested", "identity_approved", "identity_refused", "accessed", "erased")


class Line(Protocol):
    """What a line of a queue says of its case."""

    @property
    def title(self) -> str | None: ...

    @property
    def category(self) -> str | None: ...

    @property
    def breached(self) -> bool: ...

    @property
    def flags(self) -> tuple[str, ...]: ...

    @property
    def covers(self) -> tuple[Cover, ...]: ...


@dataclass(frozen=True, slots=True)
class View:
    """What a role sees. `cases`: the cases it may see, hidden ones included. `offices`: whose queues it may ask for, by
    agency id; `lines`: which of their lines it gets. `words`: whether it reads what is kept from the public: the words
    of hidden cases, and messages between reporter and office."""

    cases: Callable[[Case, Actor], bool]
    offices: Callable[[str, Actor], bool]
    lines: Callable[[Line, Actor], bool]
    words: bool


def _lies_with(case: Case, office: Actor) -> bool:
    return office.agency is not None and office.agency in (case.agency, *case.supporting)


def _in_region(case: Case, auditor: Actor) -> bool:
    """Like a coordinator's area; a case that no office has yet counts where it was reported."""
    if case.agency is None and case.region:
        return _within(case.region, auditor)
    return in_area(case, auditor)


def _late(case: Case, _: Actor) -> bool:
    """Past the progress deadline once, or unsolved for so long that the policy lists it."""
    return case.breached or "overdue" in case.lapsed


def _of_a_programme(case: Case, overseer: Actor) -> bool:
    return case.category in overseer.categories


def _within(code: str, actor: Actor) -> bool:
    return actor.agency is not None and covers(region_of(actor.agency), code)


def _own(agency_id: str, actor: Actor) -> bool:
    return agency_id == actor.agency


def _nearby(agency_id: str, actor: Actor) -> bool:
    return _own(agency_id, actor) or _within(region_of(agency_id), actor)


def _every(*_: object) -> bool:
    return True


_ONE_OFFICE = View(_lies_with, _own, _every, words=True)

VIEWS: dict[Role, View] = {
    Role.OFFICER: _ONE_OFFICE,
    Role.APPROVER: _ONE_OFFICE,
    # Pejabat penghubung: the office's link to the system.
    Role.LIAISON: _ONE_OFFICE,
    # Diskominfo, Tim Koordinasi.
    Role.COORDINATOR: View(in_area, _nearby, _every, words=True),
    # Inspektorat: the internal auditor of its region (PP 12/2017).
    Role.AUDITOR: View(_in_region, _nearby, _every, words=True),
    Role.OVERSEER: View(_every, _every, _every, words=True),
    # Pembina (Perpres 76/2013): how offices perform, on every case; the words of hidden cases are not needed for that.
    Role.OVERSEER_KEMENPANRB: View(_every, _every, _every, words=False),
    # Priority programmes: the cases of the categories in the grant.
    Role.OVERSEER_KSP: View(
        _of_a_programme, _every, lambda line, actor: line.category in actor.categories, words=False
    ),
    # Pengawas (UU 37/2008): it acts where the office itself has failed, and may read those cases.
    Role.OVERSEER_OMBUDSMAN: View(_late, _every, lambda line, _: line.breached, words=True),
    Role.ADMIN: View(_every, _every, _every, words=True),
}
"""Two roles are not in the table and see what the public sees: an application files and adds to what it filed, a head
of region reads figures and no case."""

_WATCHES = (Role.OVERSEER_KEMENPANRB, Role.OVERSEER_KSP, Role.OVERSEER_OMBUDSMAN)
"""Roles that get only those of an office's cases that their view lets through."""


def may_see(case: Case, viewer: Actor | None) -> bool:
    """Whether `viewer` (None: the public) may know of the case. The reporter has proved to be one with the secret
    before this is asked. An office sees public cases like anybody, and others only while it holds or supports them."""
    if case.filing.public:
        return True
    if viewer is None:
        return False
    return viewer.role is Role.REPORTER or _covers(case, viewer)


def is_involved(case: Case, office: Actor) -> bool:
    """Whether this office holds or supports the case, coordinates its region, or oversees it with a view that reads
    what is kept from the public."""
    view = VIEWS.get(office.role)
    return view is not None and view.words and view.cases(case, office)


def shows_words(case: Case, viewer: Actor | None) -> bool:
    """Whether a viewer who may see the case also reads its words: title, text, place, pictures, notes of offices."""
    return case.filing.public or is_party(case, viewer)


def shows_line(line: Line, reader: Actor) -> bool:
    """Whether the reader gets this line of a queue that it may ask for."""
    view = VIEWS.get(reader.role)
    return view is not None and view.lines(line, reader)


def shows_title(line: Line, reader: Actor) -> bool:
    """Whether the line is shown with its title, which is in the citizen's words."""
    return VIEWS[reader.role].words or not is_hidden(line.flags)


def may_ask(agency_id: str, reader: Actor) -> bool:
    """Whether a role may ask about an office's cases; the answer still goes through `shows_line` or `may_see`."""
    view = VIEWS.get(reader.role)
    return view is not None and view.offices(agency_id, reader)


def may_read_all(agency_id: str, reader: Actor) -> bool:
    """Whether the reader may see every case of an office, without a look at each: the office itself, the coordinator
    and the auditor of its region, and the operator."""
    return reader.role not in _WATCHES and may_ask(agency_id, reader)


def may_learn_identity(case: Case, reader: Actor) -> bool:
    """Whether `reader` may learn who the reporter is: an officer of the office that holds the case or a coordinator of
    its area, and nobody, overseers and admins included, if the reporter wished to stay anonymous."""
    if case.filing.anonymous:
        return False
    return reader.role in (Role.OFFICER, Role.COORDINATOR) and is_involved(case, reader)


def shows_event(event: Event, case: Case, viewer: Actor | None) -> bool:
    """Whether a viewer of the case sees an event at all. Events about the reporter's identity, of what the reporter was
    told, and about photos that are not for the public, are for the reporter and the office that works the case; but
    whoever sees that words are missing sees which event took them. That the secret was replaced is the reporter's."""
    if event.kind == RENEWED:
        return viewer is not None and viewer.role is Role.REPORTER
    private = event.kind in (*_ABOUT_THE_IDENTITY, "told") and not removed_parts(event)
    return not (private or event.data.get("private") is True) or is_party(case, viewer)


def shows_note(event: Event, case: Case, viewer: Actor | None) -> bool:
    """Whether a viewer of the case reads an event's note. Notes of offices are public, unless the case is not. What
    reporters add later, and why an office looked up an identity, is between the two; a draft, what must change in it
    and a proposal are the office's own."""
    if event.kind in ("drafted", "sent_back", "archive_proposed", "promise_proposed"):
        return viewer is not None and is_involved(case, viewer)
    if event.actor.role is Role.REPORTER or event.kind in _ABOUT_THE_IDENTITY:
        return is_party(case, viewer)
    return shows_words(case, viewer)


def names_person(event: Event, case: Case, viewer: Actor) -> bool:
    """Whether a viewer of the case learns which person did it, beside the office: whoever works in the same office, and
    the auditor of the region. Nobody else does, reporter, public and other offices included. A report that a clerk
    wrote down for its reporter is of the clerk's office too."""
    office = event.actor.agency or event.data.get(RECORDED_BY)
    colleague = viewer.role in OF_ONE_OFFICE and office == viewer.agency
    return (colleague or viewer.role is Role.AUDITOR) and is_involved(case, viewer)


def is_party(case: Case, viewer: Actor | None) -> bool:
    """Whether the viewer is the reporter, or involved in the case as an office."""
    return viewer is not None and (viewer.role is Role.REPORTER or is_involved(case, viewer))


def _covers(case: Case, viewer: Actor) -> bool:
    view = VIEWS.get(viewer.role)
    return view is not None and view.cases(case, viewer)

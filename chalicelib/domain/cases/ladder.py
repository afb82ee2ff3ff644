"""The ladder: who is told by name that a case is late, from the head of the office to the head of the region and the
centre. A step belongs to a position, never to a person; the time between steps is the policy's (`ladder/...`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases.rungs import Ladder, Step
from chalicelib.domain.geography.regions import ancestor, covers, region_of

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case, Event

_CENTRE = "00"
"""Region code of the bodies of the centre."""

STEPS = tuple(Step)
"""The whole ladder."""

_WITHOUT_A_REGION = (Step.HEAD, Step.CENTRE)
"""The ladder of accusations, which nobody is told who may be the accused; and that of the bodies of the centre."""

_GIVES_TIME = ("progressed", "reopened", "appealed", "objected")
"""Kinds of events after which the time until the next step begins anew, once at each step: otherwise a word a month
would keep everybody from being told."""

AGAIN = ("progress", "promise", "interim")
"""Clocks that break no deadline a second time at an office: somebody is told instead."""

_MAKES_LATE = ("breached", "listed")


def area_of(agency_id: str) -> str:
    """The code of the kabupaten, kota or province that an office belongs to."""
    region = region_of(agency_id)
    return ancestor(region, 2) or region


def area(case: Case) -> str:
    """The code of the region whose heads are told: that of the offices that were late, the widest one."""
    offices = case.ladder.offices or ((case.agency,) if case.agency else ())
    return _widest(offices)


def late_office(case: Case) -> str | None:
    """The office that was late last; the one that holds the case where none is known."""
    return case.ladder.offices[-1] if case.ladder.offices else case.agency


def steps_of(case: Case) -> tuple[Step, ...]:
    """The steps of the case's ladder."""
    return _WITHOUT_A_REGION if case.filing.sensitive or area(case) == _CENTRE else STEPS


def next_step(case: Case) -> Step | None:
    """Who is told next; None for a case that is not late, or at the last step."""
    if case.ladder.since is None:
        return None
    steps = steps_of(case)
    if not case.ladder.step:
        return steps[0]
    return next((step for step in steps if STEPS.index(step) > STEPS.index(Step(case.ladder.step))), None)


def step_again(case: Case) -> Step:
    """Who is told when an office is late again that was late before, and nobody stands above it: the next one, or at
    the end of the ladder the last one once more. Of a region that is its head, who answers for the office."""
    following = next_step(case)
    if following:
        return following
    return Step.REGION if Step.REGION in steps_of(case) else Step.CENTRE


def rests(case: Case) -> bool:
    """Whether the case has a promised date that nobody need be told about: the first one, of a case that was not
    late."""
    return case.promised is not None and case.ladder.promises < 2 and not case.ladder.step


def climbed(before: Case, event: Event) -> Ladder:
    """Where the case stands after an event."""
    ladder = before.ladder
    if event.kind in _MAKES_LATE:
        return _late(ladder, str(event.data.get("from") or before.agency or ""), event)
    if event.kind == "raised":
        return ladder._replace(step=str(event.data["step"]), since=event.at, respite=False)
    if event.kind == "arrived" and (event.data["breached"] or "overdue" in str(event.data["lapsed"]).split()):
        # Late in another stack: here nobody was told yet.
        return Ladder(since=event.at)
    if event.kind == "progressed" and event.data.get("promised"):
        ladder = ladder._replace(promises=ladder.promises + 1)
    if event.kind in _GIVES_TIME and ladder.since and not ladder.respite:
        ladder = ladder._replace(since=event.at, respite=True)
    return ladder


def restarts_clock(event: Event) -> bool:
    """Whether somebody was told in the place of a breach, so that the office's clock runs anew as after one."""
    return event.kind == "raised" and event.data.get("clock") in AGAIN


def _late(ladder: Ladder, office: str, event: Event) -> Ladder:
    """The ladder after an office was late. The heads of a wider region begin to be told anew."""
    offices = ladder.offices if not office or office in ladder.offices else (*ladder.offices, office)
    wider = bool(ladder.offices) and _widest(offices) != _widest(ladder.offices)
    if wider:
        return ladder._replace(offices=offices, since=event.at, step="", respite=False)
    return ladder._replace(offices=offices, since=ladder.since or event.at)


def _widest(offices: tuple[str, ...]) -> str:
    widest = area_of(offices[0]) if offices else ""
    for office in offices:
        here = area_of(office)
        if here != widest and covers(here, widest):
            widest = here
    return widest

"""Promised dates of offices that wait for budget: which of them needs a second person, and what keeps them standing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.cases.archiving import check_second_person
from chalicelib.domain.cases.marks import PROMISE
from chalicelib.domain.errors import NoProposal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.domain.cases.model import Actor, Case, Event

LONGEST_ALONE = timedelta(days=90)
"""How far ahead one person of an office may promise: a quarter of a year, in which budgets are looked at anew."""

BUDGET = "waiting_for_budget"
"""The kind of progress that promises a date."""

PROMISED = "promised"
"""The fact of an event that promises or proposes a date."""

INTERIM = "interim"
"""The fact of progress that is a sign of life in the time of a promise, which goes on to stand."""

PROPOSAL = "proposal"
"""The fact of an event that settles a proposal: the number of the event that proposed it."""


def needs_second_person(case: Case, promised: date, today: date) -> bool:
    """Whether one person may not promise this date: it lies far ahead, or the deadline of the case was put off
    before."""
    return promised > today + LONGEST_ALONE or case.ladder.promises > 0 or case.extended


def agreed(case: Case, events: Sequence[Event], actor: Actor, today: date) -> tuple[str, dict[str, str | int | bool]]:
    """The words and the facts of the promise that `actor` agrees to: those of the proposal, which nobody can change on
    the way. Raises SameHands, and NoProposal also for a date that has come meanwhile."""
    asked = events[check_second_person(case, actor, PROMISE).seq - 1]
    if date.fromisoformat(str(asked.data[PROMISED])) <= today:
        raise NoProposal
    return asked.note, {"kind": BUDGET, PROMISED: asked.data[PROMISED], PROPOSAL: asked.seq}


def is_listed(event: Event) -> bool:
    """Whether an event stands on the list of the region's coordinator: a promise that a second person agreed to."""
    return event.kind == "progressed" and PROPOSAL in event.data

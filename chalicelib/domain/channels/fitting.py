"""Which report a short answer without a number may mean, and what it is answered when it comes a second time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases.model import Status
from chalicelib.domain.channels.grammar import Wish
from chalicelib.domain.channels.message import Outcome
from chalicelib.domain.notices.kinds import Kind

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Case

WAITS = (Status.POSTPONED, Status.RESPONDED)
"""A question or an answer waits for the reporter: plain words are a reply."""

_ANSWERED: dict[str, str | Kind] = {
    "confirmed": Kind.CLOSED,
    "followed_up": Kind.CLOSED,
    "reopened": Kind.REOPENED,
    "objected": Kind.OBJECTION,
    "withdrawn": "cancelled",
    "parted": "parted",
}


def fits(wish: Wish, case: Case) -> bool:
    """Whether a report may be the one that is meant."""
    if wish is Wish.YES:
        return case.status is Status.RESPONDED or (case.status is Status.CLOSED and case.asked)
    if wish is Wish.NO:
        return case.status in (Status.RESPONDED, Status.CLOSED)
    if wish is Wish.OBJECT:
        return case.status is Status.ARCHIVED and not case.merged_into
    if wish is Wish.PART:
        return bool(case.merged_into)
    return case.status not in (Status.CLOSED, Status.ARCHIVED)


def answer_of(event: str) -> tuple[str | Kind, Outcome]:
    """What a message is answered that left an event of this kind before: by the name of the answer or of the notice."""
    answer = _ANSWERED.get(event)
    return (answer, Outcome.DONE) if answer else ("added", Outcome.ADDED)

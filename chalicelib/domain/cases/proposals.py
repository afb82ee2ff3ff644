"""Proposals that wait on a case for a second person: which events make them, and which end them."""

from dataclasses import replace

from chalicelib.domain.cases import promises
from chalicelib.domain.cases.marks import ARCHIVING, PROMISE, Proposal
from chalicelib.domain.cases.model import Case, Event

_PROPOSES = {"archive_proposed": ARCHIVING, "promise_proposed": PROMISE}
_DECLINES = {"archive_refused": ARCHIVING, "promise_refused": PROMISE}


def without(case: Case, event: Event) -> Case:
    """The case without the proposal that the event settles, or that a newer one of its kind takes the place of."""
    what = PROMISE if promises.is_listed(event) else {**_PROPOSES, **_DECLINES}.get(event.kind)
    if what is None:
        return case
    return replace(case, proposals=tuple(each for each in case.proposals if each.what != what))


def proposed(case: Case, event: Event) -> Case:
    """The case with what the event proposes."""
    proposal = Proposal(_PROPOSES[event.kind], event.seq, event.actor.key or "")
    return replace(case, proposals=(*case.proposals, proposal))

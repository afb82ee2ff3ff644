"""What stands among the flags of a row: those of the report, its priority, how a draft and the hops stand, what is
covered, and what was proposed. The index of queues carries the flags, and no other attribute for any of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.domain.cases.marks import Cover, DraftState, Proposal
from chalicelib.domain.cases.model import Priority

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chalicelib.domain.cases.model import Case

WARNED = "warned"
"""The office has not answered a reprimand."""

SENT_BACK = DraftState.SENT_BACK.value
"""Somebody gave the draft back to be changed."""

_HOPS = "hops-"
"""Before the number of times that offices have passed the case on."""


def of_case(case: Case) -> list[str]:
    """All flags of a case's row."""
    return [
        *case.filing.flags,
        *if_urgent(case.priority),
        *([SENT_BACK] if case.sent_back else []),
        *([f"{_HOPS}{case.hops}"] if case.hops else []),
        *([WARNED] if case.warning else []),
        *map(_cover_to_text, case.covers),
        *map(_proposal_to_text, case.proposals),
    ]


def if_urgent(level: Priority) -> list[str]:
    """A priority among the flags of a row, unless it is normal."""
    return [] if level is Priority.NORMAL else [level]


def priority_in(flags: Iterable[str]) -> Priority:
    """The inverse of `if_urgent`: rows from before there were priorities have none."""
    return next((level for level in Priority if level in flags), Priority.NORMAL)


def draft_in(flags: Iterable[str], *, drafted: bool) -> DraftState | None:
    """How the draft of a case stands whose line is, or is not, among the `drafted` ones of its queue."""
    if drafted:
        return DraftState.WAITING
    return DraftState.SENT_BACK if SENT_BACK in flags else None


def hops_in(flags: Iterable[str]) -> int:
    """How often offices have passed the case on: of rows from before it was kept here, 0."""
    return next((int(each.removeprefix(_HOPS)) for each in flags if each.startswith(_HOPS)), 0)


def _cover_to_text(cover: Cover) -> str:
    return f"{cover.seq}:{cover.reason}:{cover.part}:{cover.start}-{cover.end}"


def covers_in(flags: Iterable[str]) -> tuple[Cover, ...]:
    """The inverse of `_cover_to_text`, for those of a row's flags that are none."""
    covers = []
    for each in flags:
        if ":" in each and "?" not in each:
            seq, reason, part, place = each.split(":")
            start, _, end = place.partition("-")
            covers.append(Cover(int(seq), reason, part, int(start), int(end)))
    return tuple(covers)


def _proposal_to_text(proposal: Proposal) -> str:
    return f"{proposal.what}?{proposal.seq}?{proposal.key}"


def proposals_in(flags: Iterable[str]) -> tuple[Proposal, ...]:
    """The inverse of `_proposal_to_text`, for those of a row's flags that are proposals."""
    parts = [each.split("?", 2) for each in flags if "?" in each]
    return tuple(Proposal(what, int(seq), key) for what, seq, key in parts)

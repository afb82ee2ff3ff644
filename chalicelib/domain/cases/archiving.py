"""Archiving by two people: who proposes it and who agrees, and the two kinds of report that one person may put away:
an evident test, and an evident repetition (`duplicates/repetition.py`)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.domain.cases.marks import ARCHIVING, Proposal
from chalicelib.domain.cases.model import Status
from chalicelib.domain.errors import NoProposal, SameHands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.domain.cases.model import Actor, Case, Content, Event

TEST, REPEATED = "test", "repeated"
PROPOSED_BY = "proposed_by"
"""The fact of an archiving: the office of who proposed it."""

LONGEST_TEST = 6
"""The most words of a report that is evidently a test."""

_TEST_WORDS = frozenset(("tes", "test", "testing", "coba", "mencoba", "percobaan", "uji", "ujicoba"))
_BESIDE_THEM = frozenset(
    ("aja", "aplikasi", "cuma", "dulu", "halo", "hanya", "ini", "kirim", "lapor", "laporan", "saja", "sistem", "ya")
)
"""Words that say nothing of a matter. "Coba" alone makes no test: people ask with it that something be done."""
_WORD = re.compile(r"[a-z]+")


def is_evident_test(content: Content) -> bool:
    """Whether the words of a report say that it is a test, and nothing else."""
    words = _WORD.findall(content.text.casefold())
    says_nothing_else = all(word in _TEST_WORDS or word in _BESIDE_THEM for word in words)
    return says_nothing_else and len(words) <= LONGEST_TEST and any(word in _TEST_WORDS for word in words)


def check_second_person(case: Case, actor: Actor, what: str = ARCHIVING) -> Proposal:
    """The proposal that `actor` would agree to; raises NoProposal, and SameHands for who proposed it."""
    proposal = case.proposal(what)
    if proposal is None:
        raise NoProposal
    if actor.key is None or actor.key == proposal.key:
        raise SameHands
    return proposal


def agreed(case: Case, events: Sequence[Event], actor: Actor) -> tuple[str, dict[str, str | int | bool]]:
    """The words and the facts of the archiving that `actor` agrees to: those of the proposal, which nobody can change
    on the way. Raises what `check_second_person` raises."""
    asked = events[check_second_person(case, actor).seq - 1]
    return asked.note, {
        "reason": asked.data["reason"],
        "proposal": asked.seq,
        PROPOSED_BY: asked.actor.agency or "",
    }


def parted(case: Case, event: Event) -> Case:
    """The case as it was before it was merged. The time that it followed another one counts against nobody: its clocks
    start later by it, and none starts anew."""
    followed_for = event.at - case.since
    return replace(
        case,
        status=Status(str(event.data["status"])),
        since=event.at,
        arrived=case.arrived + followed_for,
        clock_from=case.clock_from + followed_for,
        respond_from=case.respond_from + followed_for,
        merged_into=None,
        archived_for=None,
    )

"""Candidates of a case in triage: the offices that it might be for, as its events name them. Nothing is decided anew,
so a coordinator sees what the routing found when the case came."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.domain.cases.model import Event

MOST = 3
"""How many are offered."""

WORDS, NAMED = "words", "named"
REASONS = (WORDS, NAMED)
"""Why an office is a candidate: the words of the report are like those of its cases, or an office that refused the case
named it."""


class Candidate(NamedTuple):
    """An office that the case may be for. `chance` is how likely the words make it, in per cent, None for one that an
    office has named: `by`, the name of that one."""

    agency: str
    reason: str
    chance: int | None = None
    by: str = ""


def candidates_of(events: Sequence[Event]) -> tuple[Candidate, ...]:
    """The candidates, what was named last in front, then by chance. An office that has refused the case is none."""
    refused = {event.actor.agency for event in events if event.kind == "refused"}
    found: dict[str, Candidate] = {}
    for event in reversed(events):
        for candidate in _in(event):
            if candidate.agency not in refused:
                found.setdefault(candidate.agency, candidate)
    return tuple(found.values())[:MOST]


def _in(event: Event) -> list[Candidate]:
    named = str(event.data.get("proposed") or "")
    likely = (each.partition(":") for each in str(event.data.get("alternatives") or "").split())
    by_words = [Candidate(agency, WORDS, int(chance)) for agency, _, chance in likely]
    return [*([Candidate(named, NAMED, by=event.actor.name or "")] if named else []), *by_words]

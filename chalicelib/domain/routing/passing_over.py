"""Passing over: a new case goes to the lowest competent office where somebody is, and says which one
would have got it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.domain.routing import accusations, jurisdiction
from chalicelib.domain.routing.decision import Decision, Reason, RoutingFacts, Rules, categories_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from chalicelib.domain.cases.model import Agency


def ways(facts: RoutingFacts, rules: Rules) -> list[tuple[str, ...]]:
    """The agency ids of each way that a case may go, the lowest first. An accusation has no coordinator on its way, who
    may be the accused."""
    found = [jurisdiction.coordinators(facts.region, rules.province)]
    for category in categories_of(facts, rules):
        way = jurisdiction.candidates(category, facts.region, rules.province)
        if accusations.is_accusation(category):
            way = tuple(each for each in way if each not in found[0])
        found.append(way)
    return found


def gone_higher(lower: Decision, higher: Decision) -> Decision:
    """The decision that passed offices over where nobody is, saying so: `lower` would have been made if somebody were
    there."""
    if lower.office.id == higher.office.id:
        return higher
    reasons = (*higher.reasons, Reason("passed_over", {"office": lower.office.name}))
    if lower.triage or not higher.triage:
        return replace(higher, reasons=reasons, passed_over=lower.office)
    return replace(higher, reason="nobody_there", reasons=reasons, passed_over=lower.office)


def passed_over(rungs: Iterable[Sequence[str]], known: Mapping[str, Agency], live: Collection[str]) -> frozenset[str]:
    """The offices that a new case does not go to, because nobody is there and somebody is at an office above. `rungs`
    are the agency ids of each way that the case may go, the lowest first.

    Where nobody is live above either, the lowest office keeps the case: it would be read no sooner anywhere else, as in
    a province that has just been deployed. An office that several ways lead to is passed over if each has another.
    """
    over: dict[str, bool] = {}
    for way in rungs:
        for place, agency_id in enumerate(way):
            if agency_id in known and agency_id not in live:
                above = any(other in known and other in live for other in way[place + 1 :])
                over[agency_id] = over.get(agency_id, True) and above
    return frozenset(agency_id for agency_id, is_over in over.items() if is_over)

"""Whose hands an archived case is kept from after its reporter has objected."""

from typing import Any

import pytest

from chalicelib.domain.cases import objections
from chalicelib.domain.cases.model import SYSTEM, Actor, Event, Role
from chalicelib.domain.errors import RoleNotAllowed, SameHands
from tests.support.case_states import LATER

REGENCY, PROVINCE = Actor(Role.COORDINATOR, "64.08-diskominfo"), Actor(Role.COORDINATOR, "64-diskominfo")
OMBUDSMAN = Actor(Role.OVERSEER_OMBUDSMAN, "00-ombudsman")


def happened(kind: str, actor: Actor = SYSTEM, **data: Any) -> Event:
    return Event(2, kind, LATER, actor, "", data, b"", b"")


def test_the_last_to_archive_is_the_one_whose_next_level_decides() -> None:
    assert objections.archivers([]) == ()
    assert objections.archivers([happened("archived")]) == ()
    twice = [happened("archived", REGENCY), happened("objected"), happened("archived", PROVINCE)]
    assert objections.archivers(twice) == ("64-diskominfo",)
    by_two = happened("archived", PROVINCE, proposed_by="64.08-diskominfo")
    assert objections.archivers([by_two]) == ("64-diskominfo", "64.08-diskominfo")


def test_who_archived_does_not_archive_again_after_an_objection() -> None:
    before = [happened("archived", REGENCY)]
    objections.require_other_hands(before, REGENCY)
    events = [*before, happened("objected")]
    with pytest.raises(SameHands):
        objections.require_other_hands(events, REGENCY)
    objections.require_other_hands(events, PROVINCE)
    proposed = [happened("archived", PROVINCE, proposed_by=REGENCY.agency or ""), happened("objected")]
    with pytest.raises(SameHands):
        objections.require_other_hands(proposed, REGENCY)


def test_after_the_highest_coordinator_only_the_ombudsman_decides() -> None:
    events = [happened("archived", PROVINCE), happened("objected", overseer=True)]
    for coordinator in (REGENCY, PROVINCE):
        with pytest.raises(SameHands):
            objections.require_other_hands(events, coordinator)
    objections.require_other_hands(events, OMBUDSMAN)
    with pytest.raises(RoleNotAllowed):
        objections.require_other_hands(events[:1], OMBUDSMAN)

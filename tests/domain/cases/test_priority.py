"""The priority of a case: what raises it, who is told, and when it counts in a queue."""

from dataclasses import replace

import pytest

from chalicelib.domain.cases import priority
from chalicelib.domain.cases.model import Priority, Role, Status
from tests.support.case_states import worked_on


@pytest.mark.parametrize(("number", "found"), [(None, "normal"), (1, "urgent"), (2, "normal"), (4, "normal")])
def test_only_the_first_number_of_a_category_makes_its_cases_urgent(number: int | None, found: str) -> None:
    assert priority.of_category(number) == found


def test_the_most_urgent_counts() -> None:
    assert priority.highest(Priority.NORMAL, Priority.EMERGENCY, Priority.URGENT) is Priority.EMERGENCY


def test_a_finding_raises_and_never_lowers() -> None:
    urgent = worked_on(priority=Priority.URGENT)
    assert priority.raised(urgent, Priority.EMERGENCY) == {"priority": Priority.EMERGENCY}
    assert priority.raised(urgent, Priority.URGENT) == priority.raised(urgent, Priority.NORMAL) == {}


def test_the_head_of_the_office_hears_of_an_emergency_at_once() -> None:
    told = priority.TOLD_AT_ONCE
    assert told.keys() == set(Priority)
    assert Role.APPROVER in told[Priority.EMERGENCY]
    assert set(told[Priority.EMERGENCY]) > set(told[Priority.URGENT]) > set(told[Priority.NORMAL])


def test_a_case_goes_first_only_while_an_office_owes_the_next_step() -> None:
    case = worked_on(priority=Priority.EMERGENCY)
    ranks = {status: priority.rank(replace(case, status=status)) for status in Status}
    first = {status for status, rank in ranks.items() if rank is Priority.EMERGENCY}
    assert first == {Status.TRIAGE, Status.ROUTED, Status.ACCEPTED, Status.IN_PROGRESS, Status.REOPENED}

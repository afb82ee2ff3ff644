"""When the reporter knows of what the case waits for: kept once for each wait, and gone with it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.cases import fold
from chalicelib.domain.cases.model import Case, Status
from tests.support.case_states import LATER, event, worked_on

AGAIN = LATER + timedelta(days=1)


def waiting(status: Status = Status.RESPONDED) -> Case:
    return worked_on(status=status)


@pytest.mark.parametrize("status", [Status.RESPONDED, Status.POSTPONED, Status.ARCHIVED])
def test_the_first_notice_of_a_wait_is_kept(status: Status) -> None:
    once = fold.apply(waiting(status), event("told", 9, said={"told": "mail"}))
    assert once.told_at == LATER
    assert fold.apply(once, event("told", 10, AGAIN, said={"told": "page"})).told_at == LATER


@pytest.mark.parametrize("case", [waiting(Status.ACCEPTED), replace(waiting(Status.ARCHIVED), merged_into="KI-2")])
def test_a_case_that_waits_for_nobody_keeps_nothing(case: Case) -> None:
    assert fold.apply(case, event("told", 9, said={"told": "mail"})).told_at is None


@pytest.mark.parametrize("kind", ["responded", "postponed", "resumed", "reopened", "archived", "closed"])
def test_what_is_said_next_was_told_to_nobody(kind: str) -> None:
    told = replace(waiting(Status.POSTPONED), told_at=LATER)
    said = {"reason": "in_court"} if kind == "archived" else {}
    assert fold.apply(told, event(kind, 9, AGAIN, said=said)).told_at is None


def test_who_answers_an_answer_knows_of_it() -> None:
    replied = fold.apply(waiting(), event("replied", 9, said={"told": "acted"}))
    assert (replied.told_at, replied.since) == (LATER, LATER)
    rated = fold.apply(waiting(), event("rated", 9, said={"rating": 4, "told": "acted"}))
    assert rated.told_at == LATER


def test_states_from_before_this_was_kept_stay_what_they_were() -> None:
    assert fold.apply(waiting(), event("replied", 9)).told_at is None

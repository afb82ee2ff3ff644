"""Follow-up after closing: when a question is open, and what ends it."""

import pytest

from chalicelib.domain.cases import follow_up
from chalicelib.domain.cases.model import Case, Status
from chalicelib.domain.errors import NotInThisStatus
from tests.support.case_states import event, worked_on


def closed(**state: object) -> Case:
    return worked_on(status=Status.CLOSED, **state)


def test_a_question_is_open_until_it_is_answered_and_of_a_repair_another_follows() -> None:
    asked = follow_up.after(closed(lapsed=()), event("asked", said={"clock": "followup", "again": True}))
    assert (asked.asked, asked.recheck, asked.lapsed) == (True, True, ("followup",))
    good = follow_up.after(asked, event("followed_up", said={"good": True}))
    assert (good.asked, good.recheck) == (False, True)
    again = follow_up.after(good, event("asked", said={"clock": "recheck"}))
    assert (again.asked, again.recheck, again.lapsed) == (True, False, ("followup", "recheck"))


@pytest.mark.parametrize("kind", ["reopened", "appealed"])
def test_a_case_that_goes_on_is_asked_about_anew_after_its_next_closing(kind: str) -> None:
    asked = closed(asked=True, recheck=True, lapsed=("respond", "followup", "recheck"))
    after = follow_up.after(asked, event(kind))
    assert (after.asked, after.recheck, after.lapsed) == (False, False, ("respond",))


def test_nobody_is_asked_about_what_was_withdrawn_or_ended_in_an_earlier_system() -> None:
    assert "followup" in follow_up.after(closed(lapsed=()), event("withdrawn")).lapsed
    assert "followup" in follow_up.after(closed(lapsed=()), event("closed", said={"imported": "2026-11-23"})).lapsed
    assert "followup" not in follow_up.after(closed(lapsed=()), event("closed")).lapsed


@pytest.mark.parametrize("state", [{"asked": False}, {"asked": True, "status": Status.REOPENED}])
def test_without_an_open_question_there_is_no_answer(state: dict[str, object]) -> None:
    with pytest.raises(NotInThisStatus):
        follow_up.check_question(worked_on(**{"status": Status.CLOSED, **state}))
    follow_up.check_question(closed(asked=True))

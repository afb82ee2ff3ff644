"""Where a late case stands: who is told next, what gives an office time once more, and what starts the ladder anew."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.cases import ladder
from chalicelib.domain.cases.model import Case
from chalicelib.domain.cases.rungs import NOT_LATE, Ladder, Step
from tests.support.case_states import FILED, FILING, LATER, event, worked_on

OFFICE = "64.08-pupr"
LATE = Ladder(since=FILED, offices=(OFFICE,))


def late(place: Ladder = LATE, **changes: Any) -> Case:
    return replace(worked_on(**changes), agency=OFFICE, ladder=place)


def test_nobody_is_told_of_a_case_that_is_not_late() -> None:
    assert ladder.next_step(late(NOT_LATE)) is None


@pytest.mark.parametrize(
    ("told", "following"),
    [("", Step.HEAD), ("head", Step.SECRETARY), ("secretary", Step.REGION), ("region", Step.CENTRE), ("centre", None)],
)
def test_one_position_is_told_after_the_other(told: str, following: Step | None) -> None:
    assert ladder.next_step(late(LATE._replace(step=told))) is following


@pytest.mark.parametrize(("told", "following"), [("", Step.HEAD), ("head", Step.CENTRE), ("centre", None)])
def test_no_head_of_the_region_is_told_of_an_accusation(told: str, following: Step | None) -> None:
    accusation = replace(late(LATE._replace(step=told)), filing=replace(FILING, sensitive=True))
    assert ladder.next_step(accusation) is following


def test_a_body_of_the_centre_has_no_head_of_a_region() -> None:
    body = late(LATE._replace(offices=("00-panrb",), step="head"))
    assert ladder.next_step(body) is Step.CENTRE


@pytest.mark.parametrize(("told", "again"), [("", "head"), ("region", "centre"), ("centre", "region")])
def test_after_the_last_step_the_case_stands_with_the_head_of_the_region(told: str, again: str) -> None:
    assert ladder.step_again(late(LATE._replace(step=told))) == again


def test_of_an_accusation_the_centre_is_told_again() -> None:
    accusation = replace(late(LATE._replace(step="centre")), filing=replace(FILING, sensitive=True))
    assert ladder.step_again(accusation) is Step.CENTRE


def test_the_office_that_held_the_case_was_late_and_each_is_named_once() -> None:
    first = ladder.climbed(late(NOT_LATE), event("breached", 9, said={"from": OFFICE, "clock": "progress"}))
    assert first == Ladder(since=LATER, offices=(OFFICE,))
    again = ladder.climbed(late(first), event("breached", 10, said={"clock": "progress"}))
    assert again == first
    second = ladder.climbed(late(first), event("breached", 10, said={"from": "64.08-dlh", "clock": "progress"}))
    assert second == Ladder(since=LATER, offices=(OFFICE, "64.08-dlh"))


def test_an_unsolved_case_is_late_whatever_its_office_said_meanwhile() -> None:
    assert ladder.climbed(late(NOT_LATE), event("listed", 9, said={"clock": "overdue"})).offices == (OFFICE,)


def test_when_the_province_is_late_too_its_heads_are_told_from_the_first_on() -> None:
    told = late(LATE._replace(step="region", respite=True))
    after = ladder.climbed(told, event("breached", 9, said={"from": "64-pupr", "clock": "progress"}))
    assert after == Ladder(since=LATER, offices=(OFFICE, "64-pupr"))
    assert ladder.area(replace(told, ladder=after)) == "64"
    assert ladder.area(told) == "64.08"


def test_an_office_of_another_regency_does_not_start_the_ladder_anew() -> None:
    """Otherwise a case could be sent to and fro, and nobody told."""
    told = late(LATE._replace(step="secretary"))
    after = ladder.climbed(told, event("breached", 9, said={"from": "64.72-pupr", "clock": "progress"}))
    assert (after.step, after.since) == ("secretary", FILED)


@pytest.mark.parametrize("kind", ["progressed", "reopened", "appealed", "objected"])
def test_a_word_gives_time_once_at_each_step(kind: str) -> None:
    once = ladder.climbed(late(), event(kind, 9))
    assert once == LATE._replace(since=LATER, respite=True)
    assert ladder.climbed(late(once), event(kind, 10, LATER + timedelta(days=5))) == once
    told = ladder.climbed(late(once), event("raised", 11, said={"step": "head"}))
    assert told == LATE._replace(since=LATER, step="head", respite=False)


@pytest.mark.parametrize("kind", ["progressed", "replied", "responded"])
def test_a_case_in_time_stays_so(kind: str) -> None:
    assert ladder.climbed(late(NOT_LATE), event(kind, 9)) == NOT_LATE


def test_only_the_first_promised_date_of_a_case_in_time_keeps_everybody_from_being_told() -> None:
    promised = date(2027, 3, 1)
    assert ladder.rests(late(Ladder(promises=1), promised=promised))
    assert not ladder.rests(late(Ladder(promises=2), promised=promised))
    assert not ladder.rests(late(Ladder(promises=1, step="head"), promised=promised))
    assert not ladder.rests(late(Ladder(promises=1)))
    assert ladder.climbed(late(NOT_LATE), event("progressed", 9, said={"promised": "2027-03-01"})).promises == 1


@pytest.mark.parametrize(
    ("state", "since"),
    [
        ({"breached": True, "lapsed": ""}, LATER),
        ({"breached": False, "lapsed": "respond overdue"}, LATER),
        ({"breached": False, "lapsed": "respond"}, None),
    ],
)
def test_a_case_that_comes_late_from_another_stack_begins_its_ladder_here(state: dict[str, Any], since: object) -> None:
    assert ladder.climbed(late(NOT_LATE), event("arrived", 1, LATER, said=state)) == Ladder(since=since)  # type: ignore[arg-type]


@pytest.mark.parametrize(("clock", "restarts"), [("progress", True), ("promise", True), ("ladder/head", False)])
def test_only_what_stands_for_a_breach_restarts_the_clock(clock: str, restarts: bool) -> None:
    assert ladder.restarts_clock(event("raised", 9, said={"step": "head", "clock": clock})) is restarts
    assert not ladder.restarts_clock(event("lapsed", 9, said={"clock": clock}))


def test_where_no_office_is_known_to_be_late_the_holder_answers() -> None:
    unknown = late(Ladder(since=FILED))
    assert (ladder.late_office(unknown), ladder.area(unknown)) == (OFFICE, "64.08")
    assert ladder.late_office(late(LATE._replace(offices=("64.08-dlh", "64-pupr")))) == "64-pupr"
    assert ladder.area_of("64.08.01.2001-desa") == "64.08"

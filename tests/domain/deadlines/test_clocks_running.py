"""When each clock of a case runs and from when on, which expires first, and which deadlines are shown."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.model import Case, Priority, Status
from chalicelib.domain.deadlines import clocks
from chalicelib.domain.deadlines.clocks import CLOCKS, HANDOVER_PATIENCE, SUPERVISORY, Timer
from chalicelib.domain.deadlines.policy import Limit, Policy
from chalicelib.domain.geography.tiers import Tier
from tests.support.case_states import FILED, FILING, worked_on
from tests.support.world import KALTIM

CALENDAR = KALTIM.calendar
DAYS = {name: number for number, name in enumerate(CLOCKS, 1)}
POLICY = Policy("each", 1, "a test", {name: Limit(calendar_days=days) for name, days in DAYS.items()})
ARRIVED, SINCE = FILED + timedelta(hours=2), FILED + timedelta(hours=3)
CLOCK_FROM, RESPOND_FROM = FILED + timedelta(hours=1), FILED + timedelta(minutes=30)
OFFICE = {"progress": CLOCK_FROM, "tier/opd": ARRIVED, "overdue": FILED}
"""What runs while an office works that has answered once."""
FRESH = {"respond": RESPOND_FROM, "begin": RESPOND_FROM, "verify": RESPOND_FROM}


def case(**state: Any) -> Case:
    known: dict[str, Any] = {"arrived": ARRIVED, "since": SINCE, "clock_from": CLOCK_FROM, "lapsed": ()}
    return worked_on(**known | {"respond_from": RESPOND_FROM, "verify_open": False, "promised": None} | state)


UNANSWERED: dict[str, Any] = {"answered": False, "begun": False, "verify_open": True}


@pytest.mark.parametrize(
    ("state", "running"),
    [
        ({}, OFFICE),
        ({"status": Status.ACCEPTED} | UNANSWERED, OFFICE | FRESH),
        ({"status": Status.ROUTED, "begun": False}, OFFICE | {"begin": RESPOND_FROM, "accept": SINCE}),
        ({"verify_open": True}, OFFICE | {"verify": RESPOND_FROM}),
        ({"answered": False}, OFFICE | {"respond": RESPOND_FROM}),
        ({"clock_from": SINCE}, OFFICE | {"progress": SINCE, "tier/opd": SINCE}),
        ({"tier": Tier.DESA}, {"progress": CLOCK_FROM, "tier/desa": ARRIVED, "overdue": FILED}),
        ({"promised": date(2026, 12, 1)}, {"promise": None, "interim": CLOCK_FROM, "overdue": FILED}),
        ({"status": Status.RESPONDED} | UNANSWERED, {"autoclose": SINCE, "overdue": FILED}),
        ({"status": Status.RESPONDED, "promised": date(2026, 12, 1)}, {"autoclose": SINCE, "overdue": FILED}),
        ({"status": Status.POSTPONED} | UNANSWERED, {"answer": SINCE, "overdue": FILED}),
        ({"status": Status.TRIAGE}, {"accept": SINCE, "progress": CLOCK_FROM, "overdue": FILED}),
        ({"status": Status.RECEIVED, "tier": None}, {"route": SINCE, "progress": CLOCK_FROM, "overdue": FILED}),
        ({"status": Status.REFERRED} | UNANSWERED, {"handover": None}),
        ({"status": Status.REFERRED, "handed_over": True} | UNANSWERED, {}),
        ({"status": Status.CLOSED} | UNANSWERED, {"followup": SINCE}),
        ({"status": Status.CLOSED, "recheck": True} | UNANSWERED, {"followup": SINCE, "recheck": SINCE}),
        ({"status": Status.ARCHIVED} | UNANSWERED, {}),
        ({"imported_at": ARRIVED}, OFFICE | {"overdue": ARRIVED}),
    ],
    ids=str,
)
def test_the_clocks_that_run_and_their_starts(state: dict[str, Any], running: dict[str, datetime | None]) -> None:
    found = {timer.clock: timer.at for timer in clocks.timers(case(**state), POLICY, CALENDAR)}
    assert found.keys() == running.keys()
    limits = {name: POLICY.limit(name, "complaint") for name in running}
    ends = {name: limits[name].expires(start, CALENDAR) for name, start in running.items() if start}  # type: ignore[union-attr]
    assert {name: at for name, at in found.items() if name in ends} == ends


def test_a_promise_ends_with_its_day_and_a_handover_after_a_day() -> None:
    promised = case(promised=date(2026, 12, 1))
    assert Timer("promise", CALENDAR.end_of(date(2026, 12, 1))) in clocks.timers(promised, POLICY, CALENDAR)
    sent = case(status=Status.REFERRED)
    assert clocks.next_timer(sent, POLICY, CALENDAR) == Timer("handover", SINCE + HANDOVER_PATIENCE)


def limited(**days: int) -> Policy:
    return Policy(
        "some", 1, "a test", {name.replace("_", "/"): Limit(calendar_days=each) for name, each in days.items()}
    )


def test_the_clock_that_expires_first_is_next_and_of_two_at_once_the_first_by_name() -> None:
    names = [timer.clock for timer in clocks.timers(case(**UNANSWERED), POLICY, CALENDAR)]
    assert len(names) > 3
    for last in names:
        policy = limited(**{name.replace("/", "_"): 2 + (name != last) for name in names})
        found = clocks.next_timer(case(**UNANSWERED), policy, CALENDAR)
        assert found is not None
        assert found.clock == last
    together = clocks.next_timer(case(**UNANSWERED), limited(respond=3, begin=3, verify=3), CALENDAR)
    assert together is not None
    assert together.clock == "begin"


def test_a_clock_that_has_lapsed_counts_no_more() -> None:
    policy = limited(respond=2, progress=9)
    waiting, lapsed = case(answered=False), case(answered=False, lapsed=("respond",))
    assert clocks.next_timer(waiting, policy, CALENDAR).clock == "respond"  # type: ignore[union-attr]
    assert clocks.next_timer(lapsed, policy, CALENDAR).clock == "progress"  # type: ignore[union-attr]


def test_the_citizen_is_shown_the_next_step_and_the_office_what_it_may_lose_the_case_by() -> None:
    policy = limited(begin=2, tier_opd=3, overdue=1, progress=9)
    waiting = case(begun=False)
    citizen, office = (due(waiting, policy, CALENDAR) for due in (clocks.citizen_due, clocks.office_due))
    assert citizen is not None
    assert office is not None
    assert (citizen.clock, office.clock) == ("begin", "tier/opd")
    schedule = clocks.schedule(waiting, policy, CALENDAR)
    assert schedule.timer is not None
    assert (schedule.timer.clock, schedule.citizen_due_at, schedule.office_due_at) == ("overdue", citizen.at, office.at)
    assert citizen.days
    assert office.days


def test_when_nothing_is_left_to_do_nothing_is_due() -> None:
    over = case(status=Status.ARCHIVED)
    assert clocks.schedule(over, POLICY, CALENDAR) == clocks.Schedule(None, None, None)
    assert clocks.citizen_due(over, POLICY, CALENDAR) is None


def test_a_promised_day_needs_no_count() -> None:
    due = clocks.citizen_due(case(promised=date(2026, 12, 1)), limited(progress=9, interim=30), CALENDAR)
    assert due == clocks.Due("promise", CALENDAR.end_of(date(2026, 12, 1)), ())


def test_of_a_promise_far_ahead_an_interim_word_is_owed_first() -> None:
    for days, first in ((9, "interim"), (900, "promise")):
        schedule = case(promised=date(2027, 6, 1)), limited(progress=9, interim=days), CALENDAR
        citizen, office = clocks.citizen_due(*schedule), clocks.office_due(*schedule)
        assert citizen is not None
        assert office is not None
        assert (citizen.clock, office.clock) == (first, first)


def test_a_case_is_limited_by_its_kind() -> None:
    ordinary = case()
    sensitive = replace(ordinary, filing=replace(FILING, sensitive=True))
    assert (clocks.kinds_of(ordinary), clocks.kinds_of(sensitive)) == (
        (Priority.NORMAL, "complaint"),
        (Priority.NORMAL, SUPERVISORY),
    )
    policy = limited(progress=9, **{f"progress_{SUPERVISORY}": 3})
    ends = [clocks.next_timer(each, policy, CALENDAR) for each in (ordinary, sensitive)]
    assert ends[0] is not None
    assert ends[1] is not None
    assert ends[0].at - ends[1].at == timedelta(days=6)


def test_an_emergency_has_hours_of_its_own_which_begin_with_its_priority() -> None:
    policy = Policy("p", 1, "a test", {"accept/emergency": Limit(minutes=120), "progress": Limit(calendar_days=30)})
    lying = case(status=Status.ROUTED)
    assert [each.clock for each in clocks.timers(lying, policy, CALENDAR)] == ["progress"]
    urgent = replace(lying, priority=Priority.EMERGENCY)
    raised = replace(urgent, prioritised_at=SINCE + timedelta(days=5))
    ends = [clocks.next_timer(each, policy, CALENDAR) for each in (urgent, raised)]
    assert ends == [
        Timer("accept", SINCE + timedelta(minutes=120)),
        Timer("accept", SINCE + timedelta(days=5, minutes=120)),
    ]
    taken_on = replace(urgent, status=Status.ACCEPTED)
    assert "accept" not in [each.clock for each in clocks.timers(taken_on, policy, CALENDAR)]

"""Both dates of a case: what is shown is what runs, under every policy, in every state."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.api import due_labels, render
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Case, Event, Status
from chalicelib.domain.deadlines.clock import TAKES_AWAY, Expiry
from chalicelib.domain.deadlines.clocks import CLOCKS, Due, Schedule
from chalicelib.domain.timestamps import from_text
from chalicelib.runtime.reference import load_stack
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.ports.case_store import QueueQuery
from tests.domain.cases.test_lifecycle import play, sequences
from tests.support.budgets import examples
from tests.support.loops import at_least_one
from tests.support.world import KALTIM, MONDAY, ROAD, VILLAGE, World

COOP = Submission(text="Bau kandang ayam tetangga", category="kandang-ternak-bau-bising", region=VILLAGE)
QUESTION = replace(ROAD, type="information_request")
ACCUSATION = replace(ROAD, text="Petugas meminta uang", category="pungli")
SUBMISSIONS = (ROAD, COOP, QUESTION, ACCUSATION, Submission(text="Entah ke mana ini", region="64.08"))

FRIDAY = MONDAY + timedelta(days=4)
"""27 November 2026, 10:00 in Samarinda."""


def a_world(policy: str, now: datetime = MONDAY) -> World:
    return World(now=now, stack=replace(KALTIM, policy=KALTIM.policies[policy]))


def shown(world: World, filed: Filed) -> dict[str, Any]:
    """The case as its office sees it."""
    history = world.cases.load_history(filed.case.id)
    return render.case_view(world.stack, history, world.officer(history.case.agency or ""))


@pytest.mark.parametrize("slug", ["kaltim", "kaltara"])
def test_an_information_request_shows_the_day_on_which_it_breaches(slug: str) -> None:
    """Filed on 27 November, it showed 27 December and breached on 4 December."""
    world = World(now=FRIDAY, stack=load_stack(slug, "working-days-3-5-10"))
    filed = world.file_and_route(QUESTION)
    case = world.case(filed)
    policy = case.filing.policy
    view = render.case_view(world.stack, world.cases.load_history(case.id), None)
    assert policy == "working-days-3-5-10@5"
    assert (view["due"]["clock"], view["due"]["on"]) == ("verify", "2026-12-02")
    assert (view["office_due"]["clock"], view["office_due"]["on"]) == ("respond", "2026-12-04")
    assert view["office_due"]["label"]["id"] == (
        f"Instansi wajib memberi tanggapan paling lambat Jumat, 4 Desember 2026 pukul 16.00 {view['zone']['timezone']}."
    )
    assert [day["date"] for day in view["office_due"]["days"] if day["counted"]][-1] == "2026-12-04"
    world.now = from_text(view["office_due"]["at"])
    world.sweep()
    assert not world.case(filed).breached
    world.later(minutes=5)
    world.sweep()
    assert world.case(filed).breached


def test_a_village_sees_when_it_loses_a_case_while_the_citizen_sees_the_next_step() -> None:
    """Filed on 27 November, it showed 27 December and left the village on 4 December."""
    world = a_world("progress-30@3", FRIDAY)
    filed = world.file_and_route(COOP)
    world.do(filed, Command.ACCEPT)
    view = shown(world, filed)
    assert (view["due"]["clock"], view["due"]["on"]) == ("progress", "2026-12-27")
    assert (view["office_due"]["clock"], view["office_due"]["on"]) == ("tier/desa", "2026-12-04")
    assert view["office_due"]["label"]["en"] == (
        "Unless it is solved at this tier, the report moves one tier up after Friday, 4 December 2026."
    )
    (line,) = world.cases.queue(QueueQuery(f"{VILLAGE}-desa", 10)).items
    assert (line.due_at, line.citizen_due_at) == tuple(from_text(view[name]["at"]) for name in ("office_due", "due"))
    world.now = line.due_at + timedelta(minutes=5)
    world.sweep()
    assert world.case(filed).agency == "64.08.01-kecamatan"


def test_a_queue_has_the_case_in_front_that_the_office_loses_first() -> None:
    world = a_world("working-days-3-5-10@2", FRIDAY)
    road, question = world.file_and_route(ROAD), world.file_and_route(QUESTION)
    assert [line.id for line in world.cases.queue(QueueQuery("64.08-pupr", 10)).items] == [
        question.case.id,
        road.case.id,
    ]


def test_an_office_that_waited_for_the_reporter_is_not_late_when_it_goes_on() -> None:
    world = a_world("working-days-3-5-10@2")
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.POSTPONE)
    world.later(days=9)
    world.do(filed, Command.RESUME)
    assert from_text(shown(world, filed)["due"]["at"]) > world.now
    assert world.sweep() == 0


def test_a_reporter_is_shown_the_hour_at_which_a_report_closes_by_itself() -> None:
    world = a_world("working-days-3-5-10@2")
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.RESPOND)
    view = shown(world, filed)
    assert view["due"] == view["office_due"]
    assert view["due"]["label"]["id"] == (
        "Pelapor dapat membalas paling lambat Senin, 7 Desember 2026 pukul 16.00 WITA; setelah itu laporan ditutup."
    )
    world.now = from_text(view["due"]["at"])
    assert world.sweep() == 0
    world.later(minutes=5)
    world.sweep()
    assert world.case(filed).status is Status.CLOSED


def test_whatever_ends_a_case_or_breaks_a_deadline_waits_for_a_step_that_the_citizen_sees() -> None:
    """What only moves the case up is the office's matter: the citizen's date holds."""
    hidden = {clock.name for clock in CLOCKS.values() if clock.expiry in TAKES_AWAY and not clock.step}
    assert all(CLOCKS[name].expiry is Expiry.ESCALATE for name in at_least_one(hidden))


@pytest.mark.parametrize("name", [name for name, clock in CLOCKS.items() if clock.step or clock.expiry in TAKES_AWAY])
def test_every_deadline_that_is_shown_has_its_sentence(name: str) -> None:
    words = due_labels.of_due(Due(name, MONDAY, ()), KALTIM)
    assert "Senin, 23 November 2026 pukul 10.00 WITA" in words["id"]
    assert "Monday, 23 November 2026 at 10:00 WITA" in words["en"]


def watched(world: World, look: Callable[[Case, Event, Schedule], None]) -> None:
    """Calls `look` with each event that a clock leaves, the state before it, and the schedule stored with that."""
    append = world.cases.append

    def look_and_append(after: Case, event: Event, schedule: Schedule, *rest: Any) -> None:
        kept = world.cases.kept[after.id]
        if "expired" in event.data:
            look(kept.case, event, kept.schedule)
        append(after, event, schedule, *rest)

    world.cases.append = look_and_append  # type: ignore[method-assign, assignment]


@given(st.sampled_from(sorted(KALTIM.policies)), st.sampled_from(SUBMISSIONS), sequences())
@settings(max_examples=examples(4))
def test_nothing_fires_before_a_date_that_somebody_was_shown(
    policy: str, submission: Submission, sequence: list[tuple[str, str, float]]
) -> None:
    world = a_world(policy)
    local = world.stack.calendar.local_date

    def look(case: Case, event: Event, stored: Schedule) -> None:
        clock = CLOCKS[str(event.data["clock"])]
        citizen, office = world.stack.citizen_due(case), world.stack.office_due(case)
        assert (stored.citizen_due_at, stored.office_due_at) == (citizen and citizen.at, office and office.at)
        if clock.expiry in TAKES_AWAY:
            assert office
            assert office.at < event.at, "an office loses a case, or has broken a deadline, before its date"
        if clock.step:
            assert citizen
            assert citizen.at < event.at, "a step is over before the citizen's date"
        for due in (citizen, office):
            if due and due.days:
                assert due.days[-1].date == local(due.at), "the count leads to another day than the one shown"

    watched(world, look)
    case = play(world, [*sequence, ("sweep", "", 24 * 90), ("sweep", "", 24 * 90)], submission)
    # The first version of a policy knew no limit for a reporter who is asked for something.
    limited = case.status is not Status.POSTPONED or world.stack.policies[case.filing.policy].limit("answer", "")
    if case.open and case.agency and limited:
        assert world.stack.citizen_due(case), "an open case always shows the citizen a date"
        assert world.stack.office_due(case), "and its office one"

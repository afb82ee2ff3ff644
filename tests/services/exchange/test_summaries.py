"""The centre's page over all stacks: what each sends, and what of it is kept, in whatever order it comes."""

import json
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Actor, Agency, Role
from chalicelib.domain.errors import RoleNotAllowed
from chalicelib.domain.exchange.refusal import RefusedMessage
from chalicelib.domain.exchange.summary import MOST_OFFICES, Figures
from chalicelib.domain.geography.tiers import Tier
from chalicelib.domain.statistics.counts import Cell, Cells
from chalicelib.domain.statistics.open_cases import LATE, OPEN
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.exchange.summaries import StackLine
from tests.support.country import Country
from tests.support.world import ROAD, World

HIDDEN = Submission(text="Jalan rusak, tolong dirahasiakan.", category="jalan-rusak", region="64.08", secret=True)
PANRB = Actor(Role.OVERSEER_KEMENPANRB, "00-panrb", "Kementerian PANRB", "KEY")


def late(world: World, submission: Submission = ROAD) -> Filed:
    """A report whose office has let the limit of its policy pass."""
    filed = world.file_and_route(submission)
    world.later(days=45)
    world.services.sweep.run(world.now, lambda: True)
    assert world.case(filed).breached
    return filed


def count(world: World) -> str:
    world.services.aggregation.fold(date(2026, 11, 1), world.now.date(), world.now)
    return world.services.summary_sender.send(world.now)


def lines(country: Country) -> dict[str, StackLine]:
    return {line.province.slug: line for line in country.pusat.services.summary_book.lines(PANRB)}


def message_of(country: Country) -> dict[str, Any]:
    """What Kalimantan Timur sends now."""
    assert count(country.kaltim) == "sent"
    (_, message), *_ = country.kaltim.messenger.sent
    country.kaltim.messenger.sent.clear()
    found: dict[str, Any] = json.loads(message)
    return found


def test_a_stack_tells_the_centre_how_many_reports_are_open_and_late_and_at_which_offices() -> None:
    country = Country()
    filed = late(country.kaltim)
    country.kaltim.file_and_route()
    country.pusat.now = country.kaltim.now
    holder = country.kaltim.case(filed).agency or ""
    assert count(country.kaltim) == "sent"
    assert country.carry() == ["summary"]
    summary = lines(country)["kaltim"].summary
    assert summary is not None
    assert (summary.at, summary.figures.open, summary.figures.late) == (country.kaltim.now, 2, 1)
    assert summary.late_offices == 1
    (office,) = summary.offices
    assert (office.id, office.name) == (holder, country.kaltim.directory.offices[holder].name)
    assert office.figures.late == 1
    assert office.figures.oldest == summary.figures.oldest


def test_what_is_answered_is_late_no_more() -> None:
    country = Country()
    filed = late(country.kaltim)
    holder = country.kaltim.officer(country.kaltim.case(filed).agency or "")
    country.kaltim.do(filed, Command.ACCEPT, by=holder)
    country.kaltim.do(filed, Command.RESPOND, by=holder)
    assert message_of(country)["figures"] == [1, 0, 0, None]


def test_hidden_reports_are_in_no_figure() -> None:
    country = Country()
    late(country.kaltim, HIDDEN)
    sent = message_of(country)
    assert (sent["figures"], sent["offices"], sent["late_offices"]) == ([0, 0, 0, None], [], 0)


def test_a_summary_names_no_case_and_no_word_of_one() -> None:
    country = Country()
    filed = late(country.kaltim)
    text = json.dumps(message_of(country))
    assert filed.case.id not in text
    assert "berlubang" not in text


def test_figures_stay_when_nothing_happened_for_months() -> None:
    country = Country()
    country.kaltim.file_and_route()
    assert message_of(country)["figures"][0] == 1
    country.kaltim.later(days=70)
    assert country.kaltim.services.summary_sender.summarise(country.kaltim.now).figures.open == 1


def test_a_late_or_doubled_message_replaces_nothing_newer_and_the_next_one_heals_a_lost_one() -> None:
    country = Country()
    first = message_of(country)
    country.later(hours=1)
    lost = message_of(country)
    country.kaltim.file_and_route()
    country.later(hours=1)
    third = message_of(country)
    for message, outcome in ((first, "summary"), (third, "summary"), (third, "known"), (lost, "known")):
        assert country.bring("inbox-ID", json.dumps(message)) == outcome
    summary = lines(country)["kaltim"].summary
    assert summary is not None
    assert (summary.at, summary.figures.open) == (country.kaltim.now, 1)


def test_the_centre_keeps_its_own_figures_and_sends_nothing() -> None:
    country = Country()
    assert count(country.pusat) == "kept"
    assert country.pusat.messenger.sent == []
    assert lines(country)["pusat"].summary is not None


def test_a_stack_that_no_centre_would_believe_sends_nothing() -> None:
    world = World()
    assert count(world) == "unlinked"
    assert world.messenger.sent == []


def test_all_stacks_are_there_the_latest_first_and_those_that_never_sent_last() -> None:
    country = Country()
    late(country.kaltara, Submission(text="Jalan berlubang, dalam.", category="jalan-rusak", region="65.01"))
    for world in (country.kaltim, country.kaltara):
        country.pusat.now = country.kaltara.now
        world.now = country.kaltara.now
        count(world)
    country.carry()
    found = country.pusat.services.summary_book.lines(PANRB)
    assert [line.province.slug for line in found[:2]] == ["kaltara", "kaltim"]
    assert len(found) == 39
    assert {line.summary for line in found[2:]} == {None}


def test_only_overseers_read_it_and_a_province_has_nothing_to_show() -> None:
    country = Country()
    count(country.kaltim)
    country.carry()
    for role in (Role.OFFICER, Role.COORDINATOR, Role.AUDITOR, Role.REGION_HEAD):
        with pytest.raises(RoleNotAllowed):
            country.pusat.services.summary_book.lines(Actor(role, "00-panrb", "Kementerian PANRB", "KEY"))
    assert country.kaltim.services.summary_book.lines(PANRB) == []


def test_a_province_takes_no_summaries() -> None:
    country = Country()
    with pytest.raises(RefusedMessage, match="unknown_kind"):
        country.bring("inbox-KU", json.dumps(message_of(country)))


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("at", "2031-01-01T00:00:00.000Z", "date"),
        ("figures", [-1, 0, 0, None], "broken"),
        ("offices", [["65.01-pupr", "PUPR", [1, 1, 0, None]]], "state"),
        ("offices", [["64.08-pupr", "P" * 101, [1, 1, 0, None]]], "words"),
        ("offices", [["64.08-pupr", "", [1, 1, 0, None]]], "words"),
        ("from_name", "Kementerian PANRB", "unknown_sender"),
    ],
)
def test_what_no_stack_could_say_is_refused_and_leaves_what_is_there(field: str, value: Any, reason: str) -> None:
    country = Country()
    with pytest.raises(RefusedMessage, match=reason):
        country.bring("inbox-ID", json.dumps({**message_of(country), field: value}))
    assert country.pusat.summaries.kept == {}


def test_the_worst_offices_are_named_and_the_others_counted() -> None:
    world = World()
    for number in range(MOST_OFFICES + 3):
        office = Agency(f"64.{number + 10}-pupr", f"PUPR {number}", Tier.OPD)
        world.directory.offices[office.id] = office
    cells: Cells = {}
    day = world.now.date()
    for number in range(MOST_OFFICES + 3):
        since = (day - timedelta(days=number)).toordinal()
        cells[Cell("agency", f"64.{number + 10}-pupr", False)] = {OPEN: Counter({since: 5}), LATE: Counter({since: 2})}
    world.statistics_store.put_open("2026-11", cells)
    found = world.services.summary_sender.summarise(world.now)
    assert (len(found.offices), found.late_offices) == (MOST_OFFICES, MOST_OFFICES + 3)
    assert found.offices[0].name == f"PUPR {MOST_OFFICES + 2}", "of as many the one that is late for longest"
    assert found.offices[0].figures == Figures(5, 2, 0, day - timedelta(days=MOST_OFFICES + 2))

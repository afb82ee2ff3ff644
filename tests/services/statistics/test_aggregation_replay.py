"""The figures of monev, recomputed by replaying the record event by event, equal the stored ones."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.cases import fold, reporter_commands, substance
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.cases.model import Case, Event
from chalicelib.domain.geography.regions import ancestor
from chalicelib.domain.statistics import counts, disclosure, open_cases
from chalicelib.domain.statistics.counts import CaseTimeline, Cells
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.statistics.query import StatisticsQuery
from tests.support.loops import at_least_one
from tests.support.statistics import facts, mark
from tests.support.stories import Story
from tests.support.world import ROAD, World

CONTESTED = ("reopened", "no_longer_good", "objected", "upheld")
ANSWERED = ("responses", "copied")


def replayed(world: World) -> Iterator[tuple[Case, Event, list[Event]]]:
    """Each event with the case after it and the events before, from the record alone."""
    for kept in world.cases.kept.values():
        first, *rest = kept.events
        case = fold.begin(kept.case.filing.with_flags(str(first.data["flags"]).split()), first)
        yield case, first, []
        for event in rest:
            case = fold.apply(case, event)
            yield case, event, kept.events[: event.seq - 1]


def month_of(world: World, event: Event) -> str:
    return world.stack.calendar.local_date(event.at).isoformat()[:7]


def open_by_replay(world: World, month: str) -> dict[tuple[str, str], Counter[int]]:
    """The public reports that were open at the end of a month, by place and day of filing."""
    last = {case.id: case for case, event, _ in replayed(world) if month_of(world, event) <= month}
    found: dict[tuple[str, str], Counter[int]] = {}
    for case in last.values():
        if not (case.open and case.filing.public):
            continue
        region, day = case.region or "", world.stack.calendar.local_date(case.filing.filed_at).toordinal()
        places = {"region": ancestor(region, 2) or region, "category": case.category or "", "agency": case.agency or ""}
        for place in (places | came_as(case)).items():
            found.setdefault(place, Counter())[day] += 1
    return found


def came_as(case: Case) -> dict[str, str]:
    return {"type": case.filing.type, "channel": case.channel}


def answer_alike(world: World, times: int = 3) -> None:
    """Reports that one office answers in the same words."""
    for _ in range(times):
        filed = world.file_and_route()
        world.do(filed, Command.ACCEPT)
        world.do(filed, Command.RESPOND, note="Kami tambal lubang itu pada 3 Desember 2026.")


def by_type_and_channel(world: World) -> Counter[tuple[str, str, str, str]]:
    """Reports and answers by type and channel, by month and measure, copies found by comparing all words said."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    said: dict[str, list[tuple[str, list[str]]]] = {}
    for case, event, _ in sorted(replayed(world), key=lambda each: (each[1].at, each[0].id, each[1].seq)):
        measures = ["filed"] * (event.kind == "filed") + ["responses"] * (event.kind == "responded")
        if event.kind == "responded":
            words, own = substance.words_of(event.note), said.setdefault(event.actor.agency or "", [])
            measures += ["copied"] * any(other == words and of != case.id for of, other in own)
            own.append((case.id, words))
        for dimension, key in came_as(case).items():
            found.update((month_of(world, event), measure, dimension, key) for measure in measures)
    return found


def stored_by_type_and_channel(world: World) -> Counter[tuple[str, str, str, str]]:
    return Counter(
        {
            (month, measure, dimension, key): number
            for month, cells in world.statistics_store.sums.items()
            for dimension in ("type", "channel")
            for measure in ("filed", *ANSWERED)
            for key in {cell.key for cell in cells if cell.dimension == dimension}
            if (
                number := sum(
                    counts.count(tally, measure)
                    for cell, tally in cells.items()
                    if (cell.dimension, cell.key) == (dimension, key)
                )
            )
        }
    )


def contested_by_replay(world: World) -> Counter[tuple[str, str]]:
    """What reporters contested, by month and measure."""
    found: Counter[tuple[str, str]] = Counter()
    for _, event, before in replayed(world):
        month = month_of(world, event)
        found[month, "reopened"] += event.kind == "reopened"
        found[month, "no_longer_good"] += event.data.get("good") is False
        found[month, "objected"] += event.kind == "objected"
        decisions = [each.kind for each in before if each.kind in ("objected", "disposed", "archived")]
        found[month, "upheld"] += event.kind == "disposed" and decisions[-1:] == ["objected"]
    return Counter({key: number for key, number in found.items() if number})


def stored_contested(world: World) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for month, cells in world.statistics_store.sums.items():
        for cell, tally in cells.items():
            if cell.dimension == "region":
                found.update({(month, measure): counts.count(tally, measure) for measure in CONTESTED})
    return Counter({key: number for key, number in found.items() if number})


def stored_open(cells: Cells) -> dict[tuple[str, str], Counter[int]]:
    return {(cell.dimension, cell.key): Counter(tally["open"]) for cell, tally in cells.items()}


def test_every_figure_equals_what_a_replay_of_the_record_finds() -> None:
    contested: Counter[str] = Counter()
    for seed in (6, 8, 14):
        story = Story(seed)
        world, begin = story.here, story.here.now.date()
        story.live(160)
        answer_alike(world)
        world.later(days=1)
        world.services.aggregation.fold(begin - timedelta(days=1), world.now.date(), world.now)
        months = world.statistics_store.open_sums
        assert len(months) > 1
        for month, cells in months.items():
            assert stored_open(cells) == open_by_replay(world, month), month
        assert stored_contested(world) == contested_by_replay(world)
        assert stored_by_type_and_channel(world) == by_type_and_channel(world)
        contested.update(measure for _, measure in stored_contested(world))
        copied = sum(n for key, n in by_type_and_channel(world).items() if key[1:3] == ("copied", "type"))
        assert copied >= 2
    assert contested.keys() == set(CONTESTED), "each was counted in some story"


@pytest.mark.parametrize("seed", [5])
def test_runs_every_few_days_store_the_same_as_one_fold_from_the_beginning(seed: int) -> None:
    story = Story(seed)
    world, begin = story.here, story.here.now.date()
    world.services.aggregation.run(world.now, lambda: True)
    story.live(120)
    for _ in range(2):
        world.services.aggregation.run(world.now, lambda: True)
    hourly = dict(world.statistics_store.open_sums), dict(world.statistics_store.sums)
    world.services.aggregation.fold(begin - timedelta(days=1), world.now.date(), world.now)
    assert (world.statistics_store.open_sums, world.statistics_store.sums) == hourly


@pytest.mark.parametrize("seed", [7])
def test_records_that_come_twice_and_in_any_order_count_once(seed: int) -> None:
    story = Story(seed)
    story.live(120)
    kept = story.here.cases.kept
    timelines = {
        case_id: CaseTimeline(facts(each.case), {event.seq: mark(event) for event in each.events})
        for case_id, each in kept.items()
    }
    logged = [(case_id, event.seq) for case_id, each in kept.items() for event in each.events]
    once = counts.fold(timelines, logged, story.here.stack.calendar)
    doubled = logged * 2
    random.Random(seed).shuffle(doubled)
    assert counts.fold(timelines, doubled, story.here.stack.calendar) == once
    halves = (doubled[: len(doubled) // 2], doubled[len(doubled) // 2 :])
    first, second = (set(half) for half in halves)
    parts = [counts.fold(timelines, part, story.here.stack.calendar) for part in (first, second - first)]
    for month in once:
        added = counts.merged(part.get(month, {}) for part in parts)
        assert without_zeros(added) == without_zeros(once[month])


def without_zeros(cells: Cells) -> dict[object, object]:
    """Changes of what is open may cancel each other out on one side and not be there on the other."""
    tallies = {
        cell: {name: {b: n for b, n in histogram.items() if n} for name, histogram in tally.items()}
        for cell, tally in cells.items()
    }
    tallies = {cell: {name: each for name, each in tally.items() if each} for cell, tally in tallies.items()}
    return {cell: tally for cell, tally in tallies.items() if tally}


@pytest.mark.parametrize("seed", [13, 17])
def test_where_a_report_is_counted_is_where_it_stands(seed: int) -> None:
    story = Story(seed)
    story.live(160)
    for kept in at_least_one(story.here.cases.kept.values()):
        case = kept.case
        place = open_cases.stands(facts(case), [mark(event) for event in kept.events])
        expected = open_cases.Place(case.region or "", case.category or "", case.agency or "")
        assert place == (expected if case.open and case.filing.public else None)


def ask(world: World, by: str = "month", month: str = "2026-11", **filters: str) -> dict[str, object]:
    (line,) = world.services.statistics.answer(StatisticsQuery(month, month, by, 9, **filters), world.now).lines
    return dict(line)


def count(world: World) -> None:
    world.services.aggregation.fold(date(2026, 11, 22), world.now.date(), world.now)


def test_open_reports_get_older_from_month_to_month_until_they_end() -> None:
    world = World()
    filed = world.file_and_route()
    count(world)
    assert {name: ask(world)[name] for name in ("open", "open_over_30")} == {"open": 1, "open_over_30": 0}
    world.later(days=69)
    count(world)
    older = {name: number for name, number in ask(world, month="2027-01").items() if name.startswith("open")}
    assert older == {"open": 1, "open_over_30": 1, "open_over_60": 1, "open_over_180": 0}
    end = ask(world, month="2026-11")
    assert (end["open"], end["open_over_30"]) == (1, 0), "a month keeps what was open at its end"
    world.services.reporter.perform(
        reporter_commands.Withdraw("Sudah baik."), filed.case.id, filed.receipt.secret, world.now
    )
    count(world)
    assert ask(world, month="2027-01")["open"] == 0


def test_a_report_that_moves_is_open_at_one_office_only() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.REFUSE, target="64.08-dlh")
    count(world)
    assert ask(world, "agency", agency="64.08-pupr")["open"] == 0
    assert ask(world, "agency", agency="64.08-dlh")["open"] == 1


def test_hidden_reports_are_in_no_number_of_open_ones_and_one_that_is_hidden_later_leaves_them() -> None:
    world = World()
    world.file_and_route(
        Submission(text="Jalan rusak, rahasiakan.", category="jalan-rusak", region="64.08", secret=True)
    )
    count(world)
    assert ask(world)["open"] == 0
    filed = world.file_and_route()
    count(world)
    assert ask(world)["open"] == 1
    command = Command.DISPOSE
    case = world.case(filed)
    given = world.coordinator("64.08-diskominfo")
    world.do_case(case, command, given, "64.08-dlh", details={"sensitive": "yes"})
    assert not world.case(filed).filing.public
    world.later(days=10)
    count(world)
    assert ask(world)["open"] == 0


def archived(world: World) -> Filed:
    filed = world.file_and_route()
    world.archive(filed)
    world.services.reporter.perform(
        reporter_commands.Object("Jembatannya masih rusak."), filed.case.id, filed.receipt.secret, world.now
    )
    return filed


def test_an_objection_is_upheld_by_the_disposition_that_follows_and_by_no_other() -> None:
    world = World()
    filed, other = archived(world), archived(world)
    chief = replace(world.coordinator("64-diskominfo"), key="CHIEF")
    world.do(filed, Command.DISPOSE, by=chief, target="64-pupr")
    world.do(filed, Command.DISPOSE, by=chief, target="64-satpolpp")
    count(world)
    line = ask(world, "region", region="64.08")
    assert (line["objected"], line["upheld"]) == (2, 1)
    assert world.case(other).open
    at_office = ask(world, "agency", agency="64.08-pupr")
    assert (at_office["objected"], at_office["upheld"]) == (2, 1), "it held both when they were archived"


def test_an_answer_that_is_good_no_more_counts_as_reopened_too() -> None:
    world = World()
    filed = world.file_and_route(ROAD)
    world.do(filed, Command.ACCEPT)
    world.do(filed, Command.RESPOND)
    reporter, secret = world.services.reporter, filed.receipt.secret
    reporter.perform(reporter_commands.Reply("Ya.", True), filed.case.id, secret, world.now)
    world.later(days=11)
    world.sweep()
    reporter.perform(reporter_commands.FollowUp(good=False), filed.case.id, secret, world.now)
    count(world)
    line = ask(world, "agency", "2026-12", agency="64.08-pupr")
    assert (line["reopened"], line["no_longer_good"], line["open"]) == (1, 1, 1)


def test_reports_from_before_these_counts_are_no_less_than_nothing() -> None:
    before = date(2026, 1, 5).toordinal()
    assert open_cases.older({before: -3, before + 40: 2}, date(2026, 3, 1)) == 2
    assert open_cases.older({before: 3, before + 40: 2}, date(2026, 2, 20), 30) == 3


def test_the_total_of_open_reports_is_that_of_all_regions() -> None:
    cells = {
        counts.Cell("region", "64.08", False): {"open": Counter({1: 2})},
        counts.Cell("region", "64.09", False): {"open": Counter({1: 1, 2: 1})},
        counts.Cell("agency", "64.08-pupr", False): {"open": Counter({1: 2})},
    }
    assert disclosure.publish_open(cells)["total", ""]["open"] == Counter({1: 3, 2: 1})

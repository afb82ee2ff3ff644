from datetime import UTC, date, datetime

import pytest

from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.errors import InvalidInput
from chalicelib.services.cases.filing import Filed, Submission
from chalicelib.services.statistics.aggregation import AggregationResult
from chalicelib.services.statistics.query import StatisticsAnswer, StatisticsQuery
from tests.support.world import ROAD, World

OFFICE = "64.08-pupr"
HIDDEN = Submission(text="Jalan rusak, tolong dirahasiakan.", category="jalan-rusak", region="64.08", secret=True)


def live(world: World, submission: Submission = ROAD) -> Filed:
    """A report that is answered after three days, and closed and rated after four."""
    filed = world.file_and_route(submission)
    world.do(filed, Command.ACCEPT)
    world.later(days=3)
    world.do(filed, Command.RESPOND)
    world.later(days=1)
    world.services.reporter.perform(
        reporter_commands.Reply("Ya.", True), filed.case.id, filed.receipt.secret, world.now
    )
    world.services.reporter.perform(reporter_commands.Rate(4, ""), filed.case.id, filed.receipt.secret, world.now)
    return filed


def run(world: World) -> AggregationResult:
    return world.services.aggregation.run(world.now, lambda: True)


def ask(
    world: World, by: str = "month", first: str = "2026-11", last: str = "2026-12", **filters: str
) -> StatisticsAnswer:
    return world.services.statistics.answer(StatisticsQuery(first, last, by, 50, **filters), world.now)


def test_every_step_of_a_case_is_counted() -> None:
    world = World()
    begin = world.now.date()
    live(world)
    world.services.aggregation.fold(begin, world.now.date(), world.now)
    (line,) = ask(world, "agency", agency=OFFICE).lines
    assert {name: line[name] for name in ("routed", "answered", "in_time", "closed", "breached", "rated")} == {
        "routed": 1,
        "answered": 1,
        "in_time": 1,
        "closed": 1,
        "breached": 0,
        "rated": 1,
    }
    assert line["days_to_first_response"] is None, "the median of one says nothing"
    assert ask(world).total["filed"] == 1


def test_medians_are_published_only_for_enough_reports() -> None:
    world = World()
    begin = world.now.date()
    for _ in range(5):
        live(world)
    world.services.aggregation.fold(begin, world.now.date(), world.now)
    total = ask(world).total
    assert (total["days_to_first_response"], total["days_to_closing"]) == (3, 4)
    assert (total["in_time_share"], total["stars"]) == (1, 4)


def test_scheduled_and_manual_folds_give_the_same_counts_however_often() -> None:
    world = World()
    begin = world.now.date()
    run(world)
    for _ in range(3):
        live(world)
        run(world)
        run(world)
    hourly = (world.statistics_store.by_day, world.statistics_store.sums)
    other = World()
    other.cases, other.now = world.cases, world.now
    other.__post_init__()
    for _ in range(2):
        other.services.aggregation.fold(begin, world.now.date(), world.now)
    assert other.statistics_store.sums == hourly[1]
    assert {k: v for k, v in other.statistics_store.by_day.items() if v} == {k: v for k, v in hourly[0].items() if v}


def test_the_next_run_makes_up_for_missed_days() -> None:
    world = World()
    run(world)
    live(world)
    world.later(days=9)
    folded = run(world)
    assert folded.days == 14
    assert ask(world).total["closed"] == 1
    assert run(world).days == 1, "what is over is not folded again"


def test_a_day_is_folded_once_more_after_its_end() -> None:
    world = World(now=datetime(2026, 11, 23, 23, 59, tzinfo=UTC))
    run(world)
    world.file()
    world.later(minutes=30)
    assert run(world).days == 2
    assert ask(world).total["filed"] == 1


@pytest.mark.parametrize(("hour", "minute", "days"), [(0, 0, 2), (0, 59, 2), (1, 0, 1), (1, 1, 1)])
def test_a_day_is_over_for_the_counts_an_hour_after_midnight(hour: int, minute: int, days: int) -> None:
    """The log shows an event some seconds late; an hour is more than it ever needs."""
    world = World(now=datetime(2026, 11, 24, hour, minute, tzinfo=UTC))
    run(world)
    assert run(world).days == days


def test_a_run_without_time_leaves_the_rest_to_the_next() -> None:
    world = World()
    run(world)
    live(world)
    times = iter([True] * 2 * world.statistics_source.shards)
    folded = world.services.aggregation.run(world.now, lambda: next(times, False))
    assert folded.left
    assert folded.days == 2
    assert not run(world).left
    assert ask(world).total["rated"] == 1


def test_folding_old_days_by_hand_skips_none_in_between() -> None:
    world = World()
    run(world)
    world.later(days=2)
    world.file()
    world.later(days=3)
    world.services.aggregation.fold(world.now.date(), world.now.date(), world.now)
    run(world)
    assert ask(world).total["filed"] == 1


def test_hidden_reports_are_counted_where_they_are_many_and_their_month_is_over() -> None:
    world = World()
    for _ in range(12):
        world.file_and_route(HIDDEN)
    world.file_and_route()
    run(world)
    assert ask(world).total["filed"] == 1
    assert [line["filed"] for line in ask(world, "region").lines] == [1]
    world.later(days=15)
    run(world)
    assert ask(world).total["filed"] == 13
    assert [line["filed"] for line in ask(world, "region").lines] == [13]


def test_lines_come_by_place_category_office_and_month() -> None:
    world = World()
    for region in ("64.08", "64.08.01.2001", "64.71"):
        world.file_and_route(Submission(text="Jalan berlubang.", category="jalan-rusak", region=region))
    run(world)
    assert [(line["key"], line["filed"]) for line in ask(world, "region").lines] == [("64.08", 2), ("64.71", 1)]
    assert [line["key"] for line in ask(world, "region", region="64.71").lines] == ["64.71"]
    assert [line["key"] for line in ask(world, "agency", region="64.08").lines] == [OFFICE]
    assert [line["key"] for line in ask(world, "category").lines] == ["jalan-rusak"]
    assert [(line["key"], line["filed"]) for line in ask(world, region="64").lines] == [("2026-11", 3)]
    assert [line["routed"] for line in ask(world, agency=OFFICE).lines] == [2]
    assert ask(world, "region").found == 2


@pytest.mark.parametrize(
    ("asked", "field", "code"),
    [
        ({"by": "weather"}, "by", "unknown_choice"),
        ({"by": "category", "region": "64"}, "region", "filter_not_here"),
        ({"by": "month", "region": "64", "agency": OFFICE}, "agency", "filter_not_here"),
        ({"first": "2026-12", "last": "2026-11"}, "to", "month_range"),
        ({"first": "2020-01", "last": "2026-11"}, "to", "month_range"),
    ],
)
def test_questions_without_an_answer_name_what_is_wrong(asked: dict[str, str], field: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        ask(World(), **asked)
    assert [(error.field, error.code) for error in refusal.value.errors] == [(field, code)]


def test_an_empty_stack_answers_nothing() -> None:
    answer = ask(World())
    assert (answer.lines, answer.found, answer.through) == ((), 0, None)
    assert answer.total["filed"] == 0


def test_deleted_cases_leave_the_counts_with_the_next_fold() -> None:
    world = World()
    filed = world.file()
    run(world)
    del world.cases.kept[filed.case.id]
    world.services.aggregation.fold(date(2026, 11, 23), date(2026, 11, 23), world.now)
    assert ask(world).total["filed"] == 0


def test_a_late_response_is_not_in_time() -> None:
    world = World()
    filed = world.file_and_route()
    world.do(filed, Command.ACCEPT)
    world.later(days=32)
    world.sweep()
    case = world.case(filed)
    assert case.breached
    world.do(filed, Command.ACCEPT) if case.status == "routed" else None
    answered = world.case(filed)
    if answered.status == "triage":
        world.do(filed, Command.DISPOSE, by=world.coordinator(case.agency or ""), target=OFFICE)
        world.do(filed, Command.ACCEPT)
    world.do(filed, Command.RESPOND)
    world.services.aggregation.fold(date(2026, 11, 23), world.now.date(), world.now)
    total = ask(world).total
    assert (total["answered"], total["in_time"]) == (1, 0)
    assert total["breached"] >= 1
    assert [line["breached"] for line in ask(world, "agency", agency=OFFICE).lines] == [1]


def test_what_a_day_has_is_not_counted_again_in_the_hour_after_its_end() -> None:
    """The day stays open for what the log shows late, with the place up to which it was counted."""
    world = World(now=datetime(2026, 11, 23, 23, 50, tzinfo=UTC))
    world.file()
    assert run(world).events == 1
    world.now = datetime(2026, 11, 24, 0, 20, tzinfo=UTC)
    assert run(world).events == 0
    world.later(minutes=20)
    assert run(world).events == 0
    assert ask(world).total["filed"] == 1

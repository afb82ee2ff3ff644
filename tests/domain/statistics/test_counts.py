from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.statistics import counts
from chalicelib.domain.statistics.counts import CaseTimeline, Cell, count
from chalicelib.domain.statistics.facts import CaseFacts, EventFacts
from tests.support.loops import at_least_one
from tests.support.world import KALTIM, MONDAY

DAY = timedelta(days=1)
OFFICE, OTHER = "64.08-pupr", "64.08-dlh"
CALENDAR = KALTIM.calendar
KINDS = ("routed", "accepted", "responded", "reopened", "closed", "confirmed", "breached", "rated", "replied")


def timeline(*events: EventFacts, name: str = "KI-1", hidden: bool = False) -> CaseTimeline:
    facts = CaseFacts(name, "jalan-rusak", "64.08.01.2001", MONDAY, hidden, "complaint", "site")
    return CaseTimeline(facts, {event.seq: event for event in (EventFacts(1, "filed", MONDAY), *events)})


def fold(*timelines: CaseTimeline) -> dict[str, counts.Cells]:
    logged = [(each.facts.id, seq) for each in timelines for seq in each.events]
    """What happened; what is open is counted by other tests (tests/services/statistics/test_aggregation_replay.py)."""
    months = counts.fold({each.facts.id: each for each in timelines}, logged, CALENDAR)
    without = {month: {cell: _happened(tally) for cell, tally in cells.items()} for month, cells in months.items()}
    kept = {month: {cell: tally for cell, tally in cells.items() if tally} for month, cells in without.items()}
    return {month: cells for month, cells in kept.items() if cells}


def _happened(tally: counts.Tally) -> counts.Tally:
    return {measure: histogram for measure, histogram in tally.items() if measure != "open"}


ROUTED = EventFacts(2, "routed", MONDAY, to=OFFICE)
ANSWERED = EventFacts(3, "responded", MONDAY + 4 * DAY, by=OFFICE)


def test_every_step_of_a_case_is_counted_once_in_each_dimension() -> None:
    cells = fold(
        timeline(
            ROUTED, ANSWERED, EventFacts(4, "confirmed", MONDAY + 6 * DAY), EventFacts(5, "rated", MONDAY, stars=4)
        )
    )
    month = cells["2026-11"]
    assert set(month) == {
        Cell("region", "64.08", False),
        Cell("category", "jalan-rusak", False),
        Cell("agency", OFFICE, False),
        Cell("type", "complaint", False),
        Cell("channel", "site", False),
    }
    assert month[Cell("region", "64.08", False)] == {
        "filed": Counter({0: 1}),
        "routed": Counter({0: 1}),
        "answered": Counter({4: 1}),
        "in_time": Counter({0: 1}),
        "closed": Counter({6: 1}),
        "rated": Counter({4: 1}),
        "responses": Counter({0: 1}),
    }
    assert "filed" not in month[Cell("agency", OFFICE, False)], "nobody holds a report when it is filed"


def test_what_is_decided_later_leaves_every_earlier_count_where_it_was() -> None:
    """Folded before and after a coordinator gives the report another category and place."""
    filed = EventFacts(1, "filed", MONDAY, flags="", category="jalan-rusak", region="64.08.01.2001")
    until_then = (filed, ROUTED, ANSWERED)
    decided = EventFacts(4, "disposed", MONDAY + 5 * DAY, to=OTHER, category="sampah", region="64.72")
    reopened = EventFacts(5, "reopened", MONDAY + 6 * DAY)
    before = timeline(*until_then)
    after = CaseTimeline(
        replace(before.facts, category="sampah", region="64.72"),
        {event.seq: event for event in (*until_then, decided, reopened)},
    )
    logged = [("KI-1", event.seq) for event in until_then]
    assert counts.fold({"KI-1": after}, logged, CALENDAR) == counts.fold({"KI-1": before}, logged, CALENDAR)
    month = fold(after)["2026-11"]
    places = {cell.key: count(month[cell], "routed") for cell in month if cell.dimension in ("region", "category")}
    assert places == {"64.08": 1, "jalan-rusak": 1, "64.72": 1, "sampah": 1}
    assert count(month[Cell("category", "sampah", False)], "reopened") == 1
    assert "answered" not in month[Cell("category", "sampah", False)]


def test_a_report_that_is_hidden_later_is_counted_with_the_hidden_ones_throughout() -> None:
    filed = EventFacts(1, "filed", MONDAY, flags="", category="jalan-rusak")
    (cells,) = fold(timeline(filed, ROUTED, EventFacts(3, "disposed", MONDAY, sensitive=True), hidden=True)).values()
    assert {cell.hidden for cell in cells} == {True}


def test_only_the_first_response_and_the_first_rating_count() -> None:
    again = EventFacts(4, "responded", MONDAY + 5 * DAY, by=OFFICE)
    rated = (EventFacts(5, "rated", MONDAY + 6 * DAY, stars=1), EventFacts(6, "rated", MONDAY + 7 * DAY, stars=5))
    tally = fold(timeline(ROUTED, ANSWERED, again, *rated))["2026-11"][Cell("agency", OFFICE, False)]
    assert tally["answered"] == {4: 1}
    assert tally["rated"] == {1: 1}
    assert count(tally, "responses") == 2


def test_copied_answers_are_counted_among_all_answers_at_the_office_that_gave_them() -> None:
    copies = EventFacts(4, "responded", MONDAY + 5 * DAY, by=OTHER, copied=True)
    month = fold(timeline(ROUTED, ANSWERED, copies))["2026-11"]
    counted = {
        office: [count(month[Cell("agency", office, False)], each) for each in ("responses", "copied")]
        for office in (OFFICE, OTHER)
    }
    assert counted == {OFFICE: [1, 0], OTHER: [1, 1]}


PHOTO = EventFacts(3, "attached", MONDAY + DAY, photo_of=OFFICE)
REPAIRED = EventFacts(4, "responded", MONDAY + 2 * DAY, by=OFFICE, repair=True)


@pytest.mark.parametrize(
    ("events", "shown"),
    [
        ((REPAIRED,), 0),
        ((PHOTO, REPAIRED), 1),
        ((REPAIRED, replace(PHOTO, seq=5)), 1),
        ((REPAIRED, replace(PHOTO, seq=5), replace(PHOTO, seq=6)), 1),
        ((PHOTO, REPAIRED, replace(PHOTO, seq=5)), 1),
        ((PHOTO, replace(REPAIRED, repair=False)), 0),
        ((replace(PHOTO, photo_of=OTHER), REPAIRED), 0),
        ((replace(PHOTO, photo_of=""), REPAIRED), 0),
        ((PHOTO, EventFacts(4, "reopened", MONDAY + 2 * DAY), replace(REPAIRED, seq=5)), 0),
        ((REPAIRED, EventFacts(5, "reopened", MONDAY + 3 * DAY), replace(PHOTO, seq=6)), 0),
    ],
)
def test_a_repair_counts_as_shown_once_with_a_photo_of_the_office_since_the_report_was_opened(
    events: tuple[EventFacts, ...], shown: int
) -> None:
    tally = fold(timeline(ROUTED, *events))["2026-11"].get(Cell("agency", OFFICE, False), {})
    repairs = sum(each.repair for each in events)
    assert [count(tally, each) for each in ("repairs", "shown")] == [repairs, shown]


def test_a_response_after_a_broken_deadline_is_not_in_time_and_the_breach_is_the_holders() -> None:
    breached = EventFacts(3, "breached", MONDAY + DAY, held_by=OFFICE, to=OTHER)
    month = fold(timeline(ROUTED, breached, EventFacts(4, "responded", MONDAY + 2 * DAY, by=OTHER)))["2026-11"]
    assert count(month[Cell("agency", OFFICE, False)], "breached") == 1
    late = month[Cell("agency", OTHER, False)]
    assert (count(late, "answered"), count(late, "in_time"), count(late, "breached")) == (1, 0, 0)


def test_a_breach_at_the_top_is_counted_for_the_office_that_goes_on_holding_the_case() -> None:
    month = fold(timeline(ROUTED, EventFacts(3, "breached", MONDAY + DAY)))["2026-11"]
    assert count(month[Cell("agency", OFFICE, False)], "breached") == 1


def test_a_case_from_another_stack_is_not_counted_as_filed_here() -> None:
    handed_over = CaseTimeline(timeline().facts, {1: EventFacts(1, "arrived", MONDAY)})
    assert fold(handed_over) == {}


def test_months_and_days_are_those_of_the_stacks_own_clock() -> None:
    at = MONDAY.replace(month=11, day=30, hour=16, minute=30)  # half past midnight in Samarinda, on 1 December
    assert set(fold(timeline(ROUTED, EventFacts(3, "responded", at, by=OFFICE)))) == {"2026-11", "2026-12"}


def test_an_event_that_only_the_log_names_counts_nothing() -> None:
    assert counts.fold({}, [("KI-9", 1)], CALENDAR) == {}
    assert counts.fold({"KI-1": timeline()}, [("KI-1", 7)], CALENDAR) == {}


def test_medians_and_means_are_exact() -> None:
    assert counts.median({1: 1, 2: 1}) == 1.5
    assert counts.median({0: 2, 30: 1}) == 0
    assert counts.median({}) is counts.mean({}) is None
    assert counts.mean({5: 1, 2: 2}) == 3


@given(st.dictionaries(st.integers(0, 40), st.integers(1, 4), min_size=1))
def test_the_median_of_a_histogram_is_that_of_its_values(histogram: dict[int, int]) -> None:
    import statistics as plain

    values = [value for value, times in histogram.items() for _ in range(times)]
    assert counts.median(histogram) == plain.median(values)


lives = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 40 * 24), st.sampled_from((None, OFFICE, OTHER)), st.booleans()),
    max_size=12,
)


def random_timeline(number: int, events: list[tuple[str, int, str | None, bool]]) -> CaseTimeline:
    hours = sorted(hour for _, hour, _, _ in events)
    events = [
        EventFacts(seq, kind, MONDAY + timedelta(hours=hours[seq - 2]), office, office if moves else None, None, 3)
        for seq, (kind, _, office, moves) in enumerate(events, start=2)
    ]
    return timeline(*events, name=f"KI-{number}", hidden=number % 3 == 0)


@given(st.lists(lives, max_size=6), st.randoms(use_true_random=False))
def test_a_shuffled_and_repeated_log_counts_as_the_ordered_one(
    found: list[list[tuple[str, int, str | None, bool]]], chance: st.DataObject
) -> None:
    timelines = {f"KI-{number}": random_timeline(number, events) for number, events in enumerate(found)}
    logged = [(name, seq) for name, each in timelines.items() for seq in each.events]
    ordered = counts.fold(timelines, logged, CALENDAR)
    mixed = [*logged, *chance.sample(logged, len(logged) // 2)]  # type: ignore[attr-defined]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert counts.fold(dict(reversed(timelines.items())), mixed, CALENDAR) == ordered


@given(st.lists(lives, max_size=6), st.integers(1, 5))
def test_days_folded_apart_add_up_to_the_whole(
    found: list[list[tuple[str, int, str | None, bool]]], parts: int
) -> None:
    timelines = {f"KI-{number}": random_timeline(number, events) for number, events in enumerate(found)}
    logged = [(name, seq) for name, each in timelines.items() for seq in each.events]
    apart = [counts.fold(timelines, logged[part::parts], CALENDAR) for part in range(parts)]
    whole = counts.fold(timelines, logged, CALENDAR)
    months = {month for each in apart for month in each} | set(whole)
    assert whole == {month: counts.merged(each.get(month, {}) for each in apart) for month in months}


@given(st.lists(lives, min_size=1, max_size=6))
def test_every_dimension_counts_the_same_steps(found: list[list[tuple[str, int, str | None, bool]]]) -> None:
    months = fold(*(random_timeline(number, events) for number, events in enumerate(found)))
    for cells in at_least_one(months.values()):
        for measure in at_least_one(counts.MEASURES):
            sums = {
                dimension: sum(count(tally, measure) for cell, tally in cells.items() if cell.dimension == dimension)
                for dimension in counts.DIMENSIONS
                if (dimension, measure) != ("agency", "filed")
            }
            assert len(set(sums.values())) == 1, measure

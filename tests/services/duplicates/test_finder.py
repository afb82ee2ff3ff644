from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.cases import reporter_commands
from chalicelib.domain.cases.commands import Command
from chalicelib.domain.duplicates import grid
from chalicelib.domain.errors import InvalidInput
from chalicelib.services.cases.filing import Submission
from chalicelib.services.duplicates.finder import MOST_SUGGESTED, SimilarCase
from tests.support.world import ROAD, VILLAGE, World

MARKET = replace(ROAD, region=VILLAGE, lat=0.5, lon=117.5)
TOLD = "Lubang besar di jalan depan pasar, motor hampir jatuh"


def ask(
    world: World, text: str = TOLD, category: str | None = "jalan-rusak", **place: object
) -> tuple[SimilarCase, ...]:
    fields = {"region": VILLAGE, "lat": 0.5003, "lon": 117.5} | place
    return world.services.duplicates.similar(text, category, now=world.now, **fields)  # type: ignore[arg-type]


def ids(found: tuple[SimilarCase, ...]) -> list[str]:
    return [each.case.id for each in found]


def test_a_matter_that_was_reported_is_found_with_distance_days_and_reasons() -> None:
    world = World()
    filed = world.file_and_route(MARKET)
    world.later(days=3)
    (found,) = ask(world)
    assert found.case == world.case(filed)
    assert round(found.similarity.metres or 0) == 33
    assert (found.similarity.days, found.similarity.reasons) == (3, ("near", "same_category", "same_words", "recent"))


@pytest.mark.parametrize(
    ("filed", "wanted"), [("jalan-rusak.provinsi", "jalan-rusak"), ("jalan-rusak", "jalan-rusak.nasional")]
)
def test_a_matter_is_found_whatever_was_answered_about_it(filed: str, wanted: str) -> None:
    world = World()
    world.file_and_route(replace(ROAD, region=VILLAGE, category=filed))
    (found,) = ask(world, ROAD.text, wanted, lat=None, lon=None)
    assert found.similarity.same_category


def test_another_matter_at_the_same_place_is_not_found() -> None:
    world = World()
    world.file_and_route(MARKET)
    assert ask(world, "Harga beras naik terlalu tinggi", "pasar-harga-pangan") == ()
    assert ask(world, "Anjing liar menggigit anak", None) == ()


def test_a_report_without_a_point_is_found_in_its_region() -> None:
    world = World()
    filed = world.file_and_route(replace(ROAD, region=VILLAGE))
    for place in ({}, {"lat": None, "lon": None}):
        (found,) = ask(world, **place)
        assert found.case.id == filed.case.id
        assert found.similarity.metres is None
        assert "same_region" in found.similarity.reasons
    assert ask(world, lat=None, lon=None, region="64.09") == ()


@pytest.mark.parametrize("hidden", [replace(MARKET, secret=True), replace(MARKET, category="pungli")])
def test_a_hidden_report_leaves_no_fingerprint_and_is_never_suggested(hidden: Submission) -> None:
    world = World()
    world.file_and_route(hidden)
    assert world.fingerprints.kept == {}
    assert ask(world, ROAD.text, hidden.category) == ()


def test_a_case_that_has_ended_is_not_suggested() -> None:
    world = World()
    filed = world.file_and_route(MARKET)
    world.do(filed, Command.ACCEPT)
    assert ids(ask(world)) == [filed.case.id]
    world.do(filed, Command.RESPOND)
    world.services.reporter.perform(reporter_commands.Reply("", True), filed.case.id, filed.receipt.secret, world.now)
    assert ask(world) == ()


def test_after_three_months_a_report_is_forgotten() -> None:
    world = World()
    filed = world.file_and_route(MARKET)
    world.later(days=89)
    assert ids(ask(world)) == [filed.case.id]
    world.later(days=2)
    assert ask(world) == ()


def test_a_merged_case_stands_for_the_one_it_follows() -> None:
    world = World()
    first = world.file_and_route(replace(MARKET, lat=0.51))
    second = world.file_and_route(MARKET)
    world.services.merging.follow(world.case(second), first.case.id, world.now)
    assert ids(ask(world)) == [first.case.id], "found by the trace of the second"


def test_reports_that_follow_another_do_not_fill_its_cell() -> None:
    world = World()
    first = world.file_and_route(MARKET)
    for _ in range(30):
        world.later(minutes=1)
        world.file(replace(MARKET, follows=first.case.id))
    assert ids(ask(world)) == [first.case.id]
    assert sum(len(cell) for cell in world.fingerprints.kept.values()) == 1


def test_the_most_similar_come_first_and_at_most_five_with_bounded_reads() -> None:
    world = World()
    for number in range(60):
        world.later(minutes=1)
        world.file_and_route(replace(MARKET, lat=0.5 + number / 40_000))
    world.fingerprints.read = 0
    found = ask(world, lat=0.5)
    scores = [each.similarity.score for each in found]
    assert len(found) == MOST_SUGGESTED
    assert scores == sorted(scores, reverse=True)
    assert world.fingerprints.read <= grid.MOST_CELLS


def test_an_office_is_shown_similar_cases_but_never_the_case_itself() -> None:
    world = World()
    first = world.file_and_route(MARKET)
    second = world.file_and_route(replace(MARKET, text=TOLD, secret=True))
    find = world.services.duplicates.similar_to
    assert ids(find(world.cases.load_history(second.case.id), world.now)) == [first.case.id]
    assert find(world.cases.load_history(first.case.id), world.now) == ()


def test_a_case_that_the_stream_delivers_twice_leaves_one_fingerprint() -> None:
    world = World()
    filed = world.file_and_route(MARKET)
    assert not world.services.route_case.route(filed.case.id, world.now + timedelta(minutes=1))
    assert sum(len(cell) for cell in world.fingerprints.kept.values()) == 1


def test_every_wrong_field_of_a_question_is_named() -> None:
    with pytest.raises(InvalidInput) as raised:
        World().services.duplicates.similar("x", "tidak-ada", "6408", float("nan"), 200.0, World().now, "\x00")
    assert {error.field: error.code for error in raised.value.errors} == {
        "/text": "too_short",
        "/place": "control_character",
        "/category": "unknown_category",
        "/region": "region_shape",
        "/coordinates": "not_on_land",
    }

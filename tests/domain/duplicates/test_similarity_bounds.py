"""Where the parts of a similarity begin and end: words, metres, days, and the reasons that are given for it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.duplicates import grid, similarity
from chalicelib.domain.duplicates.similarity import REMEMBERED, Fingerprint, Similarity, compare
from tests.support.world import MONDAY

HERE = Fingerprint("A", MONDAY, "jalan-rusak", "64.08", 0.5, 117.5, similarity.signature("lubang pasar"))
ALIKE = Similarity(0.9, similarity._SAME_WORDS / 2, grid.REACH_METRES, similarity._RECENT_DAYS, True, True)


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({}, set()),
        ({"words": ALIKE.words - 0.001}, {"same_words"}),
        ({"days": ALIKE.days + 1}, {"recent"}),
        ({"metres": grid.REACH_METRES + 0.1}, {"near"}),
        ({"same_category": False}, {"same_category"}),
    ],
)
def test_a_reason_holds_up_to_its_bound(changed: dict[str, float], missing: set[str]) -> None:
    assert set(replace(ALIKE, **changed).reasons) == {"near", "same_category", "same_words", "recent"} - missing  # type: ignore[arg-type]


def test_a_region_is_a_reason_only_where_a_point_is_missing() -> None:
    assert "same_region" in replace(ALIKE, metres=None).reasons
    assert "near" not in replace(ALIKE, metres=None).reasons
    assert "same_region" not in replace(ALIKE, metres=None, same_region=False).reasons


def test_the_score_is_whole_for_the_same_report_and_loses_a_tenth_with_time() -> None:
    assert compare(HERE, HERE).score == 1
    half = replace(HERE, filed_at=MONDAY + REMEMBERED / 2)
    assert compare(HERE, half).score == compare(half, HERE).score == 0.95
    for days in (REMEMBERED.days, 3 * REMEMBERED.days):
        assert compare(HERE, replace(HERE, filed_at=MONDAY + timedelta(days=days))).score == 0.9


def test_days_are_whole_ones_and_the_category_must_be_known() -> None:
    later = compare(HERE, replace(HERE, filed_at=MONDAY + timedelta(days=2, hours=23)))
    assert (later.days, later.same_category, later.same_region) == (2, True, True)
    unknown = replace(HERE, category=None)
    assert not compare(unknown, unknown).same_category
    assert compare(HERE, unknown).score == round(1 - 0.125, 3)
    assert compare(HERE, replace(HERE, category="sampah")).score == 0.75


@pytest.mark.parametrize(("metres", "near"), [(0, 1), (30, 1), (31, 0.9), (similarity._FAR_METRES, 0), (10_000, 0)])
def test_a_place_counts_whole_within_the_error_of_a_phone_and_not_beyond_the_next_streets(
    metres: float, near: float
) -> None:
    found = similarity._near(metres)
    assert (found == near) if near in (0, 1) else near < found < 1


def test_words_of_two_letters_say_nothing_and_numbers_do() -> None:
    assert similarity.words_of("RT 05 di km 7 lubang pak") >= {"5", "7", "lubang"}
    assert similarity.words_of("pos di km 7") == {"pos", "7"}


def test_two_reports_of_no_region_share_none() -> None:
    nowhere = replace(HERE, region=None, lat=None, lon=None)
    assert not compare(nowhere, nowhere).same_region
    assert compare(HERE, HERE).same_region

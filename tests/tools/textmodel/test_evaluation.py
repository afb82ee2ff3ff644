"""The figures a model is judged by, on cases small enough to count by hand."""

import numpy as np
import pytest

from tools.textmodel import calibration, evaluation
from tools.textmodel.examples import Example, hold_out
from tools.textmodel.places import Places

SURE = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
RIGHT = np.array([True, True, False, True, False])


def test_coverage_is_the_largest_sure_part_that_is_right_often_enough() -> None:
    assert evaluation.coverage(SURE, RIGHT, 0.95) == pytest.approx(0.4)
    assert evaluation.coverage(SURE, RIGHT, 0.75) == pytest.approx(0.8)
    assert evaluation.coverage(SURE, ~RIGHT, 0.95) == 0


def test_the_calibration_error_is_nought_where_it_is_as_right_as_sure() -> None:
    assert evaluation.calibration_error(np.array([0.5, 0.5]), np.array([True, False])) == pytest.approx(0)
    assert evaluation.calibration_error(np.array([1.0, 1.0]), np.array([True, False])) == pytest.approx(0.5)


def test_macro_f1_weighs_rare_labels_like_common_ones() -> None:
    assert evaluation.macro_f1(["a", "a", "a", "b"], ["a", "a", "a", "a"]) == pytest.approx((6 / 7 + 0) / 2)


def test_the_temperature_is_found_again() -> None:
    chance = np.random.default_rng(1)
    scores = chance.normal(size=(4000, 3))
    odds = calibration.softmax(2.5 * scores)
    labels = np.array([chance.choice(3, p=row) for row in odds])
    assert calibration.temperature(scores, labels) == pytest.approx(2.5, rel=0.1)


def test_the_newest_are_held_out_if_all_have_dates() -> None:
    dated = [Example("x", "a", date=f"2026-01-{day:02}") for day in range(1, 11)]
    earlier, later = hold_out(dated, 0.2)
    assert [example.date[-2:] for example in later] == ["09", "10"]
    assert len(earlier) == 8


def test_without_dates_a_text_is_always_on_the_same_side() -> None:
    undated = [Example(f"text {number}", "a") for number in range(500)]
    earlier, later = hold_out(undated, 0.2)
    assert 60 < len(later) < 140
    assert set(hold_out(undated[::-1], 0.2)[1]) == set(later)
    assert len(earlier) + len(later) == 500


def offices(kind: str, names: list[str], repeated: int = 2) -> list[Example]:
    return [Example("x", f"{kind} {name}", "Timur", name) for name in names for _ in range(repeated)]


def test_a_kind_whose_offices_are_named_for_their_places_is_folded() -> None:
    places = Places.learn(offices("Puskesmas", ["Pamusian", "Karang Rejo", "Sebengkok"]))
    assert places.kind("Puskesmas Karang Rejo") == "Puskesmas"
    assert places.office("Puskesmas", "Timur", "karangrejo") == "Puskesmas Karang Rejo"
    assert places.office("Puskesmas", "Timur", "Juata") == "Puskesmas Juata"


def test_offices_whose_names_only_begin_alike_are_not_folded() -> None:
    places = Places.learn(
        [Example("x", f"Dinas {name}", "Timur", "Pamusian") for name in ("Sosial", "Kesehatan", "Pendidikan")] * 3
    )
    assert places.kind("Dinas Sosial") == "Dinas Sosial"
    assert places.office("Dinas Sosial", "Timur", "Pamusian") == "Dinas Sosial"


def test_an_office_named_otherwise_than_its_place_is_remembered() -> None:
    examples = offices("Kelurahan", ["Pamusian", "Karang Rejo", "Sebengkok"])
    examples += [Example("x", "Kelurahan Wonorejo - Timur", "Timur", "Wonorejo")] * 2
    places = Places.learn(examples)
    assert places.office("Kelurahan", "Timur", "Wonorejo") == "Kelurahan Wonorejo - Timur"
    assert Places(places.table).office("Kelurahan", "", "") == "Kelurahan"


def test_sure_is_judged_by_the_office_that_labels_lead_to() -> None:
    labels = ("pothole", "bridge", "waste")
    scores = [float(np.log(chance)) for chance in (0.3, 0.3, 0.4)]
    row = evaluation.judged(Example("x", "bridge"), labels, scores, 1.0, Places({}))
    assert (row.right, row.confidence) == (False, pytest.approx(0.4))
    (found,) = evaluation.by_office([row], labels, 1.0, {"pothole": "works", "bridge": "works"})
    assert (found.right, found.offices[0], found.confidence) == (True, "works", pytest.approx(0.6))

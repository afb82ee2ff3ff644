"""Tables, pictures and the figures in them."""

from typing import Any
from xml.etree import ElementTree

import pytest

from bench import pictures, report
from bench.cold_start import spread


def start(init: float, ratio: float, **more: Any) -> dict[str, Any]:
    facts = {"ratio_to_floor": ratio, "ratio_to_floor_quartiles": [ratio, ratio], "ratio_to_floor_fastest": ratio}
    return {"init_ms": spread([init] * 3), "modules": 300, **facts, **more}


def results(ratio: float) -> dict[str, Any]:
    names = [name for name in report.FUNCTIONS if name != "floor"]
    return {
        "package": {"sha256": "ab" * 32, "zip_bytes": 6_000_000, "unpacked_bytes": 18_000_000},
        "cold_start": {"floor": start(200, 1.0), **{name: start(200 * ratio, ratio) for name in names}},
        "units": {"skipped": "Java is missing"},
        "polling": {"skipped": "Java is missing"},
        "simulation": {"cases": 2954, "fired_twice": 0},
    }


@pytest.mark.parametrize(("ratio", "verdict"), [(1.10, "met"), (1.11, "missed")])
def test_the_goal_is_judged_by_the_ratio(ratio: float, verdict: str) -> None:
    assert f"1.10 or less: {verdict}, {ratio:.2f}" in report.table(results(ratio))


def test_skipped_units_say_why() -> None:
    assert "Units: skipped. Java is missing" in report.table(results(1.0))
    assert "Polling: skipped. Java is missing" in report.table(results(1.0))


def test_polls_are_listed_by_the_size_of_the_table() -> None:
    found = dict.fromkeys(report.POLLS, 0.5)
    table = report.table(results(1.0) | {"polling": {"1000": found, "100000": found | {"poll_100_new": 2.5}}})
    assert "| 1,000 | 100,000 |" in table
    assert "| feed, 100 new cases                         |   0.5 |     2.5 |" in table


def test_the_simulation_is_counted_in_words() -> None:
    table = report.table(results(1.0))
    assert "| fired twice" in table
    assert "2,954" in table


def test_a_spread_is_median_quartiles_and_minimum() -> None:
    assert spread([5, 1, 2, 3, 4]) == {"median": 3, "q1": 2, "q3": 4, "min": 1}


def test_a_picture_shows_every_function_and_its_figures() -> None:
    drawn = pictures.cold_start(results(1.5)["cold_start"], report.FUNCTIONS)
    texts = [text.text for text in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]
    assert set(report.FUNCTIONS.values()) <= set(texts)
    assert "300 ms / 300 ms" in texts

"""Better, or lucky."""

import pytest

from tools.textmodel import significance


def test_cases_that_both_or_neither_get_right_do_not_decide_which_is_better() -> None:
    ours = [True] * 70 + [True] * 8 + [False] * 2 + [False] * 20
    theirs = [True] * 70 + [False] * 8 + [True] * 2 + [False] * 20
    found = significance.compare(ours, theirs)
    assert (found["won"], found["lost"], found["difference"]) == (8, 2, 0.06)
    assert found["chance"] == pytest.approx(2 * (1 + 10 + 45) / 1024, abs=1e-4)
    assert found["low"] < 0.06 < found["high"]
    assert significance.compare(ours, ours) | {"chance": 1.0} == significance.compare(ours, ours)


def test_a_difference_in_hundreds_of_cases_is_not_chance() -> None:
    assert significance.chance(300, 200) < 0.001
    assert significance.chance(250, 250) == 1.0

"""What evidently repeats an earlier report: its words, its region, and never the first of them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.cases.model import Case, Content
from chalicelib.domain.duplicates.repetition import is_evident_repetition
from tests.support.case_states import FILING, worked_on

WORDS = "Jembatan gantung hampir putus, anak sekolah lewat setiap pagi."


def content(text: str = WORDS) -> Content:
    return Content(text, "", (), None, None, None, b"s")


def report(days: int, **state: Any) -> Case:
    filing = replace(FILING, id=f"KI-0000-0000-000{days}-0", filed_at=FILING.filed_at + timedelta(days=days))
    return replace(worked_on(**state), filing=filing)


def test_the_later_one_repeats_the_earlier_one_and_not_the_other_way_round() -> None:
    assert is_evident_repetition(report(2), content(f"Mohon dibantu. {WORDS}"), report(1), content())
    assert not is_evident_repetition(report(1), content(), report(2), content())
    assert not is_evident_repetition(report(1), content(), report(1), content()), "nothing repeats itself"


@pytest.mark.parametrize(
    ("text", "region"),
    [("Jembatan gantung di hulu roboh semalam, warga memutar jauh.", "64.08"), (WORDS, "64.09")],
)
def test_other_words_or_another_region_are_another_report(text: str, region: str) -> None:
    assert not is_evident_repetition(report(2, region=region), content(text), report(1, region="64.08"), content())

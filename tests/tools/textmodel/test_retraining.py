"""A stack learns from its own decisions, and uses what it learnt only where that is better."""

import dataclasses

import pytest

from chalicelib.domain.text.classifier import TextModel
from tests.tools.textmodel import village
from tools.textmodel import retraining, training
from tools.textmodel.examples import Example

SETTINGS = training.Settings(target="type")
SHIPPED = [
    Example(text, label, date="2025-12-01")
    for label in ("Dinas Perhubungan", "Dinas Pekerjaan Umum", "Perpustakaan")
    for text in (f"urusan {label} nomor {number}" for number in range(8))
]


def silent(_: str) -> None: ...


def decided(repeated: int = 2) -> list[Example]:
    """Enough of the town's complaints, with the kind of office as the label."""
    rows = [row | {"agency": row["agency"].partition(" ")[0]} for row in village.complaints()] * repeated
    return retraining.examples_of(rows)


def test_a_model_is_retrained_from_the_older_cases_and_judged_on_the_newest() -> None:
    cases = decided()
    data, held = retraining.retrain(cases, SHIPPED, "2026-11-22", silent)
    assert len(held) == round(len(cases) * retraining.HELD_BACK)
    assert min(case.date for case in held) >= max(case.date for case in cases[: -len(held)])
    assert TextModel.load(data).about["texts"] == len(SHIPPED) + len(cases) - len(held)


def test_a_retrained_model_still_knows_categories_that_the_stack_has_not_met() -> None:
    data, _ = retraining.retrain(decided(), SHIPPED, "2026-11-22", silent)
    assert "Perpustakaan" in TextModel.load(data).labels


def test_a_stack_with_few_decisions_reads_how_many_are_needed() -> None:
    with pytest.raises(retraining.TooFewDecided, match=r"decided 100 cases; it takes at least 250"):
        retraining.retrain(decided()[:100], SHIPPED, "2026-11-22", silent)


def test_a_model_that_knows_the_words_of_the_town_is_better_and_the_figures_say_by_how_much() -> None:
    present = training.train(SHIPPED, SETTINGS, "2025-12-01", silent)
    data, held = retraining.retrain(decided(), SHIPPED, "2026-11-22", silent)
    judged = retraining.judge(present, data, held)
    assert judged.better
    assert judged.after > 0.9 * judged.cases > judged.before
    first, second, third = judged.lines()
    assert first.endswith(f"right of {len(held)}")
    assert second.startswith("new")
    assert f"only the new one has {judged.compared['won']} right" in third


def test_a_model_that_is_right_equally_often_is_not_better() -> None:
    data, held = retraining.retrain(decided(), SHIPPED, "2026-11-22", silent)
    judged = retraining.judge(data, data, held)
    assert not judged.better
    assert not dataclasses.replace(judged, after=judged.before - 1).better

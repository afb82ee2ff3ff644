"""What a stack tells the centre about itself, and how old that may be."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.exchange.summary import (
    MOST,
    MOST_OFFICES,
    Figures,
    LateOffice,
    Summary,
    from_message,
    to_message,
    within,
)

AT = datetime(2026, 11, 23, 6, 40, tzinfo=UTC)
ROADS = LateOffice("64.08-pupr", "Dinas PUPR", Figures(9, 3, 1, date(2026, 10, 13)))
SUMMARY = Summary("KI", AT, Figures(120, 8, 1, date(2026, 10, 13)), 4, (ROADS,))


def test_a_summary_comes_back_from_its_message() -> None:
    assert from_message("KI", to_message(SUMMARY)) == SUMMARY


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", "yesterday"),
        ("at", None),
        ("figures", [1, 2, 3]),
        ("figures", [-1, 0, 0, None]),
        ("figures", [True, 0, 0, None]),
        ("figures", [MOST + 1, 0, 0, None]),
        ("figures", ["1", 0, 0, None]),
        ("figures", [1, 1, 0, "soon"]),
        ("late_offices", 1.5),
        ("offices", [["64.08-pupr", "PUPR"]]),
        ("offices", [["no office", "PUPR", [1, 1, 0, None]]]),
        ("offices", [[7, "PUPR", [1, 1, 0, None]]]),
        ("offices", [["64.08-pupr", "PUPR", [1, 1, 0, None]]] * (MOST_OFFICES + 1)),
        ("offices", None),
    ],
)
def test_what_no_stack_could_send_is_no_summary(field: str, value: Any) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        from_message("KI", {**to_message(SUMMARY), field: value})


def test_figures_are_old_when_the_next_ones_should_have_come() -> None:
    assert not SUMMARY.old(AT + timedelta(minutes=70))
    assert SUMMARY.old(AT + timedelta(minutes=71))


def test_a_stack_names_offices_of_its_own_province() -> None:
    assert within(SUMMARY, "64")
    assert not within(SUMMARY, "65")

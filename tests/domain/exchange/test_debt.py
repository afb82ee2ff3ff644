import itertools
from datetime import timedelta

import pytest

from chalicelib.domain.exchange.debt import FIRST_PATIENCE, LONGEST_PATIENCE, new_debt, parse_token, repeated
from tests.support.world import MONDAY


def test_a_message_is_repeated_at_growing_distances_that_never_exceed_a_week() -> None:
    debt, at, distances = new_debt("KI-1", "erasure", "KU", 4, MONDAY), MONDAY, []
    for _ in range(12):
        assert debt.next_at
        distances.append(debt.next_at - at)
        at = debt.next_at
        debt = repeated(debt, at)
    assert distances[0] == FIRST_PATIENCE
    assert all(later == min(2 * earlier, LONGEST_PATIENCE) for earlier, later in itertools.pairwise(distances))
    assert distances[-1] == LONGEST_PATIENCE


def test_an_operator_hears_of_it_before_three_days_are_over() -> None:
    debt = new_debt("KI-1", "erasure", "KU", 4, MONDAY)
    while not debt.unanswered:
        assert debt.next_at
        debt = repeated(debt, debt.next_at)
    assert debt.tries == 6
    assert debt.next_at
    assert debt.next_at - (FIRST_PATIENCE * 2**debt.tries) - MONDAY <= timedelta(days=3)


def test_a_token_names_kind_and_event() -> None:
    assert parse_token(new_debt("KI-1", "redaction", "KU", 12, MONDAY).token) == ("redaction", 12)
    with pytest.raises(ValueError, match="invalid literal"):
        parse_token("redaction")

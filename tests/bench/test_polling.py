"""What polling costs, on AWS's own engine, and that it does not grow with the table."""

import pytest

from bench import polling
from bench.report import POLLS
from tests.support import dynamodb_local
from tests.support.shared import Shared

pytestmark = pytest.mark.dynamodb_local


@pytest.fixture(scope="module")
def measured(shared: Shared) -> dict[str, dict[str, float]]:
    if not dynamodb_local.available():
        pytest.skip("DynamoDB Local needs Java: install Java 17 or newer")
    with dynamodb_local.running(shared) as endpoint:
        return polling.measure(endpoint, (120, 600))


def test_the_cost_does_not_grow_with_the_table(measured: dict[str, dict[str, float]]) -> None:
    small, large = measured.values()
    assert small == large
    assert set(small) == set(POLLS)


@pytest.mark.parametrize("poll", ["empty_poll", "empty_poll_304", "queue_304"])
def test_nothing_new_costs_the_smallest_read(measured: dict[str, dict[str, float]], poll: str) -> None:
    assert measured["600"][poll] == 0.5


def test_a_hundred_new_cases_cost_what_their_lines_weigh(measured: dict[str, dict[str, float]]) -> None:
    assert measured["600"]["poll_100_new"] <= 3

"""What the desk's queue costs does not grow with the cases behind its first page, on AWS's own engine."""

import pytest

from bench import desk_queue
from tests.support import dynamodb_local
from tests.support.shared import Shared

pytestmark = pytest.mark.dynamodb_local
CASES = 1_300


@pytest.fixture(scope="module")
def measured(shared: Shared) -> dict[str, dict[str, float]]:
    if not dynamodb_local.available():
        pytest.skip("DynamoDB Local needs Java: install Java 17 or newer")
    with dynamodb_local.running(shared) as endpoint:
        return desk_queue.measure(endpoint, CASES, 1)


def test_the_desk_reads_a_thousand_lines_and_no_more(measured: dict[str, dict[str, float]]) -> None:
    whole = measured["the whole queue as the desk opens it"]
    assert (whole["calls"], whole["lines"]) == (5, 1000)
    assert whole["units"] < 5 * 15


@pytest.mark.parametrize("name", ["decided by a coordinator (status=triage), none", "drafts that wait, none"])
def test_what_is_a_range_of_its_own_costs_what_it_holds(measured: dict[str, dict[str, float]], name: str) -> None:
    assert measured[name]["lines"] == 0
    assert measured[name]["units"] <= 1


def test_a_queue_that_has_not_changed_costs_the_smallest_read(measured: dict[str, dict[str, float]]) -> None:
    assert measured["asked again, nothing changed"]["units"] == 0.5


def test_the_table_names_every_question(measured: dict[str, dict[str, float]]) -> None:
    page = desk_queue.table({"asked": measured})
    assert [name for name in measured if f"| {name} " not in page] == []

"""What each act costs, on AWS's own engine: limits that a change must not break unnoticed."""

from typing import Any

import pytest

from bench import units
from bench.report import ACTS
from chalicelib.domain.duplicates import grid
from tests.support import dynamodb_local
from tests.support.shared import Shared

pytestmark = pytest.mark.dynamodb_local


@pytest.fixture(scope="module")
def measured(shared: Shared) -> dict[str, Any]:
    if not dynamodb_local.available():
        pytest.skip("DynamoDB Local needs Java: install Java 17 or newer")
    with dynamodb_local.running(shared) as endpoint:
        return units.measure(endpoint)


def test_every_act_of_the_report_is_measured(measured: dict[str, Any]) -> None:
    assert set(ACTS) == set(measured) - {"engine"}


@pytest.mark.parametrize("act", ["empty_queue_poll", "authorizer_lookup", "region_lookup"])
def test_a_small_read_costs_half_a_read_unit(measured: dict[str, Any], act: str) -> None:
    assert (measured[act]["rcu"], measured[act]["wcu"]) == (0.5, 0)


def test_a_sweep_with_nothing_due_asks_each_shard_for_debts_and_for_webhooks_once(measured: dict[str, Any]) -> None:
    assert measured["sweep_idle"]["calls"] == {"Query": 6}
    assert measured["sweep_idle"]["wcu"] == 0


@pytest.mark.parametrize("act", units.LIFE)
def test_every_act_is_one_transaction(measured: dict[str, Any], act: str) -> None:
    assert measured[act]["calls"]["TransactWriteItems"] == 1


def test_a_search_for_similar_reports_has_its_bounds(measured: dict[str, Any]) -> None:
    calls = measured["similar"]["calls"]
    assert calls["Query"] <= grid.MOST_CELLS
    assert calls.keys() == {"Query", "BatchGetItem"}
    assert measured["similar"]["rcu"] <= 15
    assert measured["similar"]["wcu"] == 0


def test_a_page_of_the_record_costs_half_a_unit_a_case_and_its_words_as_much_again(measured: dict[str, Any]) -> None:
    assert measured["record_50"]["calls"] == {"Query": 1, "BatchGetItem": 1}
    assert measured["record_50"]["rcu"] <= 28
    assert measured["open311_requests_50"]["rcu"] <= 53
    assert measured["open311_request"]["calls"] == {"GetItem": 1, "Query": 1}


def test_filing_with_an_identity_costs_one_item_more(measured: dict[str, Any]) -> None:
    assert measured["filing_with_identity"]["wcu"] - measured["filing"]["wcu"] == 2


def test_a_case_and_each_of_its_events_fit_into_one_write_unit(measured: dict[str, Any]) -> None:
    sizes = measured["engine"]["largest_item_bytes"]
    assert max(sizes["META"], sizes["EVENT"]) <= 1024


def test_a_life_is_the_sum_of_its_acts(measured: dict[str, Any]) -> None:
    assert measured["full_life"]["wcu"] == sum(measured[act]["wcu"] for act in units.LIFE)

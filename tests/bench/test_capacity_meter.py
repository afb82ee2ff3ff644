"""Counting capacity units."""

import boto3
import pytest
from botocore.session import Session
from moto import mock_aws

from bench.capacity_meter import Factors, Meter, Spent, Tally, item_size, smallest_read, spent_in
from tests.support.tables import create_tables

FOURFOLD = Factors(table=4, index=4)


def test_units_are_told_apart_by_table_and_index() -> None:
    answer = {
        "ConsumedCapacity": [
            {
                "TableName": "complaints",
                "CapacityUnits": 12,
                "Table": {"CapacityUnits": 8},
                "GlobalSecondaryIndexes": {"clock": {"CapacityUnits": 4}},
            },
            {"TableName": "identities", "CapacityUnits": 4, "Table": {"CapacityUnits": 4}},
        ]
    }
    assert spent_in("TransactWriteItems", answer) == [
        Spent("TransactWriteItems", "complaints", None, 8),
        Spent("TransactWriteItems", "complaints", "clock", 4),
        Spent("TransactWriteItems", "identities", None, 4),
    ]


def test_an_answer_without_consumed_capacity_counts_nothing() -> None:
    assert spent_in("CreateTable", {"TableDescription": {}}) == []


def test_an_empty_query_is_billed_the_smallest_read_though_the_engine_reports_none() -> None:
    answer = {"ConsumedCapacity": {"TableName": "complaints", "CapacityUnits": 0, "Table": {"CapacityUnits": 0}}}
    tally = Tally(spent=spent_in("Query", answer, smallest_read("Query", {})))
    assert (tally.reported(reads=True), tally.published_reads()) == (0, 0.5)


@pytest.mark.parametrize(
    ("operation", "params", "units"),
    [
        ("GetItem", {}, 0.5),
        ("GetItem", {"ConsistentRead": True}, 1),
        ("Query", {"ConsistentRead": False}, 0.5),
        ("BatchGetItem", {"RequestItems": {"complaints": {"Keys": [{}, {}, {}]}}}, 1.5),
        ("BatchGetItem", {"RequestItems": {"complaints": {"Keys": [{}, {}], "ConsistentRead": True}}}, 2),
        ("PutItem", {}, 0),
    ],
)
def test_the_smallest_read_is_one_for_each_requested_item(operation: str, params: dict, units: float) -> None:
    assert smallest_read(operation, params) == units


def test_only_transactions_are_brought_to_the_published_rate() -> None:
    tally = Tally(
        spent=[
            Spent("TransactWriteItems", "complaints", None, 8),
            Spent("TransactWriteItems", "complaints", "log", 4),
            Spent("PutItem", "complaints", None, 1),
            Spent("GetItem", "complaints", None, 0.5),
        ]
    )
    assert tally.reported(reads=False) == 13
    assert tally.published_writes(FOURFOLD) == 4 + 2 + 1
    assert tally.published_writes(FOURFOLD, index_rate=1) == 4 + 1 + 1


def test_an_item_weighs_its_names_and_values() -> None:
    item = {
        "pk": {"S": "é"},
        "n": {"N": "123"},
        "raw": {"B": b"1234"},
        "flag": {"BOOL": True},
        "l": {"L": [{"S": "ab"}]},
    }
    assert item_size(item) == (2 + 2) + (1 + 3) + (3 + 4) + (4 + 1) + (1 + 3 + 1 + 2)


@mock_aws
def test_only_sessions_made_while_installed_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-southeast-3")
    create_tables(boto3.client("dynamodb"), {"ComplaintsTable": "complaints", "IdentitiesTable": "identities"})
    key = {"pk": {"S": "C#1"}, "sk": {"S": "META"}}
    with Meter().installed() as meter:
        client = Session().create_client("dynamodb")
        with meter.counting() as tally:
            client.get_item(TableName="complaints", Key=key, ConsistentRead=True)
    later = Session().create_client("dynamodb")
    with meter.counting() as nothing:
        later.get_item(TableName="complaints", Key=key)
    assert tally.calls == {"GetItem": 1}
    assert tally.published_reads() == 1
    assert not nothing.calls

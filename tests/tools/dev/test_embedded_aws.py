"""Which condition keys the embedded AWS is told of a request to DynamoDB."""

import json
from typing import Any

import pytest

from tools.dev.embedded_aws import keys_of_request, keys_of_transaction

ROW = {"pk": {"S": "C#KI-1"}, "sk": {"S": "META"}, "status": {"S": "received"}}
KEY = {"pk": {"S": "KEY#1"}, "sk": {"S": "META"}}
LEADING, ATTRIBUTES, RETURNED = "dynamodb:LeadingKeys", "dynamodb:Attributes", "dynamodb:ReturnValues"


def keys(**request: Any) -> dict[str, Any]:
    return keys_of_request(json.dumps({"TableName": "complaints", **request}).encode())


def test_a_put_names_its_partition_and_every_attribute_of_the_item() -> None:
    assert keys(Item=ROW) == {LEADING: ["C#KI-1"], ATTRIBUTES: ["pk", "sk", "status"], RETURNED: "NONE"}


def test_an_update_names_the_attributes_of_its_expressions_whether_they_are_written_out_or_not() -> None:
    names = {"#0": "last_used", "#1": "role"}
    found = keys(
        Key=KEY,
        UpdateExpression="SET #0 = :0, hash = if_not_exists(decree, :1) REMOVE agency",
        ConditionExpression="attribute_exists (#1) AND #0 < :0",
        ExpressionAttributeNames=names,
        ReturnValues="ALL_OLD",
    )
    assert found == {
        LEADING: ["KEY#1"],
        ATTRIBUTES: ["agency", "decree", "hash", "last_used", "pk", "role", "sk"],
        RETURNED: "ALL_OLD",
    }


def test_a_read_names_its_partition_and_returns_what_it_is_for() -> None:
    assert keys(Key=KEY) == {LEADING: ["KEY#1"]}


@pytest.mark.parametrize(("index", "name"), [(None, "pk"), ("agency", "agency_pk")])
def test_a_query_names_the_partition_of_its_table_or_index(index: str | None, name: str) -> None:
    found = keys(
        **({"IndexName": index} if index else {}),
        KeyConditionExpression="(#0 = :0 AND begins_with (#1, :1))",
        ExpressionAttributeNames={"#0": name, "#1": "sk"},
        ExpressionAttributeValues={":0": {"S": "KEYS"}, ":1": {"S": "EVENT#"}},
    )
    assert found == {LEADING: ["KEYS"]}


def test_a_batch_names_every_partition() -> None:
    assert keys(RequestItems={"complaints": {"Keys": [KEY, {"pk": {"S": "C#1"}}]}})[LEADING] == ["KEY#1", "C#1"]
    assert keys(RequestItems={"complaints": [{"PutRequest": {"Item": ROW}}, {"DeleteRequest": {"Key": KEY}}]})[
        LEADING
    ] == ["C#KI-1", "KEY#1"]


def test_a_batch_that_asks_for_some_attributes_says_which() -> None:
    asked = {"Keys": [KEY], "ProjectionExpression": "#0, sk", "ExpressionAttributeNames": {"#0": "pk"}}
    found = keys(RequestItems={"complaints": asked})
    assert (found[ATTRIBUTES], found["dynamodb:Select"]) == (["pk", "sk"], "SPECIFIC_ATTRIBUTES")
    assert "dynamodb:Select" not in keys(RequestItems={"complaints": {"Keys": [KEY]}})


def test_a_scan_names_no_partition_and_rubbish_names_nothing() -> None:
    assert LEADING not in keys()
    assert keys_of_request(b"[") == keys_of_request(b"[1]") == {}


def test_each_item_of_a_transaction_has_its_own_partition() -> None:
    items = [
        {"Put": {"TableName": "complaints", "Item": ROW}},
        {"Put": {"TableName": "identities", "Item": KEY}},
        {"ConditionCheck": {"TableName": "complaints", "Key": KEY}},
    ]
    found = list(keys_of_transaction(json.dumps({"TransactItems": items}).encode()))
    assert [each[LEADING] for each in found] == [["C#KI-1"], ["KEY#1"], ["KEY#1"]]
    assert found[0][ATTRIBUTES] == ["pk", "sk", "status"]

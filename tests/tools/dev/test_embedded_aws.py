"""Which condition keys the embedded AWS is told of a request to DynamoDB, and how its saved state is replaced."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from laporctl import paths
from tools.dev import embedded_aws
from tools.dev.embedded_aws import keys_of_request, keys_of_transaction
from tools.dev.emulator import saved_at

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


def test_the_last_name_of_an_update_is_read_before_a_condition_in_parentheses() -> None:
    found = keys(
        Key=KEY,
        UpdateExpression="SET #1 = :1 REMOVE #0",
        ConditionExpression="(attribute_not_exists (#0) OR #0 <> :0)",
        ExpressionAttributeNames={"#0": "status", "#1": "at"},
    )
    assert found[ATTRIBUTES] == ["at", "pk", "sk", "status"]


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


def save(services: Path, **files: str) -> None:
    def write(draft: Path) -> None:
        for name, content in files.items():
            (draft / f"{name}.json").write_text(content)

    embedded_aws.replace_state(services, write)


def saved(services: Path) -> dict[str, str]:
    return {file.stem: file.read_text() for file in services.glob("*.json")}


@pytest.fixture
def services(tmp_path: Path) -> Path:
    folder = tmp_path / "services"
    folder.mkdir()
    (folder / "pool-key.pem").write_text("kept")
    save(folder, dynamodb="1", sqs="1", kms="1")
    return folder


def test_a_saved_state_replaces_the_one_before_and_leaves_what_is_no_state(services: Path) -> None:
    save(services, dynamodb="2", sqs="2")
    assert saved(services) == {"dynamodb": "2", "sqs": "2", "kms": "1"}
    assert (services / "pool-key.pem").read_text() == "kept"
    assert saved_at(services.parent) is not None
    assert [each.name for each in services.parent.iterdir()] == ["services"]


def test_a_saving_that_is_killed_half_way_leaves_the_state_before(services: Path) -> None:
    def killed(draft: Path) -> None:
        (draft / "dynamodb.json").write_text("2")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embedded_aws.replace_state(services, killed)
    embedded_aws.settle(services)
    assert saved(services) == {"dynamodb": "1", "sqs": "1", "kms": "1"}


def test_a_replacement_that_is_killed_half_way_is_finished_at_the_next_start(
    services: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, moved = Path.replace, []

    def killed(file: Path, target: Path) -> Path:
        if moved:
            raise KeyboardInterrupt
        moved.append(file)
        return replace(file, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            save(services, dynamodb="2", sqs="2")
    assert sorted(saved(services).values()) == ["1", "1", "2"], "a mixture, as a kill leaves it"
    embedded_aws.settle(services)
    assert saved(services) == {"dynamodb": "2", "sqs": "2", "kms": "1"}


def test_nothing_saved_has_no_moment(tmp_path: Path) -> None:
    embedded_aws.settle(tmp_path / "services")
    assert saved_at(tmp_path) is None


LATE_LINE = """
import queue, sys, threading
from ministack.core.lambda_runtime import Worker
from tools.dev.embedded_aws import LOG_SECONDS, wait_for_logs

wait_for_logs()
worker = object.__new__(Worker)
worker._stderr_queue = queue.Queue()
threading.Timer(LOG_SECONDS / 2, worker._stderr_queue.put, ["late"]).start()
print(worker._drain_stderr_bounded())
"""


def test_a_line_that_comes_late_is_in_the_log_of_its_own_invocation() -> None:
    python = paths.EMULATOR_VENV / "bin" / "python"
    found = subprocess.run([python, "-c", LATE_LINE], cwd=paths.ROOT, capture_output=True, text=True, check=False)
    assert (found.stdout.strip(), found.stderr) == ("late", "")


FAILING_TARGET = """
import os, time
os.environ["LAMBDA_ASYNC_RETRY_BASE_SECONDS"] = "0.01"
from ministack.services import eventbridge, lambda_svc
from tools.dev.embedded_aws import call_again

ARN = "arn:aws:lambda:ap-southeast-3:000000000000:function:reads"
calls = []
record = {"config": {"FunctionArn": ARN, "FunctionName": "reads"}}
lambda_svc._get_func_record_for_ref = lambda arn: (record, record["config"], "reads")
lambda_svc._execute_function = lambda function, event: calls.append(event) or {"error": len(calls) < 3}
call_again()
eventbridge._dispatch_to_lambda(ARN, '{"detail": 1}')
until = time.monotonic() + 10
while len(calls) < 3 and time.monotonic() < until:
    time.sleep(0.01)
print(calls)
"""


def test_a_function_that_a_rule_wakes_is_called_again_when_it_fails() -> None:
    python = paths.EMULATOR_VENV / "bin" / "python"
    found = subprocess.run([python, "-c", FAILING_TARGET], cwd=paths.ROOT, capture_output=True, text=True, check=False)
    assert (found.stdout.strip(), found.stderr) == (str([{"detail": 1}] * 3), "")

"""What the functions may do, tried with their own roles against the running system."""

import base64
import hashlib
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from laporctl import paths
from laporctl.stacks import Stack
from tests.support.emulator import System

PERSON = {"pk": {"S": "ID#KI-TEST"}, "sk": {"S": "META"}}


def as_role_of(stack: Stack, function: str, service: str = "dynamodb") -> Any:
    """A client of `service` with the role of the function that this output of the stack names."""
    configuration = stack.client("lambda").get_function_configuration(FunctionName=stack.outputs[function])
    assumed = stack.client("sts").assume_role(RoleArn=configuration["Role"], RoleSessionName="access-test")
    credentials = assumed["Credentials"]
    return boto3.client(
        service,
        region_name=stack.region,
        endpoint_url=stack.endpoint,
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
    )


def assert_refused(call: Any, **arguments: Any) -> None:
    with pytest.raises(ClientError) as refusal:
        call(**arguments)
    assert refusal.value.response["Error"]["Code"] in ("AccessDenied", "AccessDeniedException"), refusal.value


def test_the_http_function_writes_identities_but_never_reads_them(kaltim: Stack) -> None:
    role, table = as_role_of(kaltim, "HttpFunction"), kaltim.outputs["IdentitiesTable"]

    role.put_item(TableName=table, Item=PERSON)

    assert_refused(role.get_item, TableName=table, Key=PERSON)
    assert_refused(role.batch_get_item, RequestItems={table: {"Keys": [PERSON]}})
    assert_refused(role.transact_get_items, TransactItems=[{"Get": {"TableName": table, "Key": PERSON}}])
    assert_refused(
        role.query,
        TableName=table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": PERSON["pk"]},
    )
    assert_refused(role.scan, TableName=table)
    assert_refused(role.execute_statement, Statement=f'SELECT * FROM "{table}"')


def test_the_http_function_cannot_delete_or_change_what_it_wrote_about_a_person(kaltim: Stack) -> None:
    role, table = as_role_of(kaltim, "HttpFunction"), kaltim.outputs["IdentitiesTable"]

    assert_refused(role.delete_item, TableName=table, Key=PERSON)
    assert_refused(role.update_item, TableName=table, Key=PERSON, UpdateExpression="REMOVE name_of_person")


@pytest.mark.parametrize(
    "function",
    ["RouteFunction", "SweepFunction", "CleanFunction", "DeliverFunction", "PublishFunction", "ReferralFunction"],
)
def test_routing_and_sweeping_see_no_identities_at_all(kaltim: Stack, function: str) -> None:
    role, table = as_role_of(kaltim, function), kaltim.outputs["IdentitiesTable"]

    assert_refused(role.get_item, TableName=table, Key=PERSON)
    assert_refused(role.put_item, TableName=table, Item=PERSON)


def test_no_function_deletes_or_scans_complaints(kaltim: Stack) -> None:
    table = kaltim.outputs["ComplaintsTable"]
    functions = ("HttpFunction", "RouteFunction", "SweepFunction", "VaultFunction", "CleanFunction", "DeliverFunction")
    for function in functions:
        role = as_role_of(kaltim, function)
        assert_refused(role.delete_item, TableName=table, Key=PERSON)
        assert_refused(role.scan, TableName=table)


def test_one_stack_cannot_touch_the_tables_of_another(kaltim: Stack, kaltara: Stack) -> None:
    role = as_role_of(kaltim, "HttpFunction")

    assert_refused(role.put_item, TableName=kaltara.outputs["IdentitiesTable"], Item=PERSON)
    assert_refused(role.get_item, TableName=kaltara.outputs["ComplaintsTable"], Key=PERSON)


def test_every_function_of_both_stacks_runs_the_same_zip(system: System) -> None:
    zip_hash = base64.b64encode(hashlib.sha256(paths.ZIP.read_bytes()).digest()).decode()
    deployed = {
        function["FunctionName"]: function["CodeSha256"]
        for function in system["kaltim"].client("lambda").list_functions()["Functions"]
    }

    assert {name.partition("-")[2].partition("-")[0] for name in deployed} == set(system.stacks)
    assert set(deployed.values()) == {zip_hash}

"""What the functions may do, tried with their own roles against the running system."""

import base64
import hashlib
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.storage import table_keys
from laporctl import paths
from laporctl.stacks import Stack
from tests.support.emulator import System
from tests.support.loops import at_least_one
from tests.template.test_rights import MAY_WRITE

PERSON = {"pk": {"S": table_keys.identity("KI-TEST")}, "sk": {"S": "TEST"}}

OUTPUTS = {
    "APIHandler": "HttpFunction",
    "Authorize": "AuthorizeFunction",
    "CleanAttachment": "CleanFunction",
    "Deliver": "DeliverFunction",
    "FoldStatistics": "StatisticsFunction",
    "PublishEvents": "PublishFunction",
    "ReceiveMail": "MailFunction",
    "ReceiveReferral": "ReferralFunction",
    "RouteComplaints": "RouteFunction",
    "SendNotices": "SendFunction",
    "Sweep": "SweepFunction",
    "Vault": "VaultFunction",
}
"""Function -> the output of the stack that names it."""

OWN_ROWS = {
    OUTPUTS[function]: tuple(
        sorted(each.replace("*", "TEST") for each in granted.get(("ComplaintsTable", "PutItem"), ()) if "*" in each)
    )
    for function, granted in MAY_WRITE.items()
}
"""Function -> partitions in which it may put, by the table that its policy is held to. Single rows that the running
system works with, such as the cursors' secret, are not put."""

ROWS = [
    *sorted({row for rows in OWN_ROWS.values() for row in rows}),
    *(table_keys.api_key("TEST"), table_keys.stack("KU"), table_keys.region("64.08"), table_keys.HOLIDAYS),
    *(table_keys.MODEL, table_keys.OVERRIDES, table_keys.GAZETTEER, table_keys.OUTLINES, "C", "ID#KI-TEST"),
]
"""Partitions of every kind: those of functions, those that operators alone make, and two of nobody."""


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


def as_operator(stack: Stack, *policies: str) -> Any:
    """Makes clients of a person to whom these policies of the stack are attached."""
    iam, name = stack.client("iam"), f"{stack.slug}-{'-'.join(policies).lower()}"
    iam.create_user(UserName=name)
    for policy in policies:
        iam.attach_user_policy(UserName=name, PolicyArn=stack.outputs[policy])
    key = iam.create_access_key(UserName=name)["AccessKey"]

    def client(service: str) -> Any:
        return boto3.client(
            service,
            region_name=stack.region,
            endpoint_url=stack.endpoint,
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
        )

    return client


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


def put(row: str, **attributes: Any) -> dict[str, Any]:
    return {"pk": {"S": row}, "sk": {"S": "TEST"}, **attributes}


@pytest.mark.parametrize("function", OWN_ROWS)
def test_a_function_puts_its_own_rows_and_no_other_in_any_way(kaltim: Stack, function: str) -> None:
    """A hand-put `KEY#` row with the inspectorate's role opened a corruption case: five roles could put it."""
    role, table = as_role_of(kaltim, function), kaltim.outputs["ComplaintsTable"]
    own = OWN_ROWS[function]
    for row in own:
        role.put_item(TableName=table, Item=put(row))
        role.transact_write_items(TransactItems=[{"Put": {"TableName": table, "Item": put(row)}}])
    updates = MAY_WRITE[next(name for name, output in OUTPUTS.items() if output == function)]
    in_place = updates.get(("ComplaintsTable", "UpdateItem"), set())
    for row in at_least_one(sorted(set(ROWS) - set(own))):
        item = put(row, role={"S": "overseer"}, agency={"S": "64-inspektorat"})
        assert_refused(role.put_item, TableName=table, Item=item)
        both = [{"Put": {"TableName": table, "Item": each}} for each in (*map(put, own[:1]), item)]
        assert_refused(role.transact_write_items, TransactItems=both)
        assert_refused(role.batch_write_item, RequestItems={table: [{"PutRequest": {"Item": item}}]})
        assert_refused(role.delete_item, TableName=table, Key=put(row))
        change = {
            "Key": put(row),
            "UpdateExpression": "SET agency = :a",
            "ExpressionAttributeValues": {":a": {"S": "x"}},
        }
        if not row.startswith("WEBHOOK#") or table_keys.webhooks("*") not in in_place:
            assert_refused(role.update_item, TableName=table, **change)


@pytest.mark.parametrize("function", ["HttpFunction", "AuthorizeFunction"])
def test_who_marks_a_key_as_used_changes_nothing_else_of_it(kaltim: Stack, function: str) -> None:
    role, table = as_role_of(kaltim, function), kaltim.outputs["ComplaintsTable"]
    key, value = put(table_keys.api_key("TEST")), {":a": {"S": "2026-11-28"}}
    marked = {"TableName": table, "Key": key, "ExpressionAttributeValues": value}
    role.update_item(**marked, UpdateExpression="SET last_used = :a")
    assert_refused(role.update_item, **marked, UpdateExpression="SET last_used = :a, agency = :a")
    assert_refused(role.update_item, **marked, UpdateExpression="SET last_used = :a", ReturnValues="ALL_NEW")


def test_the_photo_cleaner_puts_no_words_and_reads_nothing_but_cases(kaltim: Stack) -> None:
    role, table = as_role_of(kaltim, "CleanFunction"), kaltim.outputs["ComplaintsTable"]
    for attribute in ("text", "place", "lat"):
        words = {"TableName": table, "Item": put(table_keys.case("TEST"), **{attribute: {"S": "x"}})}
        assert_refused(role.put_item, **words)
        assert_refused(role.transact_write_items, TransactItems=[{"Put": words}])
    query = {"TableName": table, "KeyConditionExpression": "pk = :pk"}
    role.query(**query, ExpressionAttributeValues={":pk": {"S": table_keys.case("TEST")}})
    for row in (table_keys.api_key("TEST"), table_keys.webhooks("TEST")):
        assert_refused(role.query, **query, ExpressionAttributeValues={":pk": {"S": row}})


def test_a_put_whose_condition_fails_tells_the_http_function_no_identity(kaltim: Stack) -> None:
    """`ReturnValuesOnConditionCheckFailure` returns the item that is there. No condition of a policy can refuse it, so
    whoever may put must not be able to name an item: the name is random, and a name of before is not theirs to put."""
    role, table = as_role_of(kaltim, "HttpFunction"), kaltim.outputs["IdentitiesTable"]
    operator, name = kaltim.client("dynamodb"), {"name": {"S": "Pelapor Contoh"}}
    there = PERSON | {"sk": {"S": "0f1e2d3c4b5a69788796a5b4c3d2e1f0"}} | name
    early = {"pk": {"S": table_keys.early_identity("KI-TEST")}, "sk": {"S": table_keys.META}} | name
    for item in (there, early):
        operator.put_item(TableName=table, Item=item)
    asking = {"TableName": table, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}

    for guess in (table_keys.META, "", "0"):
        item = PERSON | {"sk": {"S": guess or "TEST2"}}
        with pytest.raises(ClientError) as unmet:
            role.put_item(Item=item, ConditionExpression="attribute_exists(pk)", **asking)
        assert "Contoh" not in str(unmet.value.response)
    with pytest.raises(ClientError) as refusal:
        role.put_item(Item=early, ConditionExpression="attribute_not_exists(pk)", **asking)
    assert refusal.value.response["Error"]["Code"] in ("AccessDenied", "AccessDeniedException")
    assert "Contoh" not in str(refusal.value.response)
    for item in (there, early):
        operator.delete_item(TableName=table, Key={"pk": item["pk"], "sk": item["sk"]})


def test_the_http_function_puts_secrets_of_webhooks_and_can_name_none_that_is_there(kaltim: Stack) -> None:
    """A secret lay under `WEBHOOK#<id>`/`META`: the role could overwrite it, or have a failed condition return it."""
    role, table, operator = (
        as_role_of(kaltim, "HttpFunction"),
        kaltim.outputs["SecretsTable"],
        kaltim.client("dynamodb"),
    )
    early = {"pk": {"S": table_keys.early_webhook_secret("TEST")}, "sk": {"S": table_keys.META}}
    mine = {"pk": {"S": table_keys.webhook_secrets("TEST")}, "sk": {"S": "2026-11-28T00:00:00.000Z#0f1e2d"}}
    signing = {"current": {"S": "whsec_rahasia"}}
    operator.put_item(TableName=table, Item=early | signing)

    role.put_item(TableName=table, Item=mine | signing)
    asking = {"ConditionExpression": "attribute_not_exists(pk)", "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
    for there in (early, {"pk": {"S": table_keys.stack("KU")}, "sk": {"S": table_keys.SENDS}}):
        assert_refused(role.put_item, TableName=table, Item=there | signing)
        assert_refused(role.put_item, TableName=table, Item=there | signing, **asking)
        put_it = {"Put": {"TableName": table, "Item": there | signing, **asking}}
        assert_refused(role.transact_write_items, TransactItems=[put_it])
    for key in (early, mine):
        assert_refused(role.get_item, TableName=table, Key=key)
        assert_refused(role.delete_item, TableName=table, Key=key)
        assert_refused(role.update_item, TableName=table, Key=key, UpdateExpression="REMOVE previous")
        assert_refused(role.query, TableName=table, **partition(key["pk"]["S"]))
        assert_refused(role.transact_get_items, TransactItems=[{"Get": {"TableName": table, "Key": key}}])
    assert_refused(role.scan, TableName=table)
    kept = operator.get_item(TableName=table, Key=early)["Item"]
    assert kept["current"] == signing["current"]


def test_who_delivers_reads_and_deletes_secrets_of_webhooks_and_makes_none(kaltim: Stack) -> None:
    role, table, operator = (
        as_role_of(kaltim, "DeliverFunction"),
        kaltim.outputs["SecretsTable"],
        kaltim.client("dynamodb"),
    )
    for pk in (table_keys.webhook_secrets("TEST2"), table_keys.early_webhook_secret("TEST2")):
        key = {"pk": {"S": pk}, "sk": {"S": table_keys.META}}
        operator.put_item(TableName=table, Item=key | {"current": {"S": "whsec_rahasia"}})
        assert_refused(role.put_item, TableName=table, Item=key)
        assert_refused(role.update_item, TableName=table, Key=key, UpdateExpression="REMOVE previous")
        assert role.query(TableName=table, **partition(pk))["Count"] == 1
        role.delete_item(TableName=table, Key=key)
        assert "Item" not in role.get_item(TableName=table, Key=key)
    other = {"pk": {"S": table_keys.stack("KU")}, "sk": {"S": table_keys.RECEIVES}}
    assert_refused(role.delete_item, TableName=table, Key=other)
    assert_refused(role.query, TableName=table, **partition(table_keys.stack("KU")))
    assert_refused(role.scan, TableName=table)


def partition(pk: str) -> dict[str, Any]:
    return {"KeyConditionExpression": "pk = :pk", "ExpressionAttributeValues": {":pk": {"S": pk}}}


def test_one_stack_cannot_touch_the_tables_of_another(kaltim: Stack, kaltara: Stack) -> None:
    role = as_role_of(kaltim, "HttpFunction")

    assert_refused(role.put_item, TableName=kaltara.outputs["IdentitiesTable"], Item=PERSON)
    assert_refused(role.get_item, TableName=kaltara.outputs["ComplaintsTable"], Key=PERSON)


def test_every_function_of_both_stacks_runs_the_same_zip(system: System) -> None:
    zip_hash = base64.b64encode(hashlib.sha256(paths.ZIP.read_bytes()).digest()).decode()
    deployed = {
        function["FunctionName"]: function["CodeSha256"]
        for function in system["kaltim"].client("lambda").list_functions()["Functions"]
        if function["FunctionName"].split("-")[1] in system.stacks
    }

    assert {name.split("-")[1] for name in deployed} == set(system.stacks)
    assert set(deployed.values()) == {zip_hash}


def test_who_reads_sees_how_the_stack_is_and_no_row(kaltim: Stack, kaltara: Stack) -> None:
    client = as_operator(kaltim, "OperatorsRead")
    wanted = ["ApproximateNumberOfMessages"]

    client("sqs").get_queue_attributes(QueueUrl=kaltim.outputs["DeadLetters"], AttributeNames=wanted)
    assert_refused(client("sqs").receive_message, QueueUrl=kaltim.outputs["DeadLetters"])
    assert_refused(client("sqs").get_queue_attributes, QueueUrl=kaltara.outputs["DeadLetters"], AttributeNames=wanted)
    for table in ("ComplaintsTable", "IdentitiesTable", "SecretsTable", "AccessTable"):
        assert_refused(client("dynamodb").scan, TableName=kaltim.outputs[table])
        assert_refused(client("dynamodb").get_item, TableName=kaltim.outputs[table], Key=PERSON)


def test_who_operates_makes_keys_and_sees_no_case_and_no_person(kaltim: Stack) -> None:
    dynamodb = as_operator(kaltim, "OperatorsRead", "OperatorsOperate")("dynamodb")
    table = kaltim.outputs["ComplaintsTable"]
    dynamodb.put_item(TableName=table, Item=put(table_keys.api_key("OPERATOR")))
    dynamodb.get_item(TableName=table, Key=put(table_keys.api_key("OPERATOR")))
    dynamodb.delete_item(TableName=table, Key=put(table_keys.api_key("OPERATOR")))
    for row in (table_keys.case("TEST"), table_keys.queue("64-pupr"), table_keys.cell("x")):
        assert_refused(dynamodb.get_item, TableName=table, Key=put(row))
        assert_refused(dynamodb.put_item, TableName=table, Item=put(row))
    assert_refused(dynamodb.scan, TableName=table)
    for other in ("IdentitiesTable", "SecretsTable", "AccessTable"):
        assert_refused(dynamodb.get_item, TableName=kaltim.outputs[other], Key=PERSON)


def test_who_operates_loads_the_directory_and_corrects_it(kaltim: Stack) -> None:
    """As `laporctl agencies load` and `import` do: batches of reads, transactions of conditional updates."""
    dynamodb = as_operator(kaltim, "OperatorsOperate")("dynamodb")
    table, office, hidden = (
        kaltim.outputs["ComplaintsTable"],
        put(table_keys.region("64.99")),
        put(table_keys.case("TEST")),
    )
    change = {"Key": office, "UpdateExpression": "SET #n = :n", "ExpressionAttributeNames": {"#n": "name"}}
    change |= {"TableName": table, "ExpressionAttributeValues": {":n": {"S": "Dinas Uji"}}}
    dynamodb.transact_write_items(TransactItems=[{"Update": change}])
    (found,) = dynamodb.batch_get_item(RequestItems={table: {"Keys": [office]}})["Responses"][table]
    assert found["name"] == {"S": "Dinas Uji"}
    dynamodb.delete_item(TableName=table, Key=office)
    assert_refused(dynamodb.batch_get_item, RequestItems={table: {"Keys": [hidden]}})
    assert_refused(dynamodb.transact_write_items, TransactItems=[{"Update": {**change, "Key": hidden}}])


def test_without_a_second_factor_the_glass_holds(kaltim: Stack) -> None:
    dynamodb = as_operator(kaltim, "OperatorsBreakGlass")("dynamodb")
    for table in ("ComplaintsTable", "IdentitiesTable"):
        assert_refused(dynamodb.get_item, TableName=kaltim.outputs[table], Key=PERSON)
        assert_refused(dynamodb.scan, TableName=kaltim.outputs[table])

"""What an event that was lost should have made is made after all, with IAM on."""

import json
from datetime import UTC, datetime, timedelta

from chalicelib.domain.timestamps import to_text
from chalicelib.gateways.invocation import file_arrived
from chalicelib.storage import feed_keys, table_keys
from laporctl.remote import SWEEP, invoke, tables_of
from laporctl.stacks import Stack
from tests.e2e.test_iam import as_role_of, assert_refused
from tests.e2e.test_webhooks import COMPLAINT, OFFICE, STACK, Hook, subscribed
from tests.support.receiver import receiving
from tools.dev.demo.actors import World
from tools.dev.demo.steps import until


def lose(stack: Stack, hook: Hook, tracking_id: str, seq: int) -> None:
    """As if the stream had lost the event two hours ago: the webhook was there before, the ledger knows nothing."""
    row, ago = tables_of(stack).row, datetime.now(UTC) - timedelta(hours=2)
    event = row.get(table_keys.case(tracking_id), table_keys.event(seq))
    sent = {each.sk for each in row.query(table_keys.sent(OFFICE)) if tracking_id in each.sk}
    client, table = stack.client("dynamodb"), stack.outputs["ComplaintsTable"]
    for sort_key in sent:
        client.delete_item(TableName=table, Key={"pk": {"S": table_keys.sent(OFFICE)}, "sk": {"S": sort_key}})
    place = row.agency_sk.set(table_keys.at_event(ago, tracking_id, seq))
    event.update([row.at.set(ago), place])
    before = ago - timedelta(hours=1)
    mark = row.clock_sk.set(table_keys.at_case(before, hook.id))
    row(table_keys.webhooks(OFFICE), hook.id).update([row.at.set(before), mark])


def test_a_message_whose_record_the_stream_lost_reaches_its_receiver(world: World, kaltara: Stack) -> None:
    with receiving() as receiver, subscribed(world, receiver) as hook:
        filed = world.citizen(STACK).file(COMPLAINT)
        world.citizen(STACK).wait_for_routing(filed)
        routed = f"msg_{filed.id}_2"
        until(lambda: receiver.ids, lambda ids: routed in ids)
        row = tables_of(kaltara).row
        until(lambda: [each for each in row.query(table_keys.sent(OFFICE)) if filed.id in each.sk], bool)
        receiver.taken.clear()
        lose(kaltara, hook, filed.id, 2)

        swept = until(lambda: invoke(kaltara, SWEEP), lambda line: line["healed"].get("webhooks") or receiver.ids)
        assert not swept["failed"]
        until(lambda: receiver.ids, lambda ids: routed in ids)
        (again,) = [each for each in receiver.taken if each.id == routed]
        assert again.verified(hook.secret)["data"]["tracking_id"] == filed.id
        checked = row.get(table_keys.webhooks(OFFICE), hook.id)
        assert checked.clock_sk > to_text(datetime.now(UTC) - timedelta(minutes=20))
        taken = len(receiver.taken)
        assert invoke(kaltara, SWEEP)["healed"]["webhooks"] == 0
        assert len(receiver.taken) == taken


def test_the_sweep_starts_the_cleaning_of_photos_and_touches_none(kaltara: Stack) -> None:
    assert "photos" in invoke(kaltara, SWEEP)["healed"]
    bucket = kaltara.outputs["AttachmentsBucket"]
    files = as_role_of(kaltara, "SweepFunction", "s3")
    files.list_objects_v2(Bucket=bucket, Prefix="incoming/")
    assert_refused(files.list_objects_v2, Bucket=bucket, Prefix="clean/")
    assert_refused(files.list_objects_v2, Bucket=bucket)
    assert_refused(files.put_object, Bucket=bucket, Key="incoming/x", Body=b"x")
    functions = as_role_of(kaltara, "SweepFunction", "lambda")
    again = json.dumps(file_arrived("incoming/x")).encode()
    cleaned = functions.invoke(FunctionName=kaltara.outputs["CleanFunction"], Payload=again)
    assert json.loads(cleaned["Payload"].read())["ending"] == "gone"
    assert "FunctionError" not in cleaned
    assert_refused(functions.invoke, FunctionName=kaltara.outputs["VaultFunction"], Payload=b"{}")


def test_the_sweep_marks_a_webhook_as_checked_and_changes_nothing_else_of_it(kaltara: Stack) -> None:
    role, table = as_role_of(kaltara, "SweepFunction"), kaltara.outputs["ComplaintsTable"]
    key = {"pk": {"S": table_keys.webhooks("TEST")}, "sk": {"S": "TEST"}}
    role.update_item(
        TableName=table, Key=key, UpdateExpression="SET clock_sk = :x", ExpressionAttributeValues={":x": {"S": "x"}}
    )
    of_feed = {"IndexName": "agency", "KeyConditionExpression": "agency_pk = :x"}
    role.query(TableName=table, **of_feed, ExpressionAttributeValues={":x": {"S": feed_keys.feed("TEST")}})
    assert_refused(
        role.query, TableName=table, **of_feed, ExpressionAttributeValues={":x": {"S": table_keys.queue("TEST")}}
    )

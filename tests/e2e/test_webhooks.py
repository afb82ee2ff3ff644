"""Webhooks on the deployed system, IAM on: from an office's click to a signed message, through whatever fails."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from click.testing import CliRunner
from standardwebhooks import WebhookVerificationError

from chalicelib.gateways.outbox import DeadLetters
from chalicelib.storage import feed_keys, table_keys
from laporctl.commands import webhooks as command
from laporctl.http import Answer, send
from laporctl.remote import tables_of
from laporctl.stacks import Stack
from laporctl.webhooks import replay_dead, replay_since
from tests.e2e.test_iam import as_role_of, assert_refused
from tests.support.receiver import HANG, OK, Receiver, half_the_time, receiving
from tools.dev.demo.actors import World
from tools.dev.demo.filing import ROAD
from tools.dev.demo.oversight import log_lines
from tools.dev.demo.steps import until

PATIENCE = 240.0
CASES = 12
PER_CASE = 3
# An office that no other test works for: its webhooks are told of every case of the office.
STACK, OFFICE, COORDINATOR = "kaltara", "65.03-pupr", "65-diskominfo"
COMPLAINT = ROAD | {"region": "65.03"}
WEBHOOKS = f"/v1/agencies/{OFFICE}/webhooks"


@dataclass
class Hook:
    """A webhook of the office that gets roads, as its coordinator sees it."""

    world: World
    id: str
    secret: str
    receiver: Receiver

    def call(self, method: str, step: str = "") -> Answer:
        return ask(self.world, method, f"{WEBHOOKS}/{self.id}{step}")

    def see(self) -> Any:
        items = ask(self.world, "GET", WEBHOOKS).must_be(200).json["items"]
        return next((item for item in items if item["id"] == self.id), None)


def ask(world: World, method: str, path: str, body: Any = None, role: str = "coordinator") -> Answer:
    office = world.office(COORDINATOR if role == "coordinator" else OFFICE, role, STACK)
    sent = json.dumps(body).encode() if body is not None else b""
    return send(method, office.site, path, body=sent, headers=office.bearer | {"Content-Type": "application/json"})


@contextmanager
def subscribed(world: World, receiver: Receiver) -> Iterator[Hook]:
    # Somebody of the office is there: else the coordinator, who adds the webhook, would get its cases.
    world.office(OFFICE, slug=STACK).queue()
    made = ask(world, "POST", WEBHOOKS, {"url": receiver.url}).must_be(201).json
    world.private.remember(made["secret"], receiver.url)
    hook = Hook(world, made["id"], made["secret"], receiver)
    try:
        yield hook
    finally:
        if hook.see():
            hook.call("DELETE").must_be(204)


def work(world: World, cases: int) -> set[str]:
    """File cases, accept them and make progress; the ids of the messages that follow."""
    expected = set()
    for _ in range(cases):
        filed = world.citizen(STACK).file(COMPLAINT)
        world.citizen(STACK).wait_for_routing(filed)
        office = world.office(OFFICE, slug=STACK)
        office.act(filed.id, "accept")
        office.act(filed.id, "progress", note="Tim sudah di lapangan tadi pagi.", kind="site_visit")
        expected |= {f"msg_{filed.id}_{seq}" for seq in range(2, 2 + PER_CASE)}
    return expected


def test_a_receiver_that_fails_half_the_time_gets_everything_signed(world: World, kaltara: Stack) -> None:
    with receiving(half_the_time(seed=1)) as receiver, subscribed(world, receiver) as hook:
        expected = work(world, CASES)
        until(lambda: receiver.ids, lambda ids: ids >= expected, PATIENCE)

        assert receiver.ids == expected
        assert sum(receiver.failed.values()) >= len(expected) // 3
        for each in receiver.taken:
            payload = each.verified(hook.secret)
            assert set(payload) == {"type", "timestamp", "data"}
            assert set(payload["data"]) == {
                *("tracking_id", "seq", "kind", "status", "agency", "citizen_due_at", "office_due_at", "url"),
                *("priority", "tell"),
            }
            assert payload["type"] == f"complaint.{payload['data']['kind']}"
            assert each.id == f"msg_{payload['data']['tracking_id']}_{payload['data']['seq']}"
            assert payload["data"]["agency"] == OFFICE
            assert not world.private.is_in(each.body.decode())
            with pytest.raises(WebhookVerificationError):
                each.verified("whsec_" + "A" * 43 + "=")
        assert replay_dead(kaltara, OFFICE, hook.id) == 0
        seen = until(hook.see, lambda seen: seen["failing_since"] is None)
        assert (seen["status"], seen["failing_since"]) == ("enabled", None)
        assert seen["last_success_at"]
        assert seen["last_failure"]


def test_the_url_in_a_message_leads_the_office_to_the_case(world: World) -> None:
    with receiving() as receiver, subscribed(world, receiver):
        work(world, 1)
        until(lambda: receiver.taken, lambda taken: len(taken) >= PER_CASE)
        url = json.loads(receiver.taken[0].body)["data"]["url"]
        office = world.office(OFFICE, slug=STACK)
        assert url.startswith(f"{office.site}/v1/")
        case = office.get(url.removeprefix(office.site)).must_be(200).json
        assert case["tracking_id"] == json.loads(receiver.taken[0].body)["data"]["tracking_id"]


def test_a_rotated_secret_and_the_one_before_sign_both(world: World) -> None:
    with receiving() as receiver, subscribed(world, receiver) as hook:
        rotated = hook.call("POST", "/rotate").must_be(200).json
        world.private.remember(rotated["secret"])
        message = hook.call("POST", "/test").must_be(202).json["message_id"]
        (test,) = until(lambda: receiver.taken, lambda taken: len(taken) == 1)
        assert test.id == message
        assert len(test.headers["webhook-signature"].split(" ")) == 2
        for secret in (hook.secret, rotated["secret"]):
            payload = test.verified(secret)
            assert (payload["type"], payload["data"]) == ("webhook.test", {"agency": OFFICE})


def test_a_receiver_that_is_gone_is_disabled_and_its_office_finds_that_in_the_feed(
    world: World, kaltara: Stack
) -> None:
    with receiving(lambda _: 410) as receiver, subscribed(world, receiver) as hook:
        work(world, 1)
        seen = until(hook.see, lambda seen: seen["status"] == "disabled")
        assert (seen["status"], seen["disabled_for"], seen["last_failure"]["failure"]) == (
            "disabled",
            "gone",
            "http_410",
        )
        tables = tables_of(kaltara)
        feed = tables.row.query(feed_keys.feed(OFFICE), index_name="agency")
        assert [line.kind for line in feed if line.id == hook.id] == ["webhook_disabled"]

        receiver.behave = lambda _: OK
        began = datetime.now(UTC)
        missed = work(world, 1)
        assert hook.call("POST", "/enable").must_be(200).json["status"] == "enabled"
        assert replay_since(kaltara, OFFICE, hook.id, began) >= len(missed)
        assert until(lambda: receiver.ids, lambda ids: ids >= missed) >= missed


def test_what_was_given_up_lies_among_the_dead_letters_until_it_is_replayed(
    world: World, kaltara: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiving(lambda _: 503) as receiver, subscribed(world, receiver) as hook:
        expected = work(world, 1)
        given_up = DeadLetters(kaltara.outputs["OutboxDeadLetters"], kaltara.client("sqs"))

        def dead() -> set[str]:
            """The ids of the dead letters of this webhook. Those of others that failed meanwhile lie beside them."""
            taken = list(given_up.take())
            for _, receipt in taken:
                given_up.release(receipt)
            return {letter.id for letter, _ in taken if letter.webhook == hook.id}

        assert until(dead, lambda letters: letters >= expected, PATIENCE) == expected
        assert receiver.failed == {503: PER_CASE * 12}

        receiver.behave = lambda _: OK
        monkeypatch.setattr(command, "find_stack", lambda slug: kaltara)
        told = CliRunner().invoke(command.webhooks, ["replay", STACK, OFFICE, hook.id, "--dead"])
        assert (told.exit_code, told.output) == (0, f"{PER_CASE} messages sent again\n")
        assert until(lambda: receiver.ids, lambda ids: ids == expected) == expected
        assert dead() == set()


def test_neither_secret_nor_address_nor_an_answer_is_in_any_log(world: World) -> None:
    fresh = World(world.stacks)
    with receiving(lambda _: HANG) as receiver, subscribed(fresh, receiver) as hook:
        hook.call("POST", "/test").must_be(202)
        seen = until(hook.see, lambda seen: seen["last_failure"] is not None, PATIENCE)
        assert seen["last_failure"]["failure"] == "timeout"
        lines = until(lambda: log_lines(fresh, STACK), lambda lines: any(hook.id in line for line in lines), PATIENCE)
        (line,) = [json.loads(line) for line in lines if line.startswith("{") and f'"{hook.id}"' in line]
        assert (line["message"], line["ending"], line["failure"]) == ("webhook", "failed", "timeout")
        assert not [line for line in lines if fresh.private.is_in(line)]


def test_an_officer_s_key_looks_after_no_webhooks_and_addresses_inside_are_refused(world: World) -> None:
    assert ask(world, "GET", WEBHOOKS, role="officer").status == 403
    for url in ("http://169.254.169.254/latest/meta-data", "http://example.go.id/", "https://10.0.0.1/"):
        refused = ask(world, "POST", WEBHOOKS, {"url": url})
        assert (refused.status, refused.json["errors"][0]["code"]) == (400, "webhook_url_shape")


def test_the_secrets_of_a_removed_webhook_are_deleted(world: World, kaltara: Stack) -> None:
    secrets = tables_of(kaltara).secret
    with receiving() as receiver, subscribed(world, receiver) as hook:
        hook.call("POST", "/rotate").must_be(200)
        partition = table_keys.webhook_secrets(hook.id)
        assert secrets.count(partition) == 2
        hook.call("DELETE").must_be(204)
        until(lambda: secrets.count(partition), lambda count: count == 0, PATIENCE)
        assert receiver.taken == []


def test_the_http_function_writes_secrets_and_only_delivering_reads_them(kaltara: Stack) -> None:
    table = kaltara.outputs["SecretsTable"]
    key = {"pk": {"S": table_keys.webhook_secrets("TEST")}, "sk": {"S": "TEST"}}
    writer, reader = as_role_of(kaltara, "HttpFunction"), as_role_of(kaltara, "DeliverFunction")
    writer.put_item(TableName=table, Item=key)
    assert_refused(writer.get_item, TableName=table, Key=key)
    assert_refused(writer.scan, TableName=table)
    assert_refused(writer.execute_statement, Statement=f'SELECT * FROM "{table}"')
    assert reader.get_item(TableName=table, Key=key)["Item"] == key
    assert_refused(reader.put_item, TableName=table, Item=key)
    assert_refused(reader.scan, TableName=table)
    reader.delete_item(TableName=table, Key=key)
    for function in ("RouteFunction", "SweepFunction", "VaultFunction", "CleanFunction", "PublishFunction"):
        other = as_role_of(kaltara, function)
        assert_refused(other.get_item, TableName=table, Key=key)
        assert_refused(other.put_item, TableName=table, Item=key)

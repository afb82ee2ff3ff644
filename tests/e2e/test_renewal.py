"""A lost receipt on the deployed system, IAM on: a code by mail, a fresh secret, and nothing of either left behind."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.domain.notices.code_order import CodeOrder, serialize_code_order
from chalicelib.storage import code_keys, table_keys
from laporctl.http import send
from laporctl.remote import tables_of
from laporctl.stacks import Stack
from tests.e2e.test_iam import as_role_of, assert_refused
from tools.dev.demo.actors import World
from tools.dev.demo.filing import ROAD
from tools.dev.demo.oversight import log_lines
from tools.dev.demo.steps import until

STACK, REGION = "kaltara", "65.03"
PATIENCE = 240.0
ADDRESS = "pelapor-tanpa-kode@contoh.id"
SUBJECT = "Kode sekali pakai"


class Reporter:
    """Whoever filed, and what came to their address."""

    def __init__(self, world: World, stack: Stack) -> None:
        self._stack = stack
        self.citizen = world.citizen(STACK)
        self.receipt = self.citizen.file(ROAD | {"region": REGION, "reporter": {"name": "Pelapor", "email": ADDRESS}})
        world.private.remember(ADDRESS)
        self.case = self.receipt.id

    def mails(self, subject: str) -> list[str]:
        seen = send("GET", str(self._stack.endpoint), "/_ministack/ses/messages").must_be(200).json
        every = (mail for sent in seen["messages"].values() for mail in sent if ADDRESS in mail["To"])
        return [mail["BodyText"] for mail in every if mail["Subject"] == subject]

    def ask(self, contact: str) -> str:
        answer = self.citizen.post(f"/v1/complaints/{self.case}/receipt-code", {"contact": contact}).must_be(202)
        return str(answer.json["request"])

    def code(self, count: int) -> str:
        """The code in that mail, counted from 1."""
        found = until(lambda: self.mails(SUBJECT), lambda mails: len(mails) >= count, PATIENCE)
        return re.findall(r"[0-9]{6}", found[-1])[0]

    def renew(self, request: str, code: str, key: str = "1" * 32) -> Any:
        body = {"request": request, "code": code, "new_key": key}
        return self.citizen.post(f"/v1/complaints/{self.case}/receipt-renewal", body)


@pytest.fixture(scope="module")
def reporter(world: World, kaltara: Stack) -> Reporter:
    return Reporter(world, kaltara)


def test_a_lost_secret_is_replaced_once_and_leaves_no_trace(reporter: Reporter, kaltara: Stack, world: World) -> None:
    number, old = reporter.case, reporter.receipt.secret
    nobodys = reporter.ask("orang-lain@contoh.id")
    request = reporter.ask(ADDRESS.upper())
    code = reporter.code(1)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    assert reporter.renew(nobodys, code).must_be(403).json["code"] == "wrong_code"
    for _ in range(5):
        assert reporter.renew(request, wrong).must_be(403).json["code"] == "wrong_code"
    assert reporter.renew(request, code).must_be(403).json["code"] == "wrong_code"
    reporter.citizen.look_up(number, old).must_be(200)

    request = reporter.ask(ADDRESS)
    code = reporter.code(2)
    fresh, again = (reporter.renew(request, code).must_be(201).json for _ in range(2))
    assert fresh == again
    reporter.renew(request, code, "2" * 32).must_be(403)
    reporter.citizen.look_up(number, old).must_be(403)
    seen = reporter.citizen.look_up(number, fresh["secret"]).must_be(200).json
    assert [event["kind"] for event in seen["timeline"]].count("receipt_renewed") == 1
    until(lambda: reporter.mails("Kode rahasia laporan Anda diganti"), bool, PATIENCE)
    assert len(reporter.mails(SUBJECT)) == 2

    row = tables_of(kaltara).row
    kept = str([each.attribute_values for each in row.query(code_keys.code(number))])
    queue = kaltara.client("sqs").receive_message(QueueUrl=kaltara.outputs["NoticesDeadLetters"], WaitTimeSeconds=0)
    for private in (ADDRESS, fresh["secret"]):
        assert private not in kept + str(queue)
        assert not [line for line in log_lines(world, STACK) if private in line]


def test_one_function_says_that_a_code_went_out_and_the_other_uses_it_up(reporter: Reporter, kaltara: Stack) -> None:
    door, sender = as_role_of(kaltara, "HttpFunction"), as_role_of(kaltara, "SendFunction")
    complaints, secrets = kaltara.outputs["ComplaintsTable"], kaltara.outputs["SecretsTable"]
    item = {"pk": {"S": code_keys.code("KU-1")}, "sk": {"S": table_keys.META}}
    key = {"pk": {"S": code_keys.CODES}, "sk": {"S": table_keys.META}}
    assert_refused(door.put_item, TableName=complaints, Item=item)
    sender.put_item(TableName=complaints, Item=item)
    assert_refused(
        sender.update_item, TableName=complaints, Key=item, UpdateExpression="ADD guesses :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )  # fmt: skip
    for reading in (door, sender):
        assert reading.get_item(TableName=secrets, Key=key)["Item"]
    assert_refused(sender.put_item, TableName=secrets, Item=key)
    for function in ("PublishFunction", "SweepFunction", "RouteFunction", "DeliverFunction"):
        assert_refused(as_role_of(kaltara, function).get_item, TableName=secrets, Key=key)
    order = serialize_code_order(CodeOrder("KU-1", "mail", "0", "0", datetime(2020, 1, 1, tzinfo=UTC)))
    as_role_of(kaltara, "HttpFunction", "sqs").send_message(QueueUrl=kaltara.outputs["Notices"], MessageBody=order)

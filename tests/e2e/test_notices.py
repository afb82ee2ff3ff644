"""Reporters are told on the deployed system, IAM on: from what happens to a case to a mail, and what comes back."""

import json
import re
from http import HTTPStatus
from typing import Any

import pytest

from chalicelib.domain.notices.order import NoticeOrder, serialize_order
from chalicelib.storage import notice_keys, table_keys
from laporctl.http import send
from laporctl.remote import tables_of
from laporctl.stacks import Stack
from tests.e2e.test_iam import as_role_of, assert_refused
from tests.support.emulator import Site
from tools.dev.demo.actors import World
from tools.dev.demo.filing import ROAD
from tools.dev.demo.oversight import log_lines
from tools.dev.demo.steps import until

STACK, REGION = "kaltara", "65.03"
PATIENCE = 240.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Reporter:
    """A reporter with an address of their own, and the mails that came to it."""

    def __init__(self, world: World, stack: Stack, name: str) -> None:
        self.address = f"{name}@contoh.id"
        self._stack = stack
        self._world = world
        self._citizen = world.citizen(STACK)
        self.receipt = self._citizen.file(ROAD | {"region": REGION, "reporter": {"name": name, "email": self.address}})
        world.private.remember(self.address)
        self.case = self.receipt.id

    def mails(self) -> list[Any]:
        seen = send("GET", str(self._stack.endpoint), "/_ministack/ses/messages").must_be(200).json
        return [mail for sent in seen["messages"].values() for mail in sent if self.address in mail["To"]]

    def withdraw(self) -> None:
        path = f"/v1/complaints/{self.case}/withdrawal"
        self._citizen.post(path, {}, **{"Receipt-Secret": self.receipt.secret}).must_be(201)

    def outcome(self, seq: int) -> str | None:
        key = notice_keys.notified(self.case), notice_keys.order(seq, "reporter")
        row = tables_of(self._stack).row
        found = list(row.query(key[0], row.sk == key[1]))
        return found[0].status if found else None


@pytest.fixture(scope="module")
def reporters(world: World, kaltara: Stack) -> list[Reporter]:
    """Reporters who were told that the report arrived and who has it; all at once, because that takes a minute."""
    found = [Reporter(world, kaltara, f"pelapor-dikabari-{number}") for number in range(5)]
    for reporter in found:
        until(reporter.mails, bool, PATIENCE)
    return found


@pytest.fixture
def told(reporters: list[Reporter]) -> Reporter:
    """One to whom nothing else happened."""
    return reporters.pop()


def stop_link(mail: Any) -> str:
    found = re.search(r"/v1/notices/[0-9a-f]{32}", mail["BodyText"])
    assert found
    return found[0]


def test_a_reporter_is_told_once_and_stops_it_by_one_click(told: Reporter, kaltara: Stack, world: World) -> None:
    (mail,) = told.mails()
    assert told.case in mail["BodyText"]
    assert mail["Source"].endswith(f"<kabar@{STACK}.mail.localhost>")
    assert told.receipt.secret not in mail["BodyText"]
    site, link = Site(kaltara), stop_link(mail)
    assert "Berhenti dikabari?" in site.get(link).text
    stopped = site.request("POST", link, headers=FORM, data="List-Unsubscribe=One-Click")
    assert (stopped.status_code, "Kabar lewat e-mail berhenti" in stopped.text) == (HTTPStatus.OK, True)
    told.withdraw()
    until(lambda: told.outcome(3), bool, PATIENCE)
    assert (told.outcome(3), len(told.mails())) == ("stopped", 1)


def test_an_order_that_comes_twice_is_carried_out_once(told: Reporter, kaltara: Stack) -> None:
    for _ in range(3):
        order = serialize_order(NoticeOrder(told.case, 1))
        kaltara.client("sqs").send_message(QueueUrl=kaltara.outputs["Notices"], MessageBody=order)
    told.withdraw()
    until(told.mails, lambda mails: len(mails) > 1, PATIENCE)
    assert [told.outcome(seq) for seq in (1, 3)] == ["sent", "sent"]
    assert len(told.mails()) == 2


@pytest.mark.parametrize(("why", "stopped"), [("Permanent", "bounced"), ("Complaint", "complained")])
def test_what_ses_says_of_a_mail_stops_the_next(
    why: str, stopped: str, told: Reporter, kaltara: Stack, world: World
) -> None:
    """As the template's rules say it: the embedded AWS tells nothing of mails, and nobody else may speak for SES."""
    said = {"returned": [f"{told.case}-1"], "why": why}
    kaltara.client("sqs").send_message(QueueUrl=kaltara.outputs["Notices"], MessageBody=json.dumps(said))
    row = tables_of(kaltara).row
    stop = until(
        lambda: [each.status for each in row.query(notice_keys.notified(told.case), row.sk == notice_keys.STOP)],
        lambda found: found != [None],
        PATIENCE,
    )
    assert stop == [stopped]
    told.withdraw()
    until(lambda: told.outcome(3), bool, PATIENCE)
    assert (told.outcome(3), len(told.mails())) == ("stopped", 1)
    assert not [line for line in log_lines(world, STACK) if told.address in line]


def test_only_the_function_that_sends_reads_contacts_and_it_changes_no_case(told: Reporter, kaltara: Stack) -> None:
    contact = {"pk": {"S": table_keys.identity(told.case)}, "sk": {"S": "x"}}
    identities, complaints = kaltara.outputs["IdentitiesTable"], kaltara.outputs["ComplaintsTable"]
    sender = as_role_of(kaltara, "SendFunction")
    sender.get_item(TableName=identities, Key=contact)
    assert_refused(sender.put_item, TableName=identities, Item=contact)
    assert_refused(sender.delete_item, TableName=identities, Key=contact)
    assert_refused(sender.scan, TableName=identities)
    case = {"pk": {"S": table_keys.case(told.case)}, "sk": {"S": table_keys.META}}
    assert sender.get_item(TableName=complaints, Key=case)["Item"]
    assert_refused(sender.put_item, TableName=complaints, Item=case)
    for function in ("PublishFunction", "SweepFunction", "RouteFunction", "DeliverFunction"):
        assert_refused(as_role_of(kaltara, function).get_item, TableName=identities, Key=contact)
        mail = {"FromEmailAddress": f"kabar@{STACK}.mail.localhost", "Destination": {"ToAddresses": [told.address]}}
        content = {"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}}
        assert_refused(as_role_of(kaltara, function, "sesv2").send_email, Content=content, **mail)

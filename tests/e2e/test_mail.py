"""Mail on the deployed system, IAM on: what SES leaves in the bucket is filed, routed, added to and answered; every
mail comes twice, at once."""

import random
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.services.channels.reply_addresses import ReplyAddresses
from chalicelib.storage import channel_keys, table_keys
from chalicelib.storage.channel_secrets import DynamoChannelSecrets
from chalicelib.storage.notice_ledger import DynamoNoticeLedger
from chalicelib.storage.reply_store import DynamoReplyStore
from laporctl import mails
from laporctl.http import send
from laporctl.remote import tables_of
from laporctl.stacks import Stack
from tests.e2e.test_iam import as_role_of, assert_refused
from tests.support.mails import DROPPED, REPORTS_WRITTEN, mail
from tools.dev.demo.actors import World
from tools.dev.demo.oversight import log_lines
from tools.dev.demo.steps import until

STACK = "kaltara"
PATIENCE = 240.0
READ = {"plain", "html_only", "photo", "no_subject", "nothing_at_all", "danger"}
KINDS = READ | {"auto_reply", "bounce", "spam", "bulk"}
"""A few of the table of mails: each is a process that starts."""
NUMBER = r"KU(?:-[0-9A-Z]{4}){3}-[0-9A-Z]"
STORY = "Jalan berlubang dalam di depan pasar, Kelurahan Karang Anyar, Kecamatan Tarakan Barat, Kota Tarakan"


class Writer:
    """Somebody with an address of their own; each mail comes twice, at once."""

    def __init__(self, stack: Stack, world: World, name: str) -> None:
        self.address = f"{name}@contoh.id"
        self._stack, self._sent = stack, 0
        world.private.remember(self.address)

    def send(self, text: str, to: str | None = None) -> None:
        self._sent += 1
        raw = mail(text, f"Message-ID: <{self._sent}.{self.address}>", sender=self.address, subject="Jalan rusak")
        with ThreadPoolExecutor(2) as at_once:
            list(at_once.map(lambda _: mails.simulate(self._stack, raw, to), range(2)))

    def answers(self) -> list[Any]:
        return answers_to(self._stack, self.address)


def answers_to(stack: Stack, address: str) -> list[Any]:
    seen = send("GET", str(stack.endpoint), "/_ministack/ses/messages").must_be(200).json
    return [each for sent in seen["messages"].values() for each in sent if address in each["To"]]


def reply_address(stack: Stack, number: str, address: str) -> str:
    """The address that mails to this contact about the case are replied to: always the same. The embedded SES keeps no
    Reply-To."""
    tables = tables_of(stack)
    kept = DynamoChannelSecrets(tables), DynamoReplyStore(tables), DynamoNoticeLedger(tables)
    found = ReplyAddresses(*kept, mails.domain_of(stack) or "").issue(number, address, datetime.now(UTC))
    assert found
    return found


@pytest.fixture(scope="module", autouse=True)
def connected(kaltara: Stack) -> None:
    assert "inbound-smtp" in mails.connect(kaltara)
    assert mails.is_connected(kaltara)


def test_a_life_by_mail_happens_once(kaltara: Stack, world: World) -> None:
    writer = Writer(kaltara, world, "warga-bersurat")
    writer.send(STORY)
    (first,) = until(writer.answers, bool, PATIENCE)
    number = re.search(NUMBER, repr(first))
    assert number
    citizen = world.citizen(STACK)
    case = until(
        lambda: citizen.look_up(number[0]).must_be(200).json, lambda seen: seen["status"] != "received", PATIENCE
    )
    office = world.office(case["agency"]["id"], slug=STACK)
    office.act(number[0], "accept", note="Petugas kami meninjau lubang itu pada hari Senin.")
    writer.send("Lubangnya di depan toko Makmur.", reply_address(kaltara, number[0], writer.address))
    seen = until(
        lambda: citizen.look_up(number[0]).must_be(200).json,
        lambda seen: any(event["kind"] == "replied" for event in seen["timeline"]),
        PATIENCE,
    )
    until(lambda: [each for each in writer.answers() if "Jawaban Anda sampai" in repr(each)], bool, PATIENCE)
    until(lambda: mails.waiting(kaltara), lambda keys: not keys, PATIENCE)
    kinds = [event["kind"] for event in seen["timeline"]]
    assert kinds.count("replied") == 1
    taken = [each for each in writer.answers() if "Nomornya" in repr(each)]
    assert len(taken) == 1, "each mail came twice and is answered once"
    private = ("warga-bersurat", "toko Makmur", "depan pasar")
    assert not [line for line in log_lines(world, STACK) if any(each in line for each in private)]


def test_mails_of_all_kinds_that_come_twice_and_shuffled_are_dealt_with_once(kaltara: Stack, world: World) -> None:
    table = [each for each in (*REPORTS_WRITTEN, *DROPPED) if each.name in KINDS]
    senders = {each.name: f"surat-{each.name}@contoh.id" for each in table}
    world.private.remember(*senders.values())
    before = mails.dropped(kaltara)
    twice = table * 2
    random.Random(7).shuffle(twice)
    for each in twice:
        raw = each.raw.replace(b"siti@contoh.id", senders[each.name].encode())
        mails.simulate(kaltara, f"Message-ID: <{senders[each.name]}>\r\n".encode() + raw, None, each.verdicts)
    until(lambda: mails.waiting(kaltara), lambda keys: not keys, PATIENCE)
    answers = {each.name: answers_to(kaltara, senders[each.name]) for each in table}
    assert {name for name, sent in answers.items() if sent} == READ
    numbers = {name: len(set(re.findall(NUMBER, repr(sent)))) for name, sent in answers.items()}
    assert numbers == {each.name: int(each.ending == "filed") for each in table}
    counted = mails.dropped(kaltara) - before
    assert counted == {each.reason: 2 for each in table if each.reason}


def test_the_function_reads_its_keys_and_mails_and_no_contact(kaltara: Stack) -> None:
    door = as_role_of(kaltara, "MailFunction")
    secrets, identities = kaltara.outputs["SecretsTable"], kaltara.outputs["IdentitiesTable"]
    own = {"pk": {"S": channel_keys.REPLYING}, "sk": {"S": table_keys.META}}
    assert door.get_item(TableName=secrets, Key=own)["Item"]
    assert_refused(door.put_item, TableName=secrets, Item=own)
    sending = {"pk": {"S": channel_keys.SENDING}, "sk": {"S": table_keys.META}}
    assert_refused(door.get_item, TableName=secrets, Key=sending)
    contact = {"pk": {"S": table_keys.identity("KU-TEST")}, "sk": {"S": "TEST"}}
    assert_refused(door.get_item, TableName=identities, Key=contact)
    files = as_role_of(kaltara, "MailFunction", "s3")
    bucket = kaltara.outputs["AttachmentsBucket"]
    assert_refused(files.get_object, Bucket=bucket, Key="clean/whatever")
    assert_refused(as_role_of(kaltara, "HttpFunction").get_item, TableName=secrets, Key=own)

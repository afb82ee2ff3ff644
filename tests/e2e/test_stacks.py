"""The centre sees all stacks, with IAM on: the figures of a stack arrive, and nothing late or forged replaces them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.exchange.signature import signed
from chalicelib.domain.exchange.summary import Figures, Summary, to_message
from chalicelib.domain.timestamps import from_text
from chalicelib.storage import table_keys
from chalicelib.storage.stack_secrets import DynamoStackSecrets
from laporctl.refused import refused_letters
from laporctl.remote import COUNTING, invoke, tables_of
from laporctl.stacks import Stack
from tests.e2e.test_iam import as_role_of, assert_refused
from tests.support.emulator import System
from tools.dev.demo.actors import World
from tools.dev.demo.steps import until

ROAD = {
    "text": "Jalan berlubang di depan puskesmas, laporan untuk pusat.",
    "category": "jalan-rusak",
    "region": "64.08",
}
PANRB = ("00-panrb", "overseer_kemenpanrb", "pusat")


@pytest.fixture
def pusat(system: System) -> Stack:
    return system["pusat"]


def summary_of(world: World, slug: str) -> dict[str, Any] | None:
    (line,) = [
        each for each in world.office(*PANRB).get("/v1/stacks").must_be(200).json["items"] if each["slug"] == slug
    ]
    found: dict[str, Any] | None = line["summary"]
    return found


def figures_after(world: World, slug: str, moment: datetime) -> dict[str, Any]:
    """The figures that a stack has sent since."""

    def newer(found: dict[str, Any] | None) -> bool:
        return found is not None and from_text(found["at"]) >= moment

    found = until(lambda: summary_of(world, slug), newer)
    assert found
    return found


def test_a_stack_tells_the_centre_every_hour_and_what_is_late_or_forged_replaces_nothing(
    world: World, kaltim: Stack, pusat: Stack
) -> None:
    world.citizen().wait_for_routing(world.citizen().file(ROAD))
    began = datetime.now(UTC)
    assert invoke(kaltim, COUNTING)["summary"] == "sent"
    found = figures_after(world, "kaltim", began.replace(microsecond=0))
    assert found["open"] >= 1
    assert found["old"] is False

    secret = DynamoStackSecrets(tables_of(kaltim)).for_sending("ID")
    assert secret
    sender = {"kind": "summary", "from": "KI", "from_name": "Kalimantan Timur"}
    earlier = Summary("KI", began - timedelta(hours=3), Figures(999_999, 0, 0, None), 0, ())
    queue = {"QueueUrl": pusat.outputs["ReferralInbox"]}
    late = signed({**sender, **to_message(earlier)}, secret)
    forged = signed({**sender, **to_message(earlier), "at": "2026-01-01T00:00:00.000Z"}, b"somebody else's")
    for message in (late, late, forged):
        pusat.client("sqs").send_message(**queue, MessageBody=message)
    until(lambda: [letter.reason for letter in refused_letters(pusat) if letter.envelope == forged], bool)
    # What came after the late ones has been dealt with, and so have they.
    assert invoke(kaltim, COUNTING)["summary"] == "sent"
    again = figures_after(world, "kaltim", from_text(found["at"]) + timedelta(milliseconds=1))
    assert again["open"] < 999_999

    assert invoke(pusat, COUNTING)["summary"] == "kept"
    assert summary_of(world, "pusat")


def test_who_counts_speaks_to_the_centre_alone(kaltim: Stack, kaltara: Stack) -> None:
    role = as_role_of(kaltim, "StatisticsFunction")
    table, secrets = kaltim.outputs["ComplaintsTable"], kaltim.outputs["SecretsTable"]
    sends = {"pk": {"S": table_keys.stack("ID")}, "sk": {"S": table_keys.SENDS}}
    assert role.get_item(TableName=secrets, Key=sends)["Item"]
    assert_refused(role.get_item, TableName=secrets, Key=sends | {"pk": {"S": table_keys.stack("KU")}})
    address = {"pk": {"S": table_keys.stack("KU")}, "sk": {"S": table_keys.META}}
    assert_refused(role.get_item, TableName=table, Key=address)
    assert_refused(role.put_item, TableName=table, Item=address)
    sending = as_role_of(kaltim, "StatisticsFunction", "sqs")
    assert_refused(sending.send_message, QueueUrl=kaltara.outputs["ReferralInbox"], MessageBody="{}")

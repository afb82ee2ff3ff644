"""A case by WhatsApp on the deployed system, IAM on: in, routed, answered, told back; each message twice and shuffled,
while the provider fails."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.storage import channel_keys, table_keys
from laporctl import whatsapp
from laporctl.deployment.place import whatsapp_port
from laporctl.stacks import Stack
from laporctl.whatsapp_stand_in import StandIn, stand_in
from tests.e2e.test_iam import as_role_of, assert_refused
from tests.support.pictures import photo
from tools.dev.demo.actors import World
from tools.dev.demo.oversight import log_lines
from tools.dev.demo.steps import until

STACK = "kaltara"
PATIENCE = 240.0
PHONES = [f"+628125550400{digit}" for digit in range(4)]
STORY = "Jalan berlubang dalam di depan pasar, Kelurahan Karang Anyar, Kecamatan Tarakan Barat, Kota Tarakan"


@pytest.fixture(scope="module")
def meta(kaltara: Stack) -> Iterator[StandIn]:
    assert kaltara.endpoint
    whatsapp.connect(kaltara, "secret-of-the-app")
    whatsapp.put_token(kaltara, "token-of-the-app")
    with stand_in(whatsapp_port(kaltara.endpoint)) as server:
        yield server


def say(stack: Stack, *messages: dict[str, Any]) -> list[str]:
    return list(whatsapp.simulate(stack, messages).must_be(200).json["outcomes"])


def texts(meta: StandIn, phone: str) -> list[str]:
    return [whatsapp.said_in(each) for each in meta.messages_to(phone)]


def number_in(text: str) -> str:
    return next(word.strip(".:") for word in text.split() if word.startswith("KU-"))


def test_a_life_by_whatsapp_happens_once(meta: StandIn, kaltara: Stack, world: World) -> None:
    phone = PHONES[0]
    world.private.remember(phone.removeprefix("+62"))
    meta.photos["7700"] = ("image/jpeg", photo())
    story = whatsapp.message(phone, "image", {"id": "7700", "caption": STORY})
    assert say(kaltara, story, story) == ["filed", "filed"]
    assert say(kaltara, story) == ["filed"]
    (answer,) = until(lambda: texts(meta, phone), bool, PATIENCE)
    number = number_in(answer)
    citizen = world.citizen(STACK)
    seen = lambda: citizen.look_up(number).must_be(200).json  # noqa: E731
    case = until(seen, lambda found: found["status"] != "received" and found["attachments"], PATIENCE)
    assert len(case["attachments"]) == 1
    office = world.office(case["agency"]["id"], slug=STACK)
    office.act(number, "accept", note="Petugas kami meninjau lubang itu pada hari Senin.")
    office.act(number, "response", note="Lubang di depan pasar itu sudah kami tambal kemarin.")
    say(kaltara, whatsapp.message(phone, "text", {"body": "cek"}))
    until(lambda: texts(meta, phone), lambda said: any("tambal" in each for each in said), PATIENCE)
    (no,) = {
        button["reply"]["id"]
        for each in meta.messages_to(phone)
        for button in each.get("interactive", {}).get("action", {}).get("buttons", ())
        if button["reply"]["id"].startswith("BELUM")
    }
    tap = whatsapp.message(phone, "interactive", {"type": "button_reply", "button_reply": {"id": no, "title": "Belum"}})
    assert say(kaltara, tap, tap) == ["done", "done"]
    assert [event["kind"] for event in seen()["timeline"]].count("reopened") == 1
    said = texts(meta, phone)
    assert len([each for each in said if "Nomor laporan" in each and "Kami mencari" in each]) <= 1
    assert {token for _, token, _ in meta.came} == {"Bearer token-of-the-app"}
    assert not [line for line in log_lines(world, STACK) if phone.removeprefix("+62") in line]


def test_shuffled_messages_of_several_phones_are_a_report_each_while_meta_fails(meta: StandIn, kaltara: Stack) -> None:
    messages = [whatsapp.message(phone, "text", {"body": STORY.replace("pasar", "terminal")}) for phone in PHONES[1:]]
    deliveries = messages * 3
    random.Random(3).shuffle(deliveries)
    meta.status = 500
    try:
        assert say(kaltara, *deliveries[:5]) + say(kaltara, *deliveries[5:]) == ["filed"] * len(deliveries)
    finally:
        meta.status = 200
    # What failed comes again after minutes; what comes now is answered now, and once.
    for phone in PHONES[1:]:
        say(kaltara, whatsapp.message(phone, "text", {"body": "cek"}))
        said = until(lambda phone=phone: texts(meta, phone), bool, PATIENCE)
        assert len({number_in(each) for each in said if "KU-" in each}) == 1


def test_the_token_is_read_by_who_sends_and_the_number_by_nobody_else(meta: StandIn, kaltara: Stack) -> None:
    door, sender = as_role_of(kaltara, "HttpFunction"), as_role_of(kaltara, "SendFunction")
    token = {
        "TableName": kaltara.outputs["SecretsTable"],
        "Key": {"pk": {"S": channel_keys.SENDING_WHATSAPP}, "sk": {"S": table_keys.META}},
    }
    assert sender.get_item(**token)["Item"]
    assert_refused(door.get_item, **token)
    phone = {
        "TableName": kaltara.outputs["IdentitiesTable"],
        "Key": {"pk": {"S": channel_keys.sender("0")}, "sk": {"S": table_keys.META}},
    }
    sender.get_item(**phone)
    assert_refused(door.get_item, **phone)
    assert_refused(as_role_of(kaltara, "PublishFunction").get_item, **phone)

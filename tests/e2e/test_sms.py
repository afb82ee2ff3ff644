"""A case by SMS on the deployed system, IAM on: in, routed, answered, told back; each message twice and shuffled."""

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.domain.notices.order import NoticeOrder, serialize_order
from chalicelib.storage import channel_keys, notice_keys, table_keys
from laporctl import channels
from laporctl.remote import tables_of
from laporctl.stacks import Stack
from tests.e2e.test_iam import as_role_of, assert_refused
from tests.gateways.test_sms_sender import Gateway
from tools.dev.demo.actors import Citizen, World
from tools.dev.demo.oversight import log_lines
from tools.dev.demo.steps import until

STACK = "kaltara"
PATIENCE = 240.0
STORY = "LAPOR jalan berlubang dalam di depan pasar, Kelurahan Karang Anyar, Kecamatan Tarakan Barat, Kota Tarakan"


class Phone:
    """A phone, and the gateway behind it: every message is handed over three times, two of them at once."""

    def __init__(self, stack: Stack, world: World, number: str) -> None:
        self.number, self._stack, self._sent = number, stack, 0
        world.private.remember(number.removeprefix("+62"))

    def send(self, text: str) -> dict[str, Any]:
        self._sent += 1
        name = f"{self.number}-{self._sent}"
        with ThreadPoolExecutor(2) as at_once:
            answers = list(at_once.map(lambda _: channels.simulate(self._stack, self.number, text, name), range(2)))
        answers.append(channels.simulate(self._stack, self.number, text, name))
        said = [answer.must_be(200).json for answer in answers]
        assert said[0] == said[1] == said[2]
        return dict(said[0])


@pytest.fixture(scope="module", autouse=True)
def connected(kaltara: Stack) -> None:
    channels.connect(kaltara)
    assert channels.is_connected(kaltara)


def case_in(answer: dict[str, Any]) -> str:
    return str(answer["answers"][-1].partition(" ")[2].partition(":")[0])


def seen_by(citizen: Citizen, number: str) -> Any:
    return citizen.look_up(number).must_be(200).json


def test_a_life_by_sms_happens_once(kaltara: Stack, world: World) -> None:
    phone = Phone(kaltara, world, "+6281255501001")
    filed = phone.send(STORY)
    number = case_in(filed)
    assert (filed["outcome"], number[:3]) == ("filed", "KU-")
    citizen = world.citizen(STACK)
    case = until(lambda: seen_by(citizen, number), lambda seen: seen["status"] != "received", 60)
    assert case["agency"], "the stream has routed it"
    office = world.office(case["agency"]["id"], slug=STACK)
    office.act(number, "accept", note="Petugas kami meninjau lubang itu pada hari Senin.")
    office.act(number, "response", note="Lubang di depan pasar itu sudah kami tambal kemarin.")
    checked = phone.send("cek")
    assert "Sudah dijawab" in checked["answers"][0]
    assert "tambal" in checked["answers"][1]
    assert phone.send("Belum, masih berlubang di sisi kiri")["outcome"] == "done"
    assert phone.send("ada dua lubang di depan toko Makmur")["outcome"] in ("added", "filed")
    history = [event["kind"] for event in seen_by(citizen, number)["timeline"]]
    assert history.count("reopened") == 1
    # By its number: what was sent last may have become a report of its own.
    assert "Balas YA BATAL" in phone.send(f"batal {number}")["answers"][0]
    assert "dibatalkan" in phone.send("ya batal")["answers"][0]
    assert seen_by(citizen, number)["status"] == "closed"
    assert not [line for line in log_lines(world, STACK) if "81255501001" in line]


@pytest.fixture
def gateway(kaltara: Stack) -> Iterator[Gateway]:
    """The aggregator that sends, on this machine; the function that tells is shown the way to it."""
    functions, name = kaltara.client("lambda"), kaltara.outputs["SendFunction"]
    before = functions.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    channels.put_token(kaltara, "token-of-the-aggregator")
    with Gateway() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        variables = before | {"SMS_SEND_URL": f"http://127.0.0.1:{server.server_port}/send"}
        functions.update_function_configuration(FunctionName=name, Environment={"Variables": variables})
        yield server
        functions.update_function_configuration(FunctionName=name, Environment={"Variables": before})
        server.shutdown()


def test_who_reported_by_sms_is_told_by_sms_once(gateway: Gateway, kaltara: Stack, world: World) -> None:
    phone = Phone(kaltara, world, "+6281255503001")
    number = case_in(phone.send(STORY.replace("pasar", "terminal")))
    for _ in range(3):
        order = serialize_order(NoticeOrder(number, 1))
        kaltara.client("sqs").send_message(QueueUrl=kaltara.outputs["Notices"], MessageBody=order)
    row = tables_of(kaltara).row

    def outcomes() -> list[str]:
        found = row.query(notice_keys.notified(number), row.sk.startswith(notice_keys.order(1, "reporter")))
        return [str(each.status) for each in found]

    until(outcomes, lambda found: found == ["sent"], PATIENCE)
    # Of its routing the reporter is told too, and other phones of other tests.
    ((token, sent),) = [(token, sent) for _, token, sent in gateway.came if sent["id"] == f"{number}-1"]
    assert token == "Bearer token-of-the-aggregator"
    assert sent["to"] == phone.number
    assert sent["text"].startswith(f"LAPOR! {number}: ")
    assert not [line for line in log_lines(world, STACK) if "81255503001" in line]


def test_shuffled_parts_of_several_phones_are_a_report_each(kaltara: Stack, world: World) -> None:
    numbers = [f"+628125550200{digit}" for digit in range(3)]
    texts = ["LAPOR lampu jalan mati di ", "Kelurahan Karang Anyar, Tarakan ", "Barat, sudah seminggu gelap"]
    parts = [(number, index) for number in numbers for index in (1, 2, 3)] * 2
    random.Random(5).shuffle(parts)
    filed: dict[str, set[str]] = {number: set() for number in numbers}
    for number, index in parts:
        answer = channels.simulate(
            kaltara, number, texts[index - 1], f"{number}/{index}", part=("77", index, 3)
        ).must_be(200)
        if answer.json["outcome"] == "filed":
            filed[number].add(case_in(answer.json))
    assert [len(cases) for cases in filed.values()] == [1, 1, 1]


def test_the_door_reads_the_gateways_secret_and_no_other(kaltara: Stack) -> None:
    door = as_role_of(kaltara, "HttpFunction")
    secrets = kaltara.outputs["SecretsTable"]
    own = {"pk": {"S": channel_keys.CHANNEL}, "sk": {"S": channel_keys.SENDERS}}
    assert door.get_item(TableName=secrets, Key=own)["Item"]
    assert_refused(door.put_item, TableName=secrets, Item=own)
    other = {"pk": {"S": table_keys.stack("KI")}, "sk": {"S": table_keys.SENDS}}
    assert_refused(door.get_item, TableName=secrets, Key=other)
    sending = {"pk": {"S": channel_keys.SENDING}, "sk": {"S": table_keys.META}}
    assert_refused(door.get_item, TableName=secrets, Key=sending)
    as_role_of(kaltara, "SendFunction").get_item(TableName=secrets, Key=sending)
    for function in ("PublishFunction", "SweepFunction", "SendFunction"):
        assert_refused(as_role_of(kaltara, function).get_item, TableName=secrets, Key=own)

"""The chapters about phones without a browser: a case by SMS and one by WhatsApp, told back, seen at the office."""

import secrets
from typing import Any

from laporctl import channels, whatsapp
from laporctl.deployment.place import whatsapp_port
from laporctl.stacks import Stack
from laporctl.whatsapp_stand_in import StandIn, stand_in
from tools.dev.demo.actors import World
from tools.dev.demo.filing import ROAD_OFFICE
from tools.dev.demo.steps import Step, Steps, until

STORY = "jalan berlubang dalam di depan Pasar Induk, Sangatta Utara, Kutai Timur"
ANSWER = "Lubang di depan pasar itu sudah kami tambal kemarin."
_WHATSAPP_SECONDS = 240.0
"""An answer by WhatsApp passes a queue, and what failed before it on that queue."""


def by_sms(world: World) -> Steps:
    """A phone that can only write SMS: the place of the pilot's gateway is taken by this machine."""
    stack, phone = world.stacks["kaltim"], _phone(world)
    if not channels.is_connected(stack):
        channels.connect(stack)

    def send(text: str) -> Any:
        return channels.simulate(stack, phone, text).must_be(200).json

    filed = send(f"LAPOR {STORY}")
    number = _number_in(filed["answers"][-1])
    yield Step("a report by SMS", filed["answers"][-1], ("filed", True), (filed["outcome"], number.startswith("KI-")))
    yield from _seen_and_answered(world, number, "seen at the desk, as an SMS", "sms")
    told = send("cek")["answers"]
    yield Step("the answer comes as SMS", " | ".join(told), True, any("tambal" in each for each in told))
    done = send("belum, masih ada lubang di sisi kiri")
    again = world.citizen().look_up(number).must_be(200).json
    yield Step(
        "the phone says that it is not settled",
        done["answers"][-1],
        ("done", "reopened"),
        (done["outcome"], _last(again)),
    )


def by_whatsapp(world: World) -> Steps:
    """A phone with WhatsApp: Meta's place is taken by this machine, which signs as Meta does."""
    stack, phone = world.stacks["kaltim"], _phone(world)
    if not whatsapp.is_connected(stack):
        whatsapp.connect(stack, secrets.token_hex(16))
        whatsapp.put_token(stack, secrets.token_hex(16))
    with stand_in(whatsapp_port(str(stack.endpoint))) as meta:
        yield from _by_whatsapp(world, stack, phone, meta)


def _by_whatsapp(world: World, stack: Stack, phone: str, meta: StandIn) -> Steps:
    def send(kind: str, **content: Any) -> Any:
        return whatsapp.simulate(stack, [whatsapp.message(phone, kind, content)]).must_be(200).json["outcomes"]

    def answers(word: str) -> list[str]:
        said = [whatsapp.said_in(each) for each in meta.messages_to(phone)]
        return [each for each in said if word in each]

    outcome = send("text", body=STORY)
    told = until(lambda: answers("KI-"), bool, _WHATSAPP_SECONDS)[0]
    number = _number_in(told)
    yield Step("a report by WhatsApp", told, (["filed"], True), (outcome, number.startswith("KI-")))
    yield from _seen_and_answered(world, number, "seen at the desk too", "whatsapp")
    send("text", body="cek")
    told = until(lambda: answers("tambal"), bool, _WHATSAPP_SECONDS)[0]
    yield Step("the answer comes back, with buttons", told, True, "[" in told)


def _seen_and_answered(world: World, number: str, name: str, channel: str) -> Steps:
    """The office finds the case in its queue, with the channel that it came by, and works it."""
    citizen, office = world.citizen(), world.office(ROAD_OFFICE)
    until(lambda: citizen.look_up(number).must_be(200).json, lambda seen: seen["status"] != "received")
    entry, case = office.holds(number), office.read(number)
    yield Step(
        name,
        f"{ROAD_OFFICE}: {entry['title']}",
        (number, channel),
        (entry["tracking_id"], case["timeline"][0]["data"]["channel"]),
    )
    office.act(number, "accept", note="Petugas kami meninjau lubang itu pada hari Senin.")
    office.act(number, "response", note=ANSWER)


def _phone(world: World) -> str:
    """A number that nobody has: those of this story begin with 0812-555."""
    phone = f"+62812555{secrets.randbelow(10**6):06d}"
    world.private.remember(phone.removeprefix("+62"), STORY)
    return phone


def _number_in(text: str) -> str:
    return next((word.strip(".:,") for word in text.split() if word.startswith("KI-")), "")


def _last(case: Any) -> str:
    return str(case["timeline"][-1]["kind"])

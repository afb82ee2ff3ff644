"""The chapter about the border between stacks: no wrong door, and one number on both sides."""

from typing import Any

from chalicelib.domain.cases.model import REDACTED
from tools.dev.demo.actors import Citizen, Receipt, World
from tools.dev.demo.filing import ROAD, ROAD_OFFICE
from tools.dev.demo.steps import Step, Steps, until

NEIGHBOUR = "65-diskominfo"
COORDINATOR = "64-diskominfo"


def across_the_border(world: World) -> Steps:
    """A case that belongs elsewhere goes there with its number, its receipt and its clocks, and may come back."""
    here, there = world.citizen(), world.citizen("kaltara")
    stray = there.file(ROAD)
    arrived = _arrived(here, stray)
    yield Step(
        "no wrong door across the border",
        f"{stray.id}, filed in Kalimantan Utara about Kutai Timur: {arrived['status_label']['id']}",
        ("routed", ROAD_OFFICE),
        (arrived["status"], arrived["agency"]["id"]),
    )
    pointer = until(lambda: there.see(stray), lambda view: view["timeline"][-1]["kind"] == "handed_over")
    yield Step(
        "what stays behind says where it went",
        f"{pointer['status_label']['id']}: {pointer['lives_at']['track_url']}",
        ("referred", f"{here.site}/lacak.html?id={stray.id}", "handed_over"),
        (pointer["status"], pointer["lives_at"]["track_url"], pointer["timeline"][-1]["kind"]),
    )
    world.office(ROAD_OFFICE).act(stray.id, "accept")
    here.reply(stray, "Sejak hujan kemarin lubangnya makin lebar.")
    last = here.see(stray)["timeline"][-1]
    elsewhere = there.post(f"/v1/complaints/{stray.id}/replies", {"text": "Halo?"}, **{"Receipt-Secret": stray.secret})
    yield Step(
        "the receipt holds on the other side",
        f"{last['label']['id']}; at the old door: {elsewhere.json['detail']}",
        ("replied", 404, "lives_elsewhere"),
        (last["kind"], elsewhere.status, elsewhere.json["code"]),
    )
    world.office(COORDINATOR, "coordinator").act(stray.id, "redaction", part="text", note="Ada nama orang.")
    copy = until(lambda: there.see(stray), lambda view: view["timeline"][-1]["kind"] == "redacted")
    yield Step(
        "what one side redacts is gone on both",
        f"{copy['text']}: {copy['timeline'][-1]['label']['id']}",
        (REDACTED, REDACTED, "KI"),
        (here.see(stray)["text"], copy["text"], copy["timeline"][-1]["data"]["stack"]),
    )
    outage = here.file(
        {"text": "Listrik padam tiap malam sejak Senin.", "category": "listrik-padam", "region": "64.08"}
    )
    central = _arrived(world.citizen("pusat"), outage)
    yield Step(
        "and up to the centre",
        f"{outage.id}: {central['status_label']['id']}",
        ("routed", "00-pln"),
        (central["status"], central["agency"]["id"]),
    )
    wrong = here.file(ROAD | {"text": "Jembatan penghubung dua provinsi retak di sisi utara."})
    here.wait_for_routing(wrong)
    coordinator, neighbour = world.office(COORDINATOR, "coordinator"), world.office(NEIGHBOUR, "coordinator", "kaltara")
    coordinator.act(wrong.id, "referral", stack="kaltara", note="Sisi utara milik Kaltara.")
    waiting = _arrived(there, wrong)
    neighbour.act(wrong.id, "referral", stack="KI", note="Sisi selatan yang retak.")
    back = until(lambda: here.see(wrong), lambda view: view["status"] != "referred")
    again = coordinator.command(wrong.id, "referral", {"stack": "KU", "note": "Tetap bukan kami."}, back["version"])
    yield Step(
        "a case does not go to and fro",
        f"{waiting['agency']['name']} -> {back['agency']['name']}; a second time: {again.json['errors'][0]['detail']}",
        (("triage", NEIGHBOUR), "triage", (400, "already_referred")),
        (
            (waiting["status"], waiting["agency"]["id"]),
            back["status"],
            (again.status, again.json["errors"][0]["code"]),
        ),
    )


def _arrived(citizen: Citizen, receipt: Receipt) -> Any:
    """The case at the other stack, once it has arrived and was routed."""

    def here() -> Any:
        answer = citizen.look_up(receipt.id, receipt.secret)
        return answer.json if answer.status == 200 else None

    return until(here, lambda view: view is not None and view["status"] != "received")

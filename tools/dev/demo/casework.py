"""Chapters about working on cases: ranks, coordinators, the wrong door, and an officer and a citizen who settle one."""

from tools.dev.demo.actors import Fields, World
from tools.dev.demo.filing import ROAD, ROAD_OFFICE
from tools.dev.demo.steps import Step, Steps

VILLAGE = "64.08.01.2001-desa"
DISTRICT = "64.08.01-kecamatan"
COORDINATOR = "64.08-diskominfo"
COOP: Fields = {
    "text": "Kandang ayam tetangga sangat bau dan banyak lalat. Anak-anak di rumah jadi sakit.",
    "category": "kandang-ternak-bau-bising",
    "region": "64.08.01.2001",
}


def chicken_coop(world: World) -> Steps:
    """The village is first; what it cannot solve goes one tier up, with its reason."""
    citizen, village, district = world.citizen(), world.office(VILLAGE), world.office(DISTRICT)
    filed = citizen.file(COOP)
    view, seconds = citizen.wait_for_routing(filed)
    yield Step(
        "the lowest tier has it first",
        f"{filed.id}: {view['status_label']['id']}, after {seconds:.2f} s",
        ("desa", True),
        (view["tier"], village.holds(filed.id) is not None),
    )
    accepted = village.act(filed.id, "accept", note="Kami datangi pemilik kandang besok pagi.")
    yield Step("the village accepts", accepted["status_label"]["id"], "accepted", accepted["status"])
    reason = "Pemilik menolak memindahkan kandang; desa tidak berwenang memaksa."
    raised = village.act(filed.id, "escalation", reason=reason)
    yield Step(
        "it cannot solve this",
        f"{raised['status_label']['id']}",
        ("routed", "kecamatan", DISTRICT, 1),
        (raised["status"], raised["tier"], raised["agency"]["id"], raised["escalations"]),
    )
    yield Step(
        "moved from queue to queue",
        f"{DISTRICT} has it, {VILLAGE} no longer",
        (True, True),
        (district.holds(filed.id) is not None, village.holds(filed.id, held=False) is None),
    )
    last = citizen.look_up(filed.id).must_be(200).json["timeline"][-1]
    yield Step("the citizen reads why", f"{last['label']['id']}: {last.get('note')}", reason, last.get("note"))


def no_category(world: World) -> Steps:
    """What no rule decides, a coordinator does; nothing is sent back to the citizen."""
    citizen, coordinator = world.citizen(), world.office(COORDINATOR, "coordinator")
    filed = citizen.file({"text": "Ada tumpukan sampah plastik di muara sungai dekat dermaga.", "region": "64.08"})
    view, seconds = citizen.wait_for_routing(filed)
    yield Step(
        "no category: the coordinator's queue",
        f"{filed.id}: {view['status_label']['id']} ({COORDINATOR}), after {seconds:.2f} s",
        ("triage", COORDINATOR, True),
        (view["status"], view["agency"]["id"], coordinator.holds(filed.id) is not None),
    )
    state = coordinator.act(
        filed.id, "disposition", target="64.08-dlh", note="Sampah adalah tugas Dinas Lingkungan Hidup."
    )
    yield Step(
        "the coordinator disposes",
        state["status_label"]["id"],
        ("routed", "64.08-dlh", True),
        (state["status"], state["agency"]["id"], world.office("64.08-dlh").holds(filed.id) is not None),
    )
    nowhere = citizen.file({"text": "Saya mengusulkan jam layanan kantor dibuka lebih pagi.", "type": "aspiration"})
    view, _ = citizen.wait_for_routing(nowhere)
    yield Step(
        "no place either: the province's",
        f"{nowhere.id}: {view['status_label']['id']} (64-diskominfo)",
        ("triage", "64-diskominfo"),
        (view["status"], view["agency"]["id"]),
    )


def answered(world: World) -> Steps:
    """Accepted, progress, answered; the citizen replies with the secret and says that it is settled."""
    citizen, office = world.citizen(), world.office(ROAD_OFFICE)
    filed = citizen.file(ROAD)
    citizen.wait_for_routing(filed)
    states = [
        office.act(filed.id, "accept"),
        office.act(filed.id, "progress", note="Tim sudah mengukur lubang; aspal dipesan."),
        office.act(filed.id, "response", note="Lubang sudah ditambal regu jalan Dinas PUPR hari ini."),
    ]
    yield Step(
        "accepted, progress, answered",
        f"{filed.id}: " + " > ".join(state["status_label"]["id"] for state in states),
        ["accepted", "in_progress", "responded"],
        [state["status"] for state in states],
    )
    path = f"/v1/complaints/{filed.id}/replies"
    none = citizen.post(path, {"text": "Saya bukan pelapornya."})
    wrong = citizen.post(path, {"text": "Saya juga bukan."}, **{"Receipt-Secret": "AAAA-BBBB-CCCC-DDDD-EEEE"})
    yield Step(
        "only the reporter may reply",
        f"without the secret: {none.json.get('detail')}",
        (403, 403),
        (none.status, wrong.status),
    )
    words = "Terima kasih, sudah rapi sampai ke jembatan."
    view = citizen.reply(filed, words)
    read = office.read(filed.id)["timeline"][-1]
    yield Step(
        "the citizen replies",
        f"{read['label']['id']}; the office reads it",
        ("responded", words),
        (view["status"], read.get("note")),
    )
    public = citizen.look_up(filed.id)
    yield Step("the reply stays between them", "the public page does not show the words", False, words in public.text)
    closed = citizen.reply(filed, "", resolved=True)
    yield Step(
        "the citizen confirms: closed",
        f"{closed['timeline'][-1]['label']['id']}: {closed['status_label']['id']}",
        ("closed", None, True),
        (closed["status"], closed["due"], office.holds(filed.id, held=False) is None),
    )


def wrong_door(world: World) -> Steps:
    """An office that is not competent names who is; every hop is public, and at the third the coordinator decides."""
    citizen = world.citizen()
    filed = citizen.file(ROAD | {"text": "Lampu di jembatan mati dan aspalnya retak. Mana yang berwenang?"})
    citizen.wait_for_routing(filed)
    reason = "Penerangan jembatan dikelola Dinas Perhubungan."
    state = world.office(ROAD_OFFICE).act(filed.id, "refusal", reason=reason, target="64.08-dishub")
    arrived = world.office("64.08-dishub").holds(filed.id)
    yield Step(
        "refused, naming who is competent",
        f"{filed.id}: {state['status_label']['id']}",
        ("routed", "64.08-dishub", True),
        (state["status"], state["agency"]["id"], arrived is not None),
    )
    hop = citizen.look_up(filed.id).must_be(200).json["timeline"][-1]
    yield Step(
        "the hop is public",
        f"{hop['label']['id']}: {hop.get('note')}",
        ("refused", 1, ROAD_OFFICE, "64.08-dishub", reason),
        (hop["kind"], *(hop["data"].get(name) for name in ("hop", "from", "to")), hop.get("note")),
    )
    world.office("64.08-dishub").act(filed.id, "refusal", reason="Aspal retak bukan tugas kami.", target="64.08-perkim")
    third = world.office("64.08-perkim").act(filed.id, "refusal", reason="Bukan jalan permukiman.", target=ROAD_OFFICE)
    yield Step(
        "at the third the coordinator decides",
        f"{third['status_label']['id']} ({third['agency']['id']})",
        ("triage", COORDINATOR),
        (third["status"], third["agency"]["id"]),
    )


def careful_offices(world: World) -> Steps:
    """No order without a key, without the version that was seen, or on somebody else's case."""
    citizen, office = world.citizen(), world.office(ROAD_OFFICE)
    filed = citizen.file(ROAD)
    citizen.wait_for_routing(filed)
    missing = office.command(filed.id, "accept")
    yield Step(
        "which version did you see?",
        f"{filed.id}: {missing.status} {missing.json.get('detail')}",
        (428, "version_required"),
        (missing.status, missing.json.get("code")),
    )
    stale = office.command(filed.id, "accept", version=1)
    yield Step(
        "somebody was faster",
        f"{stale.status} {stale.json.get('detail')}",
        (412, "stale_version", 2),
        (stale.status, stale.json.get("code"), stale.json.get("version")),
    )
    path = f"/v1/agencies/{ROAD_OFFICE}/queue"
    nobody, forged = citizen.get(path), citizen.get(path, Authorization="Bearer lapor_AAAAAAAAAAAA_BBBBBBBB")
    yield Step(
        "no key, no queue",
        f"{nobody.status} {nobody.json.get('detail')}",
        (401, 401, "application/problem+json"),
        (nobody.status, forged.status, nobody.headers["Content-Type"]),
    )
    stranger = world.office("64.08-dishub")
    theirs, foreign = stranger.get(path), stranger.command(filed.id, "accept", version=2)
    yield Step(
        "not your case",
        f"{foreign.status} {foreign.json.get('detail')}",
        (403, 403, "not_your_case"),
        (theirs.status, foreign.status, foreign.json.get("code")),
    )
    early = office.command(filed.id, "response", {"note": "Sudah selesai dikerjakan petugas kemarin."}, version=2)
    yield Step(
        "first accept, then answer",
        f"{early.status} {early.json.get('detail')}",
        (409, "not_in_this_status"),
        (early.status, early.json.get("code")),
    )

"""Words that go are gone everywhere on the deployed system: a marker in every part of a case is searched in every item,
index, file, message and log line of both stacks, and in every public answer."""

import random
import string
from collections.abc import Iterator
from typing import Any

from laporctl.case_audit import find_alterations
from laporctl.remote import COUNTING, invoke, services_of
from tests.api.test_personal_data import LAT, LON, PUBLIC_ROUTES, requests_of
from tests.e2e.test_attachments import attachments, invite, post
from tests.support import pictures
from tests.support.emulator import Site
from tests.support.everything import found_in, kept, kept_items
from tests.support.search import finds
from tools.dev.demo.actors import Receipt, World
from tools.dev.demo.filing import ROAD, ROAD_OFFICE
from tools.dev.demo.steps import until

COORDINATOR = "64.08-diskominfo"
BOTH = ("kaltim", "kaltara")
WORDS = "{} melihat jalan berlubang di depan pasar. Kata {} dalam sekali."
ALIKE = ROAD | {"text": WORDS.format("Saya", "orang"), "coordinates": {"lat": LAT, "lon": LON}}


def new_marker() -> str:
    """A name that stands nowhere else in the running system."""
    return "Rekaan" + "".join(random.choices(string.ascii_lowercase, k=12))


def filed(world: World, marker: str, at: str, **more: Any) -> Receipt:
    """A report about a road in Kalimantan Timur with the marker in title, text and place."""
    fields = ROAD | {
        "text": WORDS.format(marker, marker),
        "place": f"Depan rumah {marker}",
        "coordinates": {"lat": LAT, "lon": LON},
    }
    return world.citizen(at).file(fields | more)


def lived(world: World, marker: str, at: str = "kaltim", **more: Any) -> Receipt:
    """A report that went its whole way in Kalimantan Timur, with the marker in all that anybody wrote."""
    receipt = filed(world, marker, at, **more)
    until(lambda: world.citizen().look_up(receipt.id, receipt.secret).status, lambda status: status == 200)
    world.citizen().wait_for_routing(receipt)
    send_photo(world, marker, receipt)
    world.citizen().reply(receipt, f"Tambahan dari {marker}")
    office, note = world.office(ROAD_OFFICE), f"Kami menemui {marker} di lokasi."
    office.act(receipt.id, "accept", note=note)
    office.act(receipt.id, "progress", note=f"{note} Tadi pagi.", kind="site_visit")
    office.act(receipt.id, "response", note=f"Petugas sudah menambalnya kemarin, {marker}.")
    citizen, secret = world.citizen(), {"Receipt-Secret": receipt.secret}
    rating = {"stars": 4, "text": f"Nilai dari {marker}"}
    citizen.post(f"/v1/complaints/{receipt.id}/rating", rating, **secret).must_be(201)
    return receipt


def send_photo(world: World, marker: str, receipt: Receipt) -> None:
    site = Site(world.stacks["kaltim"])
    case = {"id": receipt.id, "headers": {"Receipt-Secret": receipt.secret}}
    photo = pictures.photo()
    assert post(invite(site, case, photo, filename=f"{marker}.jpg"), photo).status_code == 204
    attachments(site, case)


def answers(world: World, receipt: Receipt) -> Iterator[tuple[str, str]]:
    """What every public route, the reporter, the office and the coordinator are answered about the case."""
    for slug in BOTH:
        citizen = world.citizen(slug)
        for route in PUBLIC_ROUTES:
            for method, path, body in requests_of(route, receipt.id):
                answer = citizen.get(f"/v1{path}") if method == "GET" else citizen.post(f"/v1{path}", body)
                assert answer.status not in (429, 500, 503), f"{route}: {answer.text[:200]}"
                yield f"{slug} {route}", answer.text
        alike = citizen.post("/v1/similar", ALIKE).must_be(200)
        yield f"{slug} similar", alike.text
        yield f"{slug} reporter", citizen.look_up(receipt.id, receipt.secret).text
    for agency in (ROAD_OFFICE, COORDINATOR):
        office = world.office(agency, "officer" if agency == ROAD_OFFICE else "coordinator")
        yield f"{agency} case", office.get(f"/v1/agencies/{agency}/complaints/{receipt.id}").text
        yield f"{agency} queue", str(office.queue())


def everywhere(world: World, receipts: dict[str, Receipt]) -> dict[str, set[str]]:
    """For each marker, every place that holds it and every answer about its case."""
    for slug in BOTH:
        invoke(world.stacks[slug], COUNTING)
    found = {marker: found_in(marker, answers(world, receipt)) for marker, receipt in receipts.items()}
    for place, content in (each for slug in BOTH for each in kept(world.stacks[slug])):
        for marker, places in found.items():
            if finds(marker, content):
                places.add(place)
    return found


def redact(world: World, receipt: Receipt, part: str, seq: int = 0) -> None:
    office = world.office(COORDINATOR, "coordinator")
    body = {"part": part, "note": "Nama orang.", "seq": seq}
    version = office.get(f"/v1/agencies/{COORDINATOR}/complaints/{receipt.id}").must_be(200).json["version"]
    office.command(receipt.id, "redaction", body, version).must_be(200)


def redact_notes(world: World, marker: str, receipt: Receipt) -> None:
    """Take out every note that the office can still read the marker in."""
    view = world.office(ROAD_OFFICE).read(receipt.id)
    for seq in [event["seq"] for event in view["timeline"] if marker in event.get("note", "")]:
        redact(world, receipt, "note", seq)


def redacted(world: World, marker: str) -> Receipt:
    """What an office takes out part by part."""
    receipt = lived(world, marker)
    redact(world, receipt, "text")
    redact(world, receipt, "place")
    redact_notes(world, marker, receipt)
    return receipt


def taken_out(world: World, marker: str) -> Receipt:
    """What a reporter takes out, in a stack from which it had been passed on."""
    receipt = lived(world, marker, "kaltara")
    path, secret = f"/v1/complaints/{receipt.id}/redaction", {"Receipt-Secret": receipt.secret}
    world.citizen("kaltara").post(path, {"part": "words"}, **secret).must_be(201)
    gone_from_views(world, marker, receipt)
    return receipt


def forgotten(world: World, marker: str) -> Receipt:
    """The report of somebody who asked to be forgotten, likewise passed on."""
    reporter = {"name": f"Pelapor {marker}", "email": f"{marker}@contoh.id"}
    receipt = lived(world, marker, "kaltara", reporter=reporter)
    path, secret = f"/v1/complaints/{receipt.id}/erasure", {"Receipt-Secret": receipt.secret}
    world.citizen().post(path, {}, **secret).must_be(200)
    gone_from_views(world, marker, receipt)
    return receipt


def gone_from_views(world: World, marker: str, receipt: Receipt) -> None:
    """Gone at once where it was asked for, in the other stack with the next message, and of offices' own notes, which
    are theirs, once the office takes them out."""
    for slug in BOTH:
        citizen = world.citizen(slug)
        until(lambda citizen=citizen: citizen.see(receipt), lambda view: marker not in view["text"] + view["place"])
    redact_notes(world, marker, receipt)


WAYS = {redacted: ("kaltim",), taken_out: BOTH, forgotten: BOTH}
"""Way out -> the stacks that had the case."""


def test_the_search_finds_the_marker_wherever_it_was_written(world: World) -> None:
    """Otherwise the other would find nothing because it does not look. And words are in no file, queue or log."""
    marker = new_marker()
    receipt = lived(world, marker, "kaltara", reporter={"name": f"Pelapor {marker}"})
    found = everywhere(world, {marker: receipt})[marker]
    assert {"kaltim complaints agency", "kaltara identities items", "kaltim similar"} <= found, found
    for slug in BOTH:
        assert f"{slug} complaints items" in found, found
        routes = ("GET /complaints/{tracking_id}", "GET /complaints", "GET /complaints.atom")
        assert {f"{slug} {route}" for route in routes} <= found, found
    assert {
        f"{ROAD_OFFICE} case",
        f"{ROAD_OFFICE} queue",
        f"{COORDINATOR} case",
        "kaltim GET /open311/v2/requests.json",
    } <= found, found
    wordless = ("files", "messages", "log")
    assert not [place for place in found if place.split()[1] in wordless], found


def test_words_that_went_in_any_way_are_nowhere_in_either_stack(world: World) -> None:
    markers = {way: new_marker() for way in WAYS}
    receipts = {way: way(world, marker) for way, marker in markers.items()}
    sought = {marker: receipts[way] for way, marker in markers.items()}
    until(lambda: everywhere(world, sought), lambda found: not any(found.values()), seconds=60)
    for slug in BOTH:
        items = [item for place, item in kept_items(world.stacks[slug])]
        for way, stacks in WAYS.items():
            if slug in stacks:
                assert_whole_and_forgotten(world, receipts[way], slug, items)


def assert_whole_and_forgotten(world: World, receipt: Receipt, slug: str, items: list[Any]) -> None:
    """The case goes on, its record verifies, and nothing is left by which similar reports were found."""
    history = services_of(world.stacks[slug]).adapters.cases.load_history(receipt.id)
    assert find_alterations(history) == []
    assert str(history.case.status) == ("responded" if slug == "kaltim" else "referred")
    cells = [item for item in items if receipt.id in str(item.get("sk")) and item["pk"]["S"].startswith("CELL#")]
    assert [item for item in cells if set(item) - {"pk", "sk", "expires_at"}] == []

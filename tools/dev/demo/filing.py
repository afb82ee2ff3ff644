"""Chapters about filing: a case finds its office, is filed once however often it is sent, and stays private if
asked."""

import secrets
from html import unescape

from chalicelib.domain.cases import receipt as receipts
from tools.dev.demo.actors import Fields, World, new_key
from tools.dev.demo.steps import Step, Steps

ROAD: Fields = {
    "text": "Jalan poros di depan pasar berlubang sedalam lutut. Dua sepeda motor jatuh minggu ini.",
    "category": "jalan-rusak",
    "region": "64.08.01.2001",
    "place": "Depan pasar desa, dekat jembatan kayu",
}
ROAD_OFFICE = "64.08-pupr"
FORM_TEXT = "Lampu jalan di simpang tiga padam sejak Senin. Malam hari gelap sekali."


def damaged_road(world: World) -> Steps:
    """Category and place decide, the stream does it, the office sees it with its deadline."""
    citizen, office = world.citizen(), world.office(ROAD_OFFICE)
    filed = citizen.file(ROAD | {"coordinates": {"lat": 0.53, "lon": 116.65}})
    here = receipts.derive(bytes.fromhex(filed.key), "KI")
    yield Step(
        "filed; the phone knew the number",
        f"{filed.id}, made from the receipt key before anything was sent",
        (here.tracking_id, here.secret),
        (filed.id, filed.secret),
    )
    view, seconds = citizen.wait_for_routing(filed)
    agency = (view["agency"] or {}).get("id")
    yield Step(
        "routed by the stream",
        f"{view['status_label']['id']}, after {seconds:.2f} s",
        ("routed", ROAD_OFFICE, "opd"),
        (view["status"], agency, view["tier"]),
    )
    entry = office.holds(filed.id)
    yield Step(
        "in the office's queue",
        f"{ROAD_OFFICE}: {(entry or {}).get('title')}, {(entry or {}).get('days_left')} days left",
        (30, False),
        entry and (entry["days_left"], entry["breached"]),
    )
    due = view["due"]
    yield Step(
        "the citizen's date is explained",
        f"{due['clock']} by {due['on']}, {len(due['days'])} days, policy {due['policy']['id']}",
        ("verify", 3, due["on"]),
        (due["clock"], sum(day["counted"] for day in due["days"]), due["days"][-1]["date"]),
    )
    due = view["office_due"]
    yield Step(
        "so is the office's",
        f"{due['clock']} by {due['on']}, {len(due['days'])} days, policy {due['policy']['id']}",
        ("progress", 30, due["on"]),
        (due["clock"], sum(day["counted"] for day in due["days"]), due["days"][-1]["date"]),
    )
    public = citizen.look_up(filed.id)
    yield Step(
        "anybody can follow it",
        " > ".join(event["label"]["id"] for event in public.json["timeline"]),
        (200, '"2"', ["filed", "routed"]),
        (public.status, public.headers["ETag"], [event["kind"] for event in public.json["timeline"]]),
    )


def sent_twice(world: World) -> Steps:
    """A bad network sends again: one case. A reused key with other words is not a second one."""
    citizen, key = world.citizen(), new_key()
    first = citizen.send(ROAD | {"receipt_key": key})
    again = citizen.send(ROAD | {"receipt_key": key})
    number = first.must_be(201).json["tracking_id"]
    yield Step(
        "sent twice, filed once",
        f"{number} both times",
        (201, 200, number, first.json["secret"], first.json["filed_at"]),
        (first.status, again.status, *(again.json.get(name) for name in ("tracking_id", "secret", "filed_at"))),
    )
    other = citizen.send(ROAD | {"receipt_key": key, "text": "Sesuatu yang sama sekali lain."})
    yield Step(
        "same receipt, other words",
        f"{other.status} {other.json.get('code')}: {other.json.get('detail')}",
        (409, "receipt_reused"),
        (other.status, other.json.get("code")),
    )
    view = citizen.look_up(number).must_be(200).json
    kinds = [event["kind"] for event in view["timeline"]]
    yield Step(
        "still the first words, once",
        f"{kinds.count('filed')} filing",
        (ROAD["text"], 1),
        (view["text"], kinds.count("filed")),
    )


def secret_and_anonymous(world: World) -> Steps:
    """The public does not learn that a secret case exists; nobody who reads cases learns the reporter's name."""
    citizen, mark = world.citizen(), secrets.token_hex(4)
    reporter = {
        "name": f"Pelapor Contoh {mark}",
        "phone": f"0812{int(mark, 16):010d}",
        "email": f"{mark}@contoh.example",
    }
    filed = citizen.file(ROAD | {"secret": True, "anonymous": True, "reporter": reporter})
    view, _ = citizen.wait_for_routing(filed)
    public, wrong = citizen.look_up(filed.id), citizen.look_up(filed.id, "0000-0000-0000-0000-0000")
    yield Step(
        "hidden from the public",
        f"{filed.id}: {public.json.get('detail')}",
        (404, "unknown_case", 404),
        (public.status, public.json.get("code"), wrong.status),
    )
    yield Step(
        "the reporter sees it with the secret",
        str(view["status_label"]["id"]),
        ("routed", True, True),
        (view["status"], view["secret"], view["anonymous"]),
    )
    office, other = world.office(ROAD_OFFICE), world.office("64.08-dishub")
    entry = office.holds(filed.id)
    yield Step(
        "the office works on it, others may not",
        f"{ROAD_OFFICE} has it in its queue, {other.agency} is told that there is none",
        (True, 404),
        (entry is not None, other.get(f"/v1/agencies/{other.agency}/complaints/{filed.id}").status),
    )
    auditor = world.office("64-inspektorat", "auditor")
    outputs = [
        citizen.look_up(filed.id, filed.secret).text,
        office.get(f"/v1/agencies/{office.agency}/complaints/{filed.id}").must_be(200).text,
        auditor.get(f"/v1/agencies/{auditor.agency}/complaints/{filed.id}").must_be(200).text,
        str(office.queue()),
        citizen.get(f"/v1/complaints/{filed.id}/receipt").text,
    ]
    words = (reporter["name"], reporter["email"], mark, reporter["phone"].lstrip("0"))
    mentions = sum(word in output for output in outputs for word in words)
    yield Step("no output knows the name", f"{len(outputs)} outputs searched for name, phone and mail", 0, mentions)
    protected = citizen.file({"text": "Ada dugaan suap di kantor pelayanan.", "category": "korupsi", "region": "64"})
    yield Step(
        "corruption is secret without asking",
        f"{protected.id} is shown only with its secret",
        (404, 200),
        (citizen.look_up(protected.id).status, citizen.look_up(protected.id, protected.secret).status),
    )


def without_javascript(world: World) -> Steps:
    """A plain form is enough: it is answered by a redirect to a page with the number and, once, the secret."""
    citizen = world.citizen()
    fields = {"text": FORM_TEXT, "category": "lampu-jalan-mati", "region": "64.08", "name": "Pelapor Tanpa Skrip"}
    posted = citizen.send_form({**fields, "phone": "", "lat": "", "lon": ""})
    page = str(posted.must_be(303).headers["Location"])
    number = page.split("/")[3]
    cookie = str(posted.headers["Set-Cookie"]).split(";")[0]
    secret = cookie.partition("=")[2]
    world.private.remember(secret)
    yield Step(
        "the form is answered by a redirect",
        f"303 to {page}; the secret travels in a cookie, not in the address",
        (True, False, True),
        (number.startswith("KI-"), secret in page, "HttpOnly" in posted.headers["Set-Cookie"]),
    )
    shown, without = citizen.get(page, Cookie=cookie), citizen.get(page)
    yield Step(
        "the receipt page",
        f"shows {number} and the secret; without the cookie only the number",
        (200, True, True, 200, True, False),
        tuple(fact for page in (shown, without) for fact in (page.status, number in page.text, secret in page.text)),
    )
    view = citizen.look_up(number, secret).must_be(200).json
    yield Step("it is a case like any other", f"{number}: {view['title']}", FORM_TEXT, view["text"])
    empty = citizen.send_form({"text": "", "place": "Simpang tiga"})
    yield Step(
        "a mistake is explained on a page",
        "400 with a page that names the field as the form does",
        (400, True, True),
        (empty.status, "text/html" in str(empty.headers["Content-Type"]), "Apa yang terjadi?" in unescape(empty.text)),
    )

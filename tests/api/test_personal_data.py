"""Personal data in words, and exact points: a case full of them is asked for by every public route, as every stranger,
and in every file; nobody but the reporter and the offices involved reads one."""

import json
import re
from dataclasses import replace

import pytest

from chalicelib.domain.cases import public_form
from chalicelib.domain.cases.model import Agency, Role
from tests.api.conftest import Api
from tests.api.test_access import ACTION, REGISTERED, call
from tests.support.loops import at_least_one
from tools.apispec.access_table import ACTIONS, PUBLIC, ROUTES

OFFICE, OTHER = "64.08-pupr", "64.08-dlh"
NIK, CARD, PHONE, MAIL = "6472011508850001", "4929939187355598", "081298765432", "budi.rekaan@contoh.id"
ACCOUNT, LATE_PHONE, NOTE_PHONE, PLACE_PHONE = "0123456789", "085712345678", "0813 4444 5555", "0878-1111-2222"
LAT, LON = 0.502137, 117.153749
SECRETS = (NIK, CARD, PHONE, MAIL, ACCOUNT, LATE_PHONE, NOTE_PHONE, PLACE_PHONE, str(LAT), str(LON))
TITLE = f"HP {PHONE} lampu mati"
TEXT = f"NIK saya {NIK}, surel {MAIL}, rek BCA {ACCOUNT} dan kartu {CARD}. Lampu jalan mati sejak Senin."
PLACE = f"Warung Rekaan {PLACE_PHONE}"


def a_case(api: Api) -> dict[str, str]:
    """A public case with personal data in every part that holds words."""
    receipt = api.file(
        title=TITLE, text=TEXT, place=PLACE, coordinates={"lat": LAT, "lon": LON}, reporter={"phone": PHONE}
    )
    number = receipt["tracking_id"]
    act(api, number, "accept", {})
    act(api, number, "progress", {"note": f"Petugas kami, {NOTE_PHONE}, sudah ke lokasi."})
    api.post(f"/complaints/{number}/replies", {"text": f"Tambahan: {LATE_PHONE}"}, Receipt_Secret=receipt["secret"])
    act(api, number, "response", {"note": f"Selesai dikerjakan petugas kemarin. Hubungi {NOTE_PHONE}."})
    return receipt


def act(api: Api, number: str, action: str, body: dict[str, str]) -> None:
    version = api.world.cases.load(number).version
    path = f"/agencies/{OFFICE}/complaints/{number}/{action}"
    answer = api.post(path, body, key=api.key(OFFICE), If_Match=f'"{version}"')
    assert answer.status_code == 200, answer.body


def found_in(text: str) -> list[str]:
    """Which of the secrets a text holds, however its digits are grouped."""
    digits = re.sub(r"(?<=\d)[ .-](?=\d)", "", text)
    return [secret for secret in SECRETS if secret in text or re.sub("[ -]", "", secret) in digits]


def requests_of(route: str, number: str) -> list[tuple[str, str, object]]:
    """The requests about the case that a public route of the table takes."""
    method, _, path = route.partition(" ")
    row = ROUTES[route]
    values = {"tracking_id": number, "agency_id": OFFICE, "code": "64.08"}
    query = f"?{row.query}" if row.query else ""
    paths = [path]
    if "{file}" in path:
        paths = [path.replace("{file}", f"{number}.{kind}") for kind in ("xml", "json")]
    paths = [re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], "0" * 26), each) + query for each in paths]
    if route == "GET /complaints/{tracking_id}":
        paths.append(f"{paths[0]}?proof=1")
    if "/requests." in path:
        paths.append(f"{paths[0]}?service_request_id={number}")
    report = {"text": TEXT, "category": "jalan-rusak", "region": "64.08", "coordinates": {"lat": LAT, "lon": LON}}
    return [(method, each, report if method == "POST" else None) for each in paths]


CHANGES = ("POST /complaints", "POST /open311/")
PUBLIC_ROUTES = sorted(
    route for route in REGISTERED if route in ROUTES and PUBLIC in ROUTES[route].who and not route.startswith(CHANGES)
)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("route", PUBLIC_ROUTES)
def test_no_public_answer_holds_personal_data_or_an_exact_point(api: Api, route: str, language: str) -> None:
    number = a_case(api)["tracking_id"]
    for method, path, body in at_least_one(requests_of(route, number)):
        answer = api.request(method, path, body, Accept_Language=language).body.decode()
        assert found_in(answer) == [], (method, path)


def test_the_walk_asks_where_the_case_is(api: Api) -> None:
    """So that the test above does not pass because nothing was answered."""
    number = a_case(api)["tracking_id"]
    named = {
        route
        for route in PUBLIC_ROUTES
        for method, path, body in requests_of(route, number)
        if number in (answer := api.request(method, path, body)).body.decode() and answer.status_code == 200
    }
    open311 = {
        f"GET /open311/v2/{name}"
        for name in ("requests.json", "requests.xml", "servicerequestupdates.json", "servicerequestupdates.xml")
    }
    files = {"GET /open311/v2/requests/{file}", "GET /open311/v2/tokens/{file}"}
    case = {f"GET /complaints{end}" for end in ("", ".atom", "/{tracking_id}", "/{tracking_id}/receipt")}
    assert named == open311 | files | case | {"POST /similar"}


def test_the_public_reads_what_is_hidden_and_where_about_it_was(api: Api) -> None:
    number = a_case(api)["tracking_id"]
    view = api.get(f"/complaints/{number}").json_body
    assert view["title"] == "HP [nomor telepon disembunyikan] lampu mati"
    assert view["text"].startswith("NIK saya [NIK disembunyikan], surel [alamat surel disembunyikan], rek BCA")
    assert view["place"] == "Warung Rekaan [nomor telepon disembunyikan]"
    assert view["coordinates"] == {"lat": 0.502, "lon": 117.154}
    notes = [event["note"] for event in view["timeline"] if "note" in event]
    assert notes == [
        "Petugas kami, [nomor telepon disembunyikan], sudah ke lokasi.",
        "Selesai dikerjakan petugas kemarin. Hubungi [nomor telepon disembunyikan].",
    ]
    assert "personal_data" not in view


def test_open311_answers_in_its_own_language(api: Api) -> None:
    number = a_case(api)["tracking_id"]
    (sent,) = api.get(f"/open311/v2/requests/{number}.json", Accept_Language="en").json_body
    assert "[NIK hidden]" in sent["description"]
    assert sent["address"].startswith("Warung Rekaan [phone number hidden], ")
    assert (sent["lat"], sent["long"]) == (0.502, 117.154)
    changes = api.get("/open311/v2/servicerequestupdates.json", Accept_Language="en").json_body
    assert [change["description"] for change in changes if "[" in change["description"]] == [
        "Petugas kami, [phone number hidden], sudah ke lokasi.",
        "Selesai dikerjakan petugas kemarin. Hubungi [phone number hidden].",
    ]


def test_reporter_and_office_read_every_word_and_the_exact_point(api: Api) -> None:
    receipt = a_case(api)
    number = receipt["tracking_id"]
    own = api.get(f"/complaints/{number}", Receipt_Secret=receipt["secret"])
    office = api.get(f"/agencies/{OFFICE}/complaints/{number}", key=api.key(OFFICE))
    for view in (own, office):
        assert found_in(view.body.decode()) == list(SECRETS)
        assert view.json_body["coordinates"] == {"lat": LAT, "lon": LON}


def test_another_office_reads_what_the_public_reads(api: Api) -> None:
    number = a_case(api)["tracking_id"]
    key = api.key(OTHER)
    for path in (number, f"{number}/similar"):
        answer = api.get(f"/agencies/{OTHER}/complaints/{path}", key=key)
        assert answer.status_code == 200
        assert found_in(answer.body.decode()) == []
        assert "personal_data" not in answer.json_body


@pytest.mark.parametrize(
    ("role", "reads"),
    [(Role.OFFICER, True), (Role.AUDITOR, True), (Role.OVERSEER_KEMENPANRB, False), (Role.OVERSEER_KSP, False)],
)
def test_a_queue_shows_titles_as_written_only_to_roles_that_read_words(api: Api, role: Role, reads: bool) -> None:
    api.file(title=TITLE, text="Lampu jalan mati")
    seat = Agency(OFFICE if role is Role.OFFICER else "64-inspektorat" if reads else "00-x", "Kantor", api_tier(api))
    categories = ("jalan-rusak",) if role is Role.OVERSEER_KSP else ()
    until = api.world.now.replace(year=2030)
    key = api.world.services.keys.issue(role, seat, api.world.now, until, categories=categories)
    (line,) = api.get(f"/agencies/{OFFICE}/queue", key=key).json_body["items"]
    assert line["title"] == (TITLE if reads else "HP [nomor telepon disembunyikan] lampu mati")


def api_tier(api: Api) -> object:
    return api.world.directory.offices[OFFICE].tier


def test_the_office_is_told_what_to_redact_and_can_do_so_part_by_part(api: Api) -> None:
    number = a_case(api)["tracking_id"]

    def told() -> list[dict[str, object]]:
        path = f"/agencies/{OFFICE}/complaints/{number}"
        return list(api.get(path, key=api.key(OFFICE)).json_body["personal_data"])

    assert told() == [
        {"part": "title", "kinds": ["phone"]},
        {"part": "text", "kinds": ["nik", "email", "account", "card"]},
        {"part": "place", "kinds": ["phone"]},
        {"part": "note", "seq": 4, "kinds": ["phone"]},
        {"part": "note", "seq": 5, "kinds": ["phone"]},
        {"part": "note", "seq": 6, "kinds": ["phone"]},
    ]
    for each in told():
        body = {name: each[name] for name in ("part", "seq") if name in each}
        version = api.world.cases.load(number).version
        path = f"/agencies/64.08-diskominfo/complaints/{number}/redaction"
        key = api.key("64.08-diskominfo", Role.COORDINATOR)
        answer = api.post(path, body | {"note": "Data pribadi"}, key=key, If_Match=f'"{version}"')
        assert answer.status_code == 200, answer.body
    assert told() == []


def test_the_public_proof_opens_only_notes_that_are_shown_as_written(api: Api) -> None:
    receipt = api.file()
    number = receipt["tracking_id"]
    act(api, number, "accept", {"note": "Kami terima."})
    act(api, number, "progress", {"note": f"Petugas dapat dihubungi di {NOTE_PHONE}"})
    public = api.get(f"/complaints/{number}?proof=1").json_body["proof"]
    assert ["salt" in link for link in public] == [False, False, True, False]
    assert all("sealed" in link for link in public)
    own = api.get(f"/complaints/{number}?proof=1", Receipt_Secret=receipt["secret"]).json_body["proof"]
    assert ["salt" in link for link in own] == [False, False, True, True]


def test_a_distance_to_a_similar_report_is_that_to_the_rounded_point(api: Api) -> None:
    """From distances to the exact point anybody could work out where the reporter stood."""
    text = "Lubang besar di jalan depan pasar Rekaan, motor jatuh"
    api.file(text=text, coordinates={"lat": LAT, "lon": LON})
    report = {"text": text, "category": "jalan-rusak", "region": "64.08"}

    def distance(lat: float, lon: float) -> int:
        body = report | {"coordinates": {"lat": lat, "lon": lon}}
        (line,) = api.post("/similar", body).json_body["items"]
        return int(line["distance_m"])

    assert distance(public_form.rounded(LAT) or 0, public_form.rounded(LON) or 0) == 10
    assert distance(LAT, LON) > 10
    (kept,) = [mark for marks in api.world.fingerprints.kept.values() for mark in marks.values()]
    assert (kept.lat, kept.lon) == (0.502, 117.154)


def test_a_title_cut_from_the_text_never_ends_inside_a_number(api: Api) -> None:
    words = "Lampu jalan di depan rumah kami mati sudah tiga minggu, hubungi saya di nomor"
    for gap in range(12):
        text = f"{words} {'x' * gap} 0812 9876 5432 atau 6472.0115.0885.0001 supaya cepat"
        title = api.file(text=text)
        shown = api.get(f"/complaints/{title['tracking_id']}").json_body["title"]
        assert not re.search(r"0812|9876|6472", shown), shown


def test_an_old_title_that_was_cut_inside_a_number_shows_nothing_of_it(api: Api) -> None:
    number = api.file(title="Lampu mati, hubungi saya di 0812 9876 …")["tracking_id"]
    shown = api.get(f"/complaints/{number}").json_body["title"]
    assert shown == "Lampu mati, hubungi saya di [nomor pribadi disembunyikan] …"


def test_numbers_of_other_scripts_and_unseen_characters_are_found_in_every_answer(api: Api) -> None:
    nik = "".join(chr(0xFF10 + int(digit)) for digit in NIK)
    phone = "\u200b".join(PHONE)
    number = api.file(text=f"Nomor saya {nik} dan {phone}, tolong", place=f"Rumah {nik}")["tracking_id"]
    answers = [api.get(f"/complaints/{number}"), api.get(f"/open311/v2/requests/{number}.xml")]
    for answer in answers:
        words = answer.body.decode()
        assert not [each for each in (nik, phone, json.dumps(nik)[1:-1], json.dumps(phone)[1:-1]) if each in words]


def test_public_files_hold_neither_words_nor_points(api: Api) -> None:
    a_case(api)
    api.world.later(hours=2)
    api.world.services.aggregation.run(api.world.now, lambda: True)
    assert api.world.public_files.kept
    for file in api.world.public_files.kept.values():
        assert found_in(file.decode()) == []


NOT_FREE = ("covering", "identity-request")
"""The reason of a covering is one of a closed list; that of an identity request is not for the public."""
WRITTEN = {
    name: next(field for field in ("note", "reason") if field in row.body)
    for name, row in ACTIONS.items()
    if row.who and isinstance(row.body, dict) and {"note", "reason"} & row.body.keys() and name not in NOT_FREE
}
"""Action -> the field in which an office writes."""


@pytest.mark.parametrize("action", WRITTEN)
def test_whatever_an_office_writes_is_masked_in_public(api: Api, action: str) -> None:
    row = ACTIONS[action]
    row = replace(row, body={**row.body, WRITTEN[action]: f"Petugas dapat dihubungi kemarin di {PHONE}, NIK {NIK}."})
    answer = call(api, "POST", ACTION.partition(" ")[2].replace("{action}", action), row, min(row.who))
    assert answer.status_code in (200, 409), answer.body
    for number in at_least_one(list(api.world.cases.kept)):
        for path in (f"/complaints/{number}", f"/complaints/{number}?proof=1"):
            assert found_in(api.get(path).body.decode()) == []
    assert found_in(api.get("/open311/v2/servicerequestupdates.json").body.decode()) == []


def test_many_actions_of_offices_take_words() -> None:
    assert len(WRITTEN) > 10

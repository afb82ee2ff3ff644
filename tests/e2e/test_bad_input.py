"""Bad input through the public address: a 4xx problem document that names the field and says what would be right."""

import json
from typing import Any

import pytest

from chalicelib.domain.validation import TEXT_LIMIT
from laporctl.http import Answer, send
from tests.support.emulator import System
from tools.dev.demo.actors import Fields, World
from tools.dev.demo.filing import ROAD, ROAD_OFFICE

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TEXT = "Jalan rusak di depan rumah saya."


def assert_problem(answer: Answer, status: int, code: str, field: str = "", field_code: str = "") -> None:
    """The one shape of errors: RFC 9457, never cached, and for a wrong field its name with a sentence."""
    problem = answer.json
    assert (answer.status, problem["status"], problem["code"]) == (status, status, code), answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert problem["type"] == f"/problems/{code}"
    assert problem["detail"]
    if field:
        named = {(error["field"], error["code"]) for error in problem["errors"]}
        assert named == {(field, field_code)}
        assert all(error["detail"] for error in problem["errors"])


WRONG_FIELDS: list[tuple[str, Fields, str, str]] = [
    ("no text at all", {"text": ""}, "/text", "too_short"),
    ("only blanks", {"text": " \n\t  "}, "/text", "too_short"),
    ("text too long", {"text": "a" * (TEXT_LIMIT + 1)}, "/text", "too_long"),
    ("long title", {"title": "a" * 121}, "/title", "too_long"),
    ("long place", {"place": "a" * 301}, "/place", "too_long"),
    ("NUL", {"text": "Jalan \u0000 rusak"}, "/text", "control_character"),
    ("escape sequence", {"text": "Jalan \u001b[31m rusak"}, "/text", "control_character"),
    ("reading direction turned round", {"text": "Jalan \u202e rusak"}, "/text", "control_character"),
    ("text is a number", {"text": 12345}, "/text", "wrong_type"),
    ("unknown field", {"urgency": "high"}, "/urgency", "unknown_field"),
    ("unknown field of the reporter", {"reporter": {"nik": "0"}}, "/reporter/nik", "unknown_field"),
    ("unknown type", {"type": "rant"}, "/type", "unknown_type"),
    ("unknown category", {"category": "ufo"}, "/category", "unknown_category"),
    ("region of no shape", {"region": "Kutai Timur"}, "/region", "region_shape"),
    ("region that does not exist", {"region": "64.99"}, "/region", "unknown_region"),
    ("village that does not exist", {"region": "64.08.01.9999"}, "/region", "unknown_region"),
    ("province that does not exist", {"region": "99"}, "/region", "unknown_region"),
    ("point in the sea", {"coordinates": {"lat": -1.5, "lon": 118.5}}, "/coordinates", "not_on_land"),
    ("point abroad", {"coordinates": {"lat": 52.5, "lon": 13.4}}, "/coordinates", "not_on_land"),
    ("point off the globe", {"coordinates": {"lat": 900, "lon": 900}}, "/coordinates", "not_on_land"),
    ("half a point", {"coordinates": {"lat": 0.5}}, "/coordinates/lon", "missing"),
    ("date in the future", {"incident_date": "2199-01-01"}, "/incident_date", "in_the_future"),
    ("date before the republic", {"incident_date": "1799-12-31"}, "/incident_date", "too_long_ago"),
    ("no date", {"incident_date": "31 Februari"}, "/incident_date", "wrong_type"),
    ("receipt key too short", {"receipt_key": "abc"}, "/receipt_key", "receipt_key_shape"),
    ("receipt key in capitals", {"receipt_key": "A" * 32}, "/receipt_key", "receipt_key_shape"),
]


@pytest.mark.parametrize(("change", "field", "code"), [pytest.param(*row[1:], id=row[0]) for row in WRONG_FIELDS])
def test_a_wrong_field_is_named_with_what_would_be_right(world: World, change: Fields, field: str, code: str) -> None:
    answer = world.citizen().send({"text": TEXT, **change})

    assert_problem(answer, 400, "invalid_input", field, code)


def test_every_wrong_field_is_named_at_once(world: World) -> None:
    answer = world.citizen().send({"text": "x", "category": "ufo", "region": "64.99"})

    assert {error["field"] for error in answer.json["errors"]} == {"/text", "/category", "/region"}


BROKEN_BODIES: list[tuple[str, bytes, dict[str, str], int, str]] = [
    ("half a JSON", b'{"text": "Jalan', JSON, 400, "malformed_json"),
    ("half a character", b'{"text": "Jalan \\ud83d rusak"}', JSON, 400, "malformed_json"),
    ("a list", b"[]", JSON, 400, "invalid_input"),
    ("nothing", b"", JSON, 400, "invalid_input"),
    ("200 KB", json.dumps({"text": "a" * 200_000}).encode(), JSON, 413, "body_too_large"),
    ("XML", b"<text/>", {"Content-Type": "text/xml"}, 415, "unsupported_media_type"),
]


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"), [pytest.param(*row[1:], id=row[0]) for row in BROKEN_BODIES]
)
def test_a_broken_body_is_a_problem_document(
    world: World, body: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    answer = send("POST", world.citizen().site, "/v1/complaints", body=body, headers=headers)

    assert_problem(answer, status, code)


NOT_UTF_8: list[tuple[str, bytes, dict[str, str]]] = [
    ("JSON", b'{"text": "Jalan \xff\xfe rusak"}', JSON),
    ("Latin-1", '{"text": "Caf\u00e9 berisik sekali"}'.encode("latin-1"), JSON),
    ("form", b"text=Jalan+%ff%fe+rusak", FORM),
]


@pytest.mark.parametrize(("body", "headers"), [pytest.param(*row[1:], id=row[0]) for row in NOT_UTF_8])
def test_bytes_that_are_no_utf_8_are_not_filed_as_broken_letters(
    world: World, body: bytes, headers: dict[str, str]
) -> None:
    """API Gateway hands over text and puts U+FFFD where bytes made no sense: the words would be lost for good."""
    answer = send("POST", world.citizen().site, "/v1/complaints", body=body, headers=headers)

    assert_problem(answer, 400, "invalid_input", "/text", "broken_character")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Jalan rusak 🚧🛵 parah sekali 👨‍👩‍👧‍👦", "emoji, joined ones too"),
        ("Jalan rusak\ndi dua tempat\tsekaligus", "lines and tabs"),
        ("ꦗꦭꦤ꧀ꦫꦸꦱꦏ꧀ — طريق متضرر — 道路损坏", "any script"),
        ("a" * TEXT_LIMIT, "exactly the limit"),
        ("🚧" * TEXT_LIMIT, "the limit counts characters, not bytes"),
    ],
    ids=lambda value: value if len(value) < 50 and value.isascii() else "text",
)
def test_people_write_as_they_like(world: World, text: str, why: str) -> None:
    citizen = world.citizen()
    filed = citizen.file({"text": text})

    assert citizen.see(filed)["text"] == text, why


def test_html_stays_harmless_text(world: World) -> None:
    citizen, text = world.citizen(), '<script>alert(1)</script> & "jalan" <b>rusak</b>'
    filed = citizen.file({"text": text})
    answer = citizen.look_up(filed.id)

    assert answer.json["text"] == text
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_html_in_a_plain_form_is_not_run_on_the_problem_page(world: World) -> None:
    name = "<script>alert(1)</script>"
    page = world.citizen().send_form({"text": TEXT, name: "x", "region": name})

    assert page.status == 400
    assert name not in page.text


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("KI-0000-0000-0000-1", "tracking_id_check"),
        ("KI-7F3K-9Q2M-XA0B-D", "tracking_id_check"),
        ("KI-7F3K", "tracking_id_shape"),
        ("KI-UUUU-9Q2M-XA0B-C", "tracking_id_shape"),
        ("%F0%9F%9A%A7", "tracking_id_shape"),
    ],
)
def test_a_wrong_tracking_number_is_told_from_an_unknown_one(world: World, typed: str, code: str) -> None:
    assert_problem(world.citizen().look_up(typed), 400, "invalid_input", "/tracking_id", code)


def test_a_number_nobody_holds_is_not_found(world: World) -> None:
    from chalicelib.domain.cases.tracking_id import make_tracking_id

    assert_problem(world.citizen().look_up(str(make_tracking_id("KI", 12345))), 404, "unknown_case")


def test_problems_speak_indonesian_unless_english_is_asked_for(world: World) -> None:
    citizen = world.citizen()
    default, english = citizen.send({"text": ""}), citizen.send({"text": ""}, **{"Accept-Language": "en-GB,en;q=0.9"})

    assert default.json["detail"] == "Ada isian yang perlu diperbaiki."
    assert english.json["detail"] == "Some fields need to be corrected."
    assert (default.headers["Content-Language"], english.headers["Content-Language"]) == ("id", "en")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (f"/v1/agencies/{ROAD_OFFICE}/queue?limit=0", "limit"),
        (f"/v1/agencies/{ROAD_OFFICE}/queue?limit=many", "limit"),
        (f"/v1/agencies/{ROAD_OFFICE}/queue?status=lost", "status"),
        (f"/v1/agencies/{ROAD_OFFICE}/queue?cursor=%2B%2B", "cursor"),
        (f"/v1/agencies/{ROAD_OFFICE}/queue?cursor=bm9uc2Vuc2U", "cursor"),
        (f"/v1/agencies/{ROAD_OFFICE}/events?after=bm9uc2Vuc2U", "after"),
        ("/v1/breaches?month=2026-13", "month"),
        ("/v1/breaches", "month"),
    ],
)
def test_a_wrong_parameter_is_named(world: World, path: str, field: str) -> None:
    role, agency = ("auditor", "64-inspektorat") if "breaches" in path else ("officer", ROAD_OFFICE)
    answer = world.office(agency, role).get(path)

    assert answer.status == 400, answer.text
    assert [error["field"] for error in answer.json["errors"]] == [field]


ORDERS: list[tuple[str, str, Fields, str]] = [
    ("progress without a note", "progress", {}, "/note"),
    ("refusal without a reason", "refusal", {"target": "64.08-dishub"}, "/reason"),
    ("escalation without a reason", "escalation", {"reason": "  "}, "/reason"),
    ("refusal to oneself", "refusal", {"reason": "Bukan kami.", "target": ROAD_OFFICE}, "/target"),
    ("a field nobody knows", "accept", {"mood": "good"}, "/mood"),
    ("an action nobody knows", "burn", {"note": "Habis."}, "action"),
]


@pytest.mark.parametrize(("action", "body", "field"), [pytest.param(*row[1:], id=row[0]) for row in ORDERS])
def test_a_wrong_order_names_the_field(world: World, routed: str, action: str, body: Fields, field: str) -> None:
    answer = world.office(ROAD_OFFICE).command(routed, action, body, version=2)

    assert answer.status == 400, answer.text
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_a_target_that_does_not_exist_is_not_found(world: World, routed: str) -> None:
    body = {"reason": "Bukan kami.", "target": "64.08-ufo"}

    assert_problem(world.office(ROAD_OFFICE).command(routed, "refusal", body, version=2), 404, "unknown_agency")


@pytest.fixture(scope="module")
def routed(world: World) -> str:
    """A case in the queue of the road office, at version 2, that every refused order leaves as it is."""
    citizen = world.citizen()
    filed = citizen.file(ROAD)
    view: Any = citizen.wait_for_routing(filed)[0]
    assert view["version"] == 2
    return filed.id


def test_a_number_of_another_stack_names_its_site(world: World, system: System) -> None:
    theirs = world.citizen("kaltara").file({"text": TEXT})
    answer = world.citizen().look_up(theirs.id)

    assert_problem(answer, 404, "lives_elsewhere")
    assert answer.json["lives_at"] == {"name": "Kalimantan Utara", "site": system["kaltara"].site}

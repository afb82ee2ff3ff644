"""Requests made to do harm, over the real app."""

import copy

import pytest

import app
from tests.api.conftest import Api, assert_problem

DEEP = 60_000


@pytest.mark.parametrize(
    "body",
    [
        b"[" * DEEP,
        b'{"text":' + b"[" * DEEP,
        b'{"unknown":' + b'{"a":' * DEEP,
        b'{"text": "Lampu padam", "coordinates": {"lat": ' + b"9" * DEEP + b', "lon": 1}}',
        b'{"text": "Lampu padam", "coordinates": {"lat": 1e999, "lon": 1}}',
        b'{"text": "Lampu padam", "coordinates": {"lat": NaN, "lon": 1}}',
        b'{"text": "Lampu padam", "coordinates": {"lat": "1", "lon": true}}',
    ],
    ids=["arrays", "arrays in a field", "objects", "digits", "infinity", "nan", "other types"],
)
def test_no_number_or_nesting_breaks_the_reading_of_a_body(api: Api, body: bytes) -> None:
    answer = api.post("/complaints", body[: 120 * 1024], Content_Type="application/json")
    assert answer.status_code == 400
    assert answer.json_body["code"] in ("invalid_input", "malformed_json")
    assert not api.world.cases.kept


def test_a_parameter_sent_twice_counts_once(api: Api) -> None:
    key = api.key("64.08-pupr")
    for _ in range(3):
        api.file()
    queue = "/agencies/64.08-pupr/queue"
    assert len(api.get(f"{queue}?limit=3&limit=1", key=key).json_body["items"]) == 1
    assert api.get(f"{queue}?limit=1&limit=100000", key=key).status_code == 400


def test_what_decides_is_read_from_one_place_only(api: Api) -> None:
    """Neither a secret nor a version is taken from the address or the body."""
    receipt = api.file(secret=True)
    number = receipt["tracking_id"]
    for name in ("Receipt-Secret", "receipt-secret"):
        answer = api.get(f"/complaints/{number}?{name}={receipt['secret']}")
        assert_problem(answer, 400, "invalid_input", **{name: "unknown_parameter"})
        assert receipt["secret"] not in answer.body.decode()


@pytest.mark.parametrize("media_type", ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded"])
def test_no_form_of_another_site_gives_a_command(api: Api, media_type: str) -> None:
    """What a page elsewhere can make a browser send: no header of its own, and one of three media types. Proof of who
    speaks is a header, never the cookie."""
    receipt = api.file()
    path, cookie = f"/complaints/{receipt['tracking_id']}", f"__Secure-receipt={receipt['secret']}"
    before = copy.deepcopy(api.world.cases.kept)
    for action in ("replies", "rating", "appeal", "attachments"):
        answer = api.post(f"{path}/{action}", b"text=x", Content_Type=media_type, Cookie=cookie)
        assert answer.status_code in (401, 403, 404, 415), action
    for action in ("withdrawal", "erasure"):
        assert api.post(f"{path}/{action}", Cookie=cookie).status_code in (401, 403, 404), action
    assert api.world.cases.kept == before


def test_reading_changes_no_case(api: Api) -> None:
    receipt = api.file(secret=True)
    number, key = receipt["tracking_id"], api.key("64.08-pupr")
    values = {"tracking_id": number, "agency_id": "64.08-pupr", "attachment_id": "0" * 26, "code": "64.08"}
    values["token"] = api.world.notice_ledger.issue_stop(number, "0" * 32, api.world.now)
    before = copy.deepcopy(api.world.cases.kept)
    read = 0
    for path, methods in app.app.routes.items():
        if "GET" in methods and not path.startswith("/open311"):
            read += 1
            api.get(path.format(**values), key=key if "/agencies/" in path else None, Receipt_Secret=receipt["secret"])
    assert read > 15
    assert api.world.cases.kept == before

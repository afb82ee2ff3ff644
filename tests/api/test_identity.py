"""Opening and erasing an identity over HTTP."""

from typing import Any

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem

OFFICE = "64.08-pupr"
REASON = "Perlu menanyakan letak lubang."
GROUND = {"purpose": "contact_needed_for_work", "reason": REASON}
PERSON = {"name": "Pelapor Contoh", "phone": "+62811000111", "email": "pelapor@contoh.id"}


def ask(
    api: Api, number: str, agency: str = OFFICE, role: Role = Role.OFFICER, body: Any = None, **headers: str
) -> HTTPResponse:
    path = f"/agencies/{agency}/complaints/{number}/identity"
    return api.post(path, GROUND if body is None else body, key=api.key(agency, role), **headers)


def timeline(api: Api, number: str, **headers: str) -> list[dict[str, Any]]:
    return list(api.get(f"/complaints/{number}", **headers).json_body["timeline"])


def test_the_office_learns_who_filed_and_the_reporter_sees_who_asked_and_why(api: Api) -> None:
    receipt = api.file(reporter=PERSON)
    number = receipt["tracking_id"]
    answer = ask(api, number)
    assert answer.status_code == 200, answer.body
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json_body == PERSON | {"post": None, "accessed_event": 3}

    seen = timeline(api, number, Receipt_Secret=receipt["secret"])[-1]
    assert (seen["seq"], seen["kind"], seen["note"]) == (3, "accessed", REASON)
    assert seen["actor"]["agency"] == OFFICE
    said = "Dinas PUPR Kabupaten Kutai Timur membuka identitas pelapor (perlu menghubungi pelapor)"
    assert seen["label"]["id"] == said


def test_the_public_and_other_offices_see_of_the_identity_only_that_words_were_erased_with_it(api: Api) -> None:
    receipt = api.file(reporter=PERSON)
    number = receipt["tracking_id"]
    ask(api, number)
    api.post(f"/complaints/{number}/erasure", Receipt_Secret=receipt["secret"])
    stranger = api.get(f"/agencies/64.08-dlh/complaints/{number}", key=api.key("64.08-dlh"))
    for view in (api.get(f"/complaints/{number}"), stranger):
        assert [event["kind"] for event in view.json_body["timeline"]] == ["filed", "routed", "erased"]
        assert REASON not in str(view.json_body)
    holder = api.get(f"/agencies/{OFFICE}/complaints/{number}", key=api.key(OFFICE)).json_body["timeline"]
    assert [event["kind"] for event in holder] == ["filed", "routed", "accessed", "erased"]


def test_no_view_of_the_case_ever_holds_the_identity(api: Api) -> None:
    receipt = api.file(reporter=PERSON)
    number = receipt["tracking_id"]
    ask(api, number)
    views = [
        api.get(f"/complaints/{number}"),
        api.get(f"/complaints/{number}", Receipt_Secret=receipt["secret"]),
        api.get(f"/agencies/{OFFICE}/complaints/{number}", key=api.key(OFFICE)),
        api.get(f"/agencies/{OFFICE}/queue", key=api.key(OFFICE)),
    ]
    for view in views:
        assert view.status_code == 200
        assert not [text for text in PERSON.values() if text in str(view.json_body)]


@pytest.mark.parametrize(
    ("filing", "agency", "role"),
    [
        ({"anonymous": True}, OFFICE, Role.OFFICER),
        ({"anonymous": True}, "64.08-diskominfo", Role.COORDINATOR),
        ({}, "64.08-dlh", Role.OFFICER),
        ({}, "64-diskominfo", Role.OVERSEER),
        ({}, "64-diskominfo", Role.ADMIN),
    ],
)
def test_an_identity_is_protected(api: Api, filing: dict[str, Any], agency: str, role: Role) -> None:
    number = api.file(reporter=PERSON, **filing)["tracking_id"]
    assert_problem(ask(api, number, agency, role), 403, "identity_protected")
    assert_problem(ask(api, number, agency, role, Accept_Language="en"), 403, "identity_protected")


def test_an_area_s_coordinator_may_ask_too(api: Api) -> None:
    number = api.file(reporter=PERSON)["tracking_id"]
    assert ask(api, number, "64.08-diskominfo", Role.COORDINATOR).json_body["name"] == PERSON["name"]


def test_where_no_identity_was_given_there_is_none(api: Api) -> None:
    assert_problem(ask(api, api.file()["tracking_id"]), 404, "no_identity")


def test_a_secret_case_of_another_office_is_unknown(api: Api) -> None:
    number = api.file(reporter=PERSON, secret=True)["tracking_id"]
    assert_problem(ask(api, number, "64.08-dlh"), 404, "unknown_case")


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ({}, {"purpose": "missing"}),
        (GROUND | {"purpose": ""}, {"purpose": "missing"}),
        (GROUND | {"reason": "penting"}, {"reason": "too_short"}),
        (GROUND | {"reason": "aaaaaaaaaa"}, {"reason": "too_few_words"}),
        (GROUND | {"reason": 1}, {"reason": "wrong_type"}),
        (GROUND | {"purpose": "curiosity"}, {"purpose": "unknown_choice"}),
        (GROUND | {"purpose": "legal_order"}, {"order": "missing"}),
        (GROUND | {"purpose": "legal_order", "order": "<script>"}, {"order": "order_shape"}),
        (GROUND | {"order": "12/2026"}, {"order": "unknown_field"}),
        (GROUND | {"note": "x"}, {"note": "unknown_field"}),
    ],
)
def test_a_reason_is_required(api: Api, body: dict[str, Any], problems: dict[str, str]) -> None:
    number = api.file(reporter=PERSON)["tracking_id"]
    assert_problem(ask(api, number, body=body), 400, "invalid_input", **problems)
    assert len(timeline(api, number)) == 2


def test_a_key_asks_for_its_own_office_only(api: Api) -> None:
    number = api.file(reporter=PERSON)["tracking_id"]
    path = f"/agencies/{OFFICE}/complaints/{number}/identity"
    assert_problem(api.post(path, GROUND, key=api.key("64.08-dlh")), 403, "not_your_case")
    typo = f"/agencies/{OFFICE}/complaints/{number[:-1]}/identity"
    assert api.post(typo, GROUND, key=api.key(OFFICE)).status_code == 400


def test_a_reporters_request_erases_the_identity_once(api: Api) -> None:
    receipt = api.file(reporter=PERSON)
    number = receipt["tracking_id"]
    for _ in range(2):
        answer = api.post(f"/complaints/{number}/erasure", Receipt_Secret=receipt["secret"])
        assert (answer.status_code, answer.json_body) == (200, {"tracking_id": number, "erased_event": 3})
        assert answer.headers["Cache-Control"] == "no-store"
    assert_problem(ask(api, number), 404, "no_identity")
    events = timeline(api, number, Receipt_Secret=receipt["secret"])
    assert [event["kind"] for event in events] == ["filed", "routed", "erased", "accessed"]
    assert events[2]["label"]["id"] == "Data, foto, dan kata-kata pelapor dihapus atas permintaannya"


def test_nobody_else_erases_an_identity(api: Api) -> None:
    number = api.file(reporter=PERSON)["tracking_id"]
    hidden = api.file(reporter=PERSON, secret=True)["tracking_id"]
    wrong = "AAAA-AAAA-AAAA-AAAA-AAAA"
    assert_problem(api.post(f"/complaints/{number}/erasure"), 403, "wrong_secret")
    assert_problem(api.post(f"/complaints/{number}/erasure", Receipt_Secret=wrong), 403, "wrong_secret")
    assert_problem(api.post(f"/complaints/{hidden}/erasure"), 404, "unknown_case")
    assert_problem(api.post(f"/complaints/{hidden}/erasure", Receipt_Secret=wrong), 404, "unknown_case")
    assert ask(api, number).status_code == 200

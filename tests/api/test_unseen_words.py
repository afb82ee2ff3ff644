"""Words in which nothing can be seen count as no words, at every door that takes words."""

from urllib.parse import urlencode

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem

OFFICE, COORDINATOR = "64.08-pupr", "64.08-diskominfo"
UNSEEN = "\u200b" * 6
FORM = "application/x-www-form-urlencoded"


def test_a_report_without_visible_text_is_refused(api: Api) -> None:
    assert_problem(api.post("/complaints", {"text": UNSEEN}), 400, "invalid_input", text="too_short")
    form = urlencode({"text": UNSEEN}).encode()
    assert api.post("/complaints", form, Content_Type=FORM).status_code == 400
    assert_problem(api.post("/similar", {"text": UNSEEN}), 400, "invalid_input", text="too_short")


def test_a_title_and_a_place_without_visible_text_count_as_not_given(api: Api) -> None:
    number = api.file(title=UNSEEN, place=UNSEEN, reporter={"name": UNSEEN})["tracking_id"]
    view = api.get(f"/complaints/{number}").json_body
    assert (view["title"], view["place"]) == ("Jalan berlubang di depan pasar", None)
    assert api.world.cases.identities == {}


@pytest.mark.parametrize("action", ["replies", "appeal"])
def test_a_reporter_who_writes_nothing_visible_is_refused(api: Api, action: str) -> None:
    receipt = api.file()
    path = f"/complaints/{receipt['tracking_id']}/{action}"
    answer = api.post(path, {"text": UNSEEN}, Receipt_Secret=receipt["secret"])
    assert_problem(answer, 400, "invalid_input", text="too_short")
    assert api.world.cases.load(receipt["tracking_id"]).version == 2


def test_a_withdrawal_with_nothing_visible_has_no_words(api: Api) -> None:
    receipt = api.file()
    path = f"/complaints/{receipt['tracking_id']}/withdrawal"
    answer = api.post(path, {"text": UNSEEN}, Receipt_Secret=receipt["secret"])
    assert "note" not in answer.json_body["timeline"][-1]


def test_a_rating_with_nothing_visible_has_no_words(api: Api) -> None:
    receipt = api.file()
    number = receipt["tracking_id"]
    act(api, number, "accept", {})
    act(api, number, "response", {"note": "Petugas sudah menambalnya kemarin."})
    answer = api.post(f"/complaints/{number}/rating", {"stars": 5, "text": UNSEEN}, Receipt_Secret=receipt["secret"])
    assert answer.status_code == 201
    assert "note" not in answer.json_body["timeline"][-1]


@pytest.mark.parametrize(
    ("action", "field"),
    [
        ("progress", "note"),
        ("postponement", "note"),
        ("draft", "note"),
        ("response", "note"),
        ("refusal", "reason"),
        ("escalation", "reason"),
    ],
)
def test_an_office_that_writes_nothing_visible_is_refused(api: Api, action: str, field: str) -> None:
    number = api.file()["tracking_id"]
    act(api, number, "accept", {})
    assert_problem(act(api, number, action, {field: UNSEEN}), 400, "invalid_input", **{field: "too_short"})


@pytest.mark.parametrize("action", ["archive", "redaction", "warning"])
def test_a_coordinator_who_writes_nothing_visible_is_refused(api: Api, action: str) -> None:
    number = api.file()["tracking_id"]
    body = {"archive": {"reason": "not_public_service"}, "redaction": {"part": "text"}}.get(action, {})
    answer = act(api, number, action, body | {"note": UNSEEN}, COORDINATOR, Role.COORDINATOR)
    assert_problem(answer, 400, "invalid_input", note="too_short")


def test_an_identity_is_not_opened_for_a_reason_that_cannot_be_seen(api: Api) -> None:
    number = api.file(reporter={"name": "Pelapor Contoh"})["tracking_id"]
    path = f"/agencies/{OFFICE}/complaints/{number}/identity"
    assert api.post(path, {"reason": UNSEEN * 3}, key=api.key(OFFICE)).status_code == 400


def test_open311_takes_no_words_that_cannot_be_seen(api: Api) -> None:
    number = api.file()["tracking_id"]
    update = {"service_request_id": number, "update_id": "1", "status": "OPEN", "description": UNSEEN}
    form = urlencode(update | {"api_key": api.key(OFFICE)}).encode()
    assert api.post("/open311/v2/servicerequestupdates.json", form, Content_Type=FORM).status_code == 400
    assert api.world.cases.load(number).version == 2

    key = api.key(COORDINATOR, Role.APPLICATION)
    report = {"service_code": "jalan-rusak", "address_id": "64.08", "description": UNSEEN, "api_key": key}
    answer = api.post("/open311/v2/requests.json", urlencode(report).encode(), Content_Type=FORM)
    (filed,) = answer.json_body
    assert UNSEEN not in api.get(f"/complaints/{filed['service_request_id']}").json_body["text"]


def act(
    api: Api, number: str, action: str, body: dict[str, str], agency: str = OFFICE, role: Role = Role.OFFICER
) -> HTTPResponse:
    version = api.world.cases.load(number).version
    path = f"/agencies/{agency}/complaints/{number}/{action}"
    return api.post(path, body, key=api.key(agency, role), If_Match=f'"{version}"')

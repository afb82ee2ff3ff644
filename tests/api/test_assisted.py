"""An office files a report for somebody: they are the reporter, the office stands on the case, and nobody there can
read the secret afterwards."""

from typing import Any

import pytest

from chalicelib.domain.cases.channels import ASSISTED
from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem
from tests.support.people import appointed, in_session
from tests.support.world import VILLAGE

DESA = f"{VILLAGE}-desa"
PATH = f"/agencies/{DESA}/assisted"
POST = "https://www.facebook.com/warga.contoh/posts/123?x=1"
REPORT = {
    "text": "Jembatan gantung ke sekolah hampir putus.",
    "receipt_key": "00112233445566778899aabbccddeeff",
    "category": "jalan-rusak",
    "region": "64.08",
    "came_by": "walk_in",
    "reporter": {"name": "Nama Contoh", "email": "nama@contoh.id"},
}
GROUND = {"purpose": "contact_needed_for_work", "reason": "Perlu menanyakan letaknya kepada pelapor."}


def recorded(api: Api, **changes: Any) -> dict[str, Any]:
    answer = api.post(PATH, REPORT | changes, key=api.key(DESA))
    assert answer.status_code == 201, answer.body
    api.world.services.route_case.route(answer.json_body["tracking_id"], api.world.now)
    return dict(answer.json_body)


def first_event(api: Api, number: str, key: str) -> dict[str, Any]:
    answer = api.get(f"/agencies/64.08-pupr/complaints/{number}", key=key)
    assert answer.status_code == 200, answer.body
    return dict(answer.json_body["timeline"][0])


def test_the_person_is_the_reporter_and_the_office_stands_on_the_case(api: Api) -> None:
    receipt = recorded(api)
    number, secret = receipt["tracking_id"], receipt["secret"]
    assert (receipt["title"], receipt["public"]) == ("Jembatan gantung ke sekolah hampir putus", True)
    assert receipt["due_on"] == "2026-11-26"
    seen = api.get(f"/complaints/{number}", Receipt_Secret=secret).json_body["timeline"][0]
    assert seen["label"]["id"] == "Dicatat Desa Contoh untuk pelapor"
    assert seen["actor"] == {"role": "reporter"}
    assert {name: seen["data"][name] for name in ("channel", "came_by", "recorded_by", "recorded_by_name")} == {
        "channel": ASSISTED,
        "came_by": "walk_in",
        "recorded_by": DESA,
        "recorded_by_name": "Desa Contoh",
    }
    replied = api.post(f"/complaints/{number}/replies", {"text": "Kini putus."}, Receipt_Secret=secret)
    assert replied.status_code == 201
    identity = api.world.identities.get(number)
    assert identity
    assert (identity.name, identity.email) == ("Nama Contoh", "nama@contoh.id")
    assert api.world.cases.load(number).channel == ASSISTED


def test_sent_twice_it_is_one_case_with_the_same_receipt(api: Api) -> None:
    first = recorded(api)
    again = api.post(PATH, REPORT, key=api.key(DESA))
    assert (again.status_code, again.json_body["secret"]) == (200, first["secret"])
    assert len(api.world.cases.kept) == 1
    other = api.post(PATH, REPORT | {"text": "Lampu jalan di depan pasar padam."}, key=api.key(DESA))
    assert_problem(other, 409, "receipt_reused")


def test_no_office_reads_the_secret_or_the_link_afterwards(api: Api) -> None:
    receipt = recorded(api, came_by="social_media", link=POST)
    number = receipt["tracking_id"]
    office = api.world.cases.load(number).agency or ""
    for reader, role in ((office, Role.OFFICER), ("64.08-diskominfo", Role.COORDINATOR)):
        answer = api.get(f"/agencies/{office}/complaints/{number}", key=api.key(reader, role))
        assert answer.status_code == 200
        assert receipt["secret"].encode() not in answer.body
        assert b"facebook" not in answer.body
    assert b"facebook" not in api.get(f"/complaints/{number}").body


def test_the_link_of_a_post_is_opened_and_erased_like_a_contact(api: Api) -> None:
    receipt = recorded(api, came_by="social_media", link=POST, reporter={})
    number = receipt["tracking_id"]
    assert receipt["identity_stored"] is True
    office = api.world.cases.load(number).agency or ""
    opened = api.post(f"/agencies/{office}/complaints/{number}/identity", GROUND, key=api.key(office))
    assert opened.status_code == 200, opened.body
    assert (opened.json_body["post"], opened.json_body["name"]) == (POST, None)
    api.post(f"/complaints/{number}/erasure", {}, Receipt_Secret=receipt["secret"])
    assert api.world.identities.get(number) is None


def test_of_an_anonymous_reporter_nothing_is_kept(api: Api) -> None:
    receipt = recorded(api, came_by="social_media", link=POST, anonymous=True)
    assert receipt["identity_stored"] is False
    assert api.world.identities.get(receipt["tracking_id"]) is None


def test_the_slip_of_a_hidden_report_has_no_title(api: Api) -> None:
    receipt = recorded(api, secret=True)
    assert (receipt["title"], receipt["public"]) == (None, False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"came_by": "pigeon"}, "/came_by"),
        ({"link": "javascript:alert(1)"}, "/link"),
        ({"link": "facebook"}, "/link"),
        ({"link": "https://contoh.id/a b"}, "/link"),
        ({"link": "https://contoh.id/" + "a" * 500}, "/link"),
        ({"text": "?"}, "/text"),
        ({"clerk": "Rina"}, "/clerk"),
    ],
)
def test_what_cannot_be_filed_is_refused_by_its_field(api: Api, changes: dict[str, Any], field: str) -> None:
    problem = assert_problem(api.post(PATH, REPORT | changes, key=api.key(DESA)), 400, "invalid_input")
    assert [each["field"] for each in problem["errors"]] == [field]
    assert not api.world.cases.kept


def test_how_the_reporter_came_is_required(api: Api) -> None:
    body = {name: value for name, value in REPORT.items() if name != "came_by"}
    assert_problem(api.post(PATH, body, key=api.key(DESA)), 400, "invalid_input")


def test_an_auditor_and_an_approver_write_nothing_down_and_nobody_for_a_strange_office(api: Api) -> None:
    auditor = api.key("64.08-diskominfo", Role.AUDITOR)
    assert_problem(api.post(PATH, REPORT, key=auditor), 403, "role_not_allowed")
    assert_problem(api.post(PATH, REPORT, key=api.key(DESA, Role.APPROVER)), 403, "role_not_allowed")
    assert_problem(api.post(PATH, REPORT, key=api.key("64.08-pupr")), 403, "not_your_case")
    assert not api.world.cases.kept


def test_a_coordinator_writes_down_in_the_name_of_their_own_office(api: Api) -> None:
    answer = api.post(PATH, REPORT, key=api.key("64.08-diskominfo", Role.COORDINATOR))
    assert answer.status_code == 201, answer.body
    (event,) = api.world.cases.load_history(answer.json_body["tracking_id"]).events
    assert event.data["recorded_by"] == "64.08-diskominfo"


def test_colleagues_of_the_clerk_and_the_auditor_learn_who_it_was_and_nobody_else(api: Api) -> None:
    clerk = appointed(api.world)
    written = api.post("/agencies/64.08-pupr/assisted", REPORT, key=in_session(api.world, clerk)).json_body
    number = written["tracking_id"]
    api.world.services.route_case.route(number, api.world.now)
    assert api.world.cases.load(number).agency == "64.08-pupr"
    for key in (api.key("64.08-pupr"), api.key("64.08-diskominfo", Role.AUDITOR)):
        assert first_event(api, number, key)["actor"]["person"] == "Rina Contoh"
    coordinator = first_event(api, number, api.key("64.08-diskominfo", Role.COORDINATOR))
    assert "person" not in coordinator["actor"]
    assert b"Rina" not in api.get(f"/complaints/{number}", Receipt_Secret=written["secret"]).body

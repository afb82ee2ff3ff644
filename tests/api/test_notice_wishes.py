"""What a person of an office is told by mail: chosen at the desk, or stopped by the link in a mail."""

import pytest

from chalicelib.domain.notices.ledger import Stop
from chalicelib.domain.notices.officials import Topic
from chalicelib.domain.notices.wishes import SWITCHABLE
from tests.api.conftest import Api, assert_problem
from tests.api.test_notices import FORM, ONE_CLICK
from tests.support.people import appointed, in_session

TOKEN = "1f1e2d3c4b5a69788796a5b4c3d2e1f0"


def switches(body: dict[str, list[dict[str, object]]]) -> dict[object, object]:
    return {each["id"]: each["on"] for each in body["topics"]}


def test_a_person_reads_and_changes_what_concerns_their_role(api: Api) -> None:
    key = in_session(api.world, appointed(api.world))
    first = api.get("/me/notices", key=key).json_body
    assert switches(first) == dict.fromkeys(
        ["emergency", "new", "passed_over", "late", "warned", "back", "reply", "due", "morning"], True
    )
    assert [each["id"] for each in first["topics"] if each["always"]] == ["emergency", "warned"]
    for _ in range(2):
        changed = api.post("/me/notices", {"off": ["new", "late"]}, key=key)
        assert changed.status_code == 200
        assert [topic for topic, on in switches(changed.json_body).items() if not on] == ["new", "late"]
    assert api.get("/me/notices", key=key).json_body == changed.json_body


def test_an_approver_is_told_of_drafts(api: Api) -> None:
    key = in_session(api.world, appointed(api.world, role="approver"))
    assert "draft" in switches(api.get("/me/notices", key=key).json_body)


@pytest.mark.parametrize("topic", ["emergency", "warned", "weather"])
def test_what_is_always_on_or_unknown_cannot_be_off(api: Api, topic: str) -> None:
    key = in_session(api.world, appointed(api.world))
    answer = api.post("/me/notices", {"off": ["new", topic]}, key=key)
    problem = assert_problem(answer, 400, "invalid_input")
    assert [each["field"] for each in problem["errors"]] == ["/off/1"]


def test_a_program_has_no_mailbox(api: Api) -> None:
    key = api.key("64.08-pupr")
    assert_problem(api.get("/me/notices", key=key), 401, "not_signed_in")
    assert_problem(api.post("/me/notices", {"off": []}, key=key), 401, "not_signed_in")


def test_a_mail_that_bounced_is_seen_and_tried_again_after_a_choice(api: Api) -> None:
    grant = appointed(api.world)
    key = in_session(api.world, grant)
    api.world.services.returns.came_back_from(grant.person, Stop.BOUNCED, api.world.now)
    assert api.get("/me/notices", key=key).json_body["stopped"] == "bounced"
    assert api.post("/me/notices", {"off": []}, key=key).json_body["stopped"] is None


def test_one_click_stops_what_can_be_stopped_and_opening_nothing(api: Api) -> None:
    person = appointed(api.world).person
    api.world.notice_wishes.issue_token(person, TOKEN, api.world.now)
    wishes = api.world.services.stops.wishes_of
    assert "Berhenti dikabari?" in api.request("GET", f"/notices/{TOKEN}").body.decode()
    assert wishes(person).off == set()
    for _ in range(2):
        page = api.request("POST", f"/notices/{TOKEN}", ONE_CLICK, Content_Type=FORM).body.decode()
        assert "Hanya laporan darurat dan teguran yang masih kami kirim." in page
        assert wishes(person).off == set(SWITCHABLE)
    assert wishes(person).wants(Topic.EMERGENCY)
    page = api.request("POST", f"/notices/{TOKEN}", b"wish=resume", Content_Type=FORM).body.decode()
    assert "Berhenti dikabari?" in page
    assert wishes(person).off == set()

"""The list of an office's keys, as its liaison sees it."""

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem

OFFICE = "64.08-pupr"


def test_a_liaison_sees_who_holds_which_grant_and_no_secret(api: Api) -> None:
    officer, liaison = api.key(OFFICE), api.key(OFFICE, Role.LIAISON)
    api.key("64.08-dlh")
    api.world.services.keys.keys.revoke(officer.split("_")[1], api.world.now)
    answer = api.get(f"/agencies/{OFFICE}/keys", key=liaison)
    lines = answer.json_body["items"]
    assert {(line["key"], line["role"], line["standing"]) for line in lines} == {
        (officer.split("_")[1], "officer", "revoked"),
        (liaison.split("_")[1], "liaison", "valid"),
    }
    assert {line["last_used"] for line in lines} == {None, "2026-11-23"}
    assert set(lines[0]) == {
        "key", "role", "decree", "issued_at", "valid_from", "valid_until", "standing", "last_used",
    }  # fmt: skip
    for bearer in (officer, liaison):
        assert bearer.split("_")[2] not in answer.body.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_officer_cannot_list_keys(api: Api) -> None:
    body = assert_problem(api.get(f"/agencies/{OFFICE}/keys", key=api.key(OFFICE)), 403, "role_not_allowed")
    assert "liaison" in body["roles"]

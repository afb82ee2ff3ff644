"""The grants of an office over HTTP."""

from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem
from tests.support.people import appointed, in_session

ROADS = "64.08-pupr"
WANTED = {
    "email": "wati@contoh.go.id",
    "name": "Wati Contoh",
    "role": "officer",
    "decree": "SK 2/2026",
    "valid_until": "2027-11-23T09:00:00+07:00",
}


def test_a_liaison_in_session_appoints_lists_and_ends(api: Api) -> None:
    liaison = appointed(api.world, "sari@contoh.go.id", role="liaison")
    key = in_session(api.world, liaison)
    made = api.post(f"/agencies/{ROADS}/grants", WANTED, key=key)
    assert made.status_code == 201
    assert made.json_body["valid_until"] == "2027-11-23T02:00:00.000Z"
    assert api.world.people.kept[made.json_body["person"], made.json_body["id"]].made_by == liaison.person
    listed = api.get(f"/agencies/{ROADS}/grants", key=key).json_body["items"]
    assert [each["name"] for each in listed] == ["Rina Contoh", "Wati Contoh"]
    ended = api.request("DELETE", f"/agencies/{ROADS}/grants/{made.json_body['id']}", key=key)
    assert (ended.status_code, ended.json_body["ended_at"]) == (200, "2026-11-23T02:00:00.000Z")


def test_a_moment_without_its_zone_is_refused(api: Api) -> None:
    key = api.key(ROADS, Role.LIAISON)
    refused = api.post(f"/agencies/{ROADS}/grants", WANTED | {"valid_until": "2027-11-23T02:00:00"}, key=key)
    assert_problem(refused, 400, "invalid_input", valid_until="wrong_type")


def test_a_grant_that_is_not_the_offices_is_unknown(api: Api) -> None:
    grant = appointed(api.world, agency="64.08-dlh")
    gone = api.request("DELETE", f"/agencies/{ROADS}/grants/{grant.id}", key=api.key(ROADS, Role.LIAISON))
    assert_problem(gone, 404, "unknown_grant")

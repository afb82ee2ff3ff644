"""Signing in, and what one is told then."""

import pytest

import app
from chalicelib.api.authorizer import Unauthorized
from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api, assert_problem
from tests.support.people import appointed, in_session, signed_in

ROADS, GREEN = "64.08-pupr", "64.08-dlh"


def test_who_signed_in_works_and_signs_out(api: Api) -> None:
    grant, number = appointed(api.world), api.file()["tracking_id"]
    opened = api.post("/session", {}, key=signed_in(api.world, grant.person))
    assert opened.status_code == 201
    key = opened.json_body["session"]["key"]
    assert opened.json_body["session"]["ends_at"] == "2026-11-23T10:00:00.000Z"
    done = api.post(f"/agencies/{ROADS}/complaints/{number}/accept", {}, key=key, If_Match='"2"')
    assert done.status_code == 200
    event = api.world.cases.load_history(number).events[-1]
    assert (event.actor.key, event.actor.agency) == (grant.person, ROADS)
    assert api.request("DELETE", "/session", key=key).status_code == 204
    with pytest.raises(Unauthorized):
        api.get("/me", key=key)


def test_of_several_grants_the_choice_is_shown(api: Api) -> None:
    first, second = appointed(api.world), appointed(api.world, agency=GREEN)
    token = signed_in(api.world, first.person)
    asked = api.post("/session", {}, key=token)
    assert (asked.status_code, asked.json_body["session"]) == (200, None)
    assert {each["id"] for each in asked.json_body["grants"]} == {first.id, second.id}
    taken = api.post("/session", {"grant": second.id}, key=token)
    assert (taken.status_code, taken.json_body["grant"]["agency"]["id"]) == (201, GREEN)
    assert_problem(api.post("/session", {"grant": "0" * 12}, key=token), 403, "no_grant")


@pytest.mark.parametrize("claims", [{"token_use": "access"}, {"sub": ""}])
def test_no_other_token_of_the_pool_opens_a_session(api: Api, claims: dict[str, str]) -> None:
    token = signed_in(api.world, appointed(api.world).person, **claims)
    assert_problem(api.post("/session", {}, key=token), 401, "not_signed_in")
    assert_problem(api.post("/session", {}), 401, "not_signed_in")


def test_a_role_that_needs_an_authenticator_says_so(api: Api) -> None:
    token = signed_in(api.world, appointed(api.world, role="approver").person)
    assert_problem(api.post("/session", {}, key=token), 403, "second_factor_needed")


def test_a_person_and_a_program_are_told_who_they_are(api: Api) -> None:
    grant = appointed(api.world)
    me = api.get("/me", key=in_session(api.world, grant)).json_body
    assert (me["person"], me["grant"]) == ({"id": grant.person, "name": "Rina Contoh"}, grant.id)
    assert (me["role"], me["agency"]["id"], me["ends_at"]) == ("officer", ROADS, "2026-11-23T10:00:00.000Z")
    assert "accept" in me["actions"]
    assert "approval" not in me["actions"]
    program = api.get("/me", key=api.key(ROADS, Role.APPROVER)).json_body
    assert (program["person"], program["grant"], program["grants"], program["role"]) == (None, None, [], "approver")
    assert "approval" in program["actions"]


def test_a_program_has_no_session_to_end(api: Api) -> None:
    assert_problem(api.request("DELETE", "/session", key=api.key(ROADS)), 401, "not_signed_in")


def test_the_template_names_the_pool_in_place_of_this_name() -> None:
    assert app.user_pool.to_swagger()["x-amazon-apigateway-authorizer"]["providerARNs"] == ["user-pool"]

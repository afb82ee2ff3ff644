"""Every route, called as everybody: by `tools/apispec/access_table.py`, which must know every route of the app."""

import json
import re
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from chalice.test import HTTPResponse

import app
from chalicelib.api.authorizer import Unauthorized
from chalicelib.api.casework import ACTIONS as KNOWN_ACTIONS
from chalicelib.domain.cases import commands
from chalicelib.domain.cases.model import Agency, Role
from chalicelib.domain.geography.tiers import Tier
from chalicelib.services.access.keys import BODIES
from chalicelib.services.access.people import PEOPLES_ROLES
from tests.api.conftest import Api
from tests.support.codes import code_sent
from tests.support.people import appointed, in_session, signed_in
from tools.apispec.access_table import ACTION, ACTIONS, CALLERS, PUBLIC, REPORTER, ROUTES, Row, render

OFFICE = "64.08-pupr"
SEATS = {
    Role.COORDINATOR: "64.08-diskominfo",
    Role.AUDITOR: "64.08-inspektorat",
    Role.OVERSEER: "64-inspektorat",
    Role.ADMIN: "64-diskominfo",
}
"""Where the holder of a key sits, if not in the office that holds the case."""

OF_PEOPLE = ("/me/notices",)
"""Routes for people who have signed in, and for no program."""

REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
PASSED = (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT)
"""Answers of a system that let the caller in and found nothing, or the case in another status."""

REGISTERED = {f"{method} {path}" for path, methods in app.app.routes.items() for method in methods if method != "HEAD"}
"""Every route but HEAD, which is GET without the body (test_public_reads.py)."""


def test_the_table_knows_every_route_and_no_other() -> None:
    missing, gone = REGISTERED - {*ROUTES, ACTION}, {*ROUTES, ACTION} - REGISTERED
    assert not missing, (
        f"tools/apispec/access_table.py does not say who may use {sorted(missing)}: add a line to ROUTES with the "
        "callers that are answered and a right request, then `python -m tools.apispec.access_table > docs/access.md`"
    )
    assert not gone, f"tools/apispec/access_table.py speaks of routes that do not exist: {sorted(gone)}"


def test_the_table_knows_every_action_and_every_role() -> None:
    assert set(ACTIONS) == set(KNOWN_ACTIONS), "add a line to ACTIONS in tools/apispec/access_table.py"
    assert set(CALLERS) - {PUBLIC, REPORTER} == set(Role) - {Role.REPORTER, Role.SYSTEM}
    for name, row in (ROUTES | ACTIONS).items():
        assert row.who <= set(CALLERS), name


def test_the_printed_table_is_current() -> None:
    page = Path(__file__).parents[2] / "docs" / "access.md"
    assert page.read_text() == render(), "print it again: python -m tools.apispec.access_table > docs/access.md"


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("route", sorted(REGISTERED - {ACTION}))
def test_every_route_answers_whom_the_table_says(api: Api, route: str, caller: str) -> None:
    row = ROUTES[route]
    method, _, path = route.partition(" ")
    check(call(api, method, path, row, caller), caller in row.who, f"{route} as {caller}")


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_is_for_whom_the_table_says(api: Api, action: str, caller: str) -> None:
    row, path = ACTIONS[action], ACTION.partition(" ")[2].replace("{action}", action)
    check(call(api, "POST", path, row, caller), caller in row.who, f"{action} as {caller}")


def call(api: Api, method: str, path: str, row: Row, caller: str) -> HTTPResponse:
    """The row's request about a case that lies with OFFICE, as this caller. A fresh system each time."""
    api.world.stacks.inboxes["KU"] = "inbox of another stack"
    receipt, other = api.file(), api.file(text="Jalan berlubang, laporan kedua")
    if path.endswith("/uncovering"):
        api.world.services.casework.perform(
            commands.Cover("berlubang", "health"), receipt["tracking_id"], 2, api.world.officer(OFFICE), api.world.now
        )
    token = api.world.notice_ledger.issue_stop(receipt["tracking_id"], "0" * 32, api.world.now)
    values = {"agency_id": OFFICE, "tracking_id": receipt["tracking_id"], "token": token, "gateway": "plain"}
    filled = re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], "0" * 26), path)
    body = json.loads(
        json.dumps(row.body)
        .replace("{code}", code_sent(api.world, receipt["tracking_id"], "0" * 32))
        .replace("{other_id}", other["tracking_id"])
        .replace("{tracking_id}", receipt["tracking_id"])
    )
    headers = {name.replace("-", "_"): value for name, value in row.headers.items()}
    if caller == REPORTER:
        headers["Receipt_Secret"] = receipt["secret"]
    key = None if caller in (PUBLIC, REPORTER) else (session_of if path in OF_PEOPLE else key_of)(api, Role(caller))
    address = f"{filled}?{row.query}" if row.query else filled
    if path == "/session" and method == "POST":
        # API Gateway asks its user pool, and lets nobody through without an ID token.
        headers, key = {}, signed_in(api.world, "nobody")
    if row.form is not None:
        form = {name: value.format(**values) for name, value in row.form.items()} | {"api_key": key or ""}
        return api.post(filled, urlencode(form).encode(), Content_Type="application/x-www-form-urlencoded")
    try:
        return api.request(method, address, body, key=key, **headers)
    except Unauthorized:
        return HTTPResponse(b"", {}, HTTPStatus.UNAUTHORIZED)


def session_of(api: Api, role: Role) -> str:
    """The key of a person's session, where people can have the role."""
    if role not in PEOPLES_ROLES:
        return key_of(api, role)
    office = office_of(role)
    api.world.directory.offices.setdefault(office.id, office)
    categories = ("jalan-rusak",) if role is Role.OVERSEER_KSP else ()
    return in_session(api.world, appointed(api.world, role=role, agency=office.id, categories=categories))


def office_of(role: Role) -> Agency:
    return BODIES.get(role) or Agency(SEATS.get(role, OFFICE), "Kantor Contoh", Tier.OPD)


def key_of(api: Api, role: Role) -> str:
    office = office_of(role)
    categories = ("jalan-rusak",) if role is Role.OVERSEER_KSP else ()
    now = api.world.now
    return api.world.services.keys.issue(role, office, now, now + timedelta(days=1), categories=categories)


def check(response: HTTPResponse, expected: bool, who: str) -> None:
    code = problem_code(response)
    refused = response.status_code in REFUSED or code == "unknown_case"
    assert refused is not expected, f"{who}: {response.status_code} {code}"
    if expected:
        wrong = response.status_code >= HTTPStatus.BAD_REQUEST and response.status_code not in PASSED
        assert not wrong, f"{who}: {response.status_code} {response.body!r}; give the row a request that is right"


def problem_code(response: HTTPResponse) -> Any:
    is_problem = response.headers.get("Content-Type") == "application/problem+json"
    return response.json_body["code"] if is_problem else None

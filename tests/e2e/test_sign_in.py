"""A person signs in at the user pool's own page, takes a grant, works by it, and is stopped when it ends."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from laporctl.grants import add_grant
from laporctl.keys import issue_key
from laporctl.remote import services_of
from laporctl.stacks import Stack
from tests.support.emulator import PATIENCE, Site
from tests.support.sign_in import code_of, id_token, tokens_of
from tools.dev.demo_people import PASSWORD

RINA, BUDI = "rina@contoh.go.id", "budi@contoh.go.id"
OFFICE = "64.08-pupr"
FORGOTTEN_AFTER = 75
"""Seconds: API Gateway keeps what the authorizer said for a minute."""


def session(site: Site, token: str, **body: Any) -> requests.Response:
    return site.post("/v1/session", json=body, headers={"Authorization": f"Bearer {token}"})


def by(key: str, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", **more}


@pytest.fixture
def case(kaltim: Stack, site: Site) -> str:
    """A case that lies with the office."""
    filing = {"text": "Jalan berlubang di depan pasar, dalam sekali.", "category": "jalan-rusak", "region": "64.08"}
    filed = site.post("/v1/complaints", json=filing)
    tracking_id = str(filed.json()["tracking_id"])
    for _ in range(PATIENCE):
        if site.get(f"/v1/complaints/{tracking_id}").json()["status"] == "routed":
            break
        time.sleep(1)
    return tracking_id


def test_a_person_signs_in_works_and_is_stopped_when_the_grant_ends(kaltim: Stack, site: Site, case: str) -> None:
    grant = add_grant(kaltim, OFFICE, "officer", "tono@contoh.go.id", "Tono Contoh", "SK CONTOH 4/2026")
    client, pool = kaltim.client("cognito-idp"), kaltim.outputs["UserPool"]
    client.admin_set_user_password(UserPoolId=pool, Username="tono@contoh.go.id", Password=PASSWORD, Permanent=True)
    token = id_token(kaltim, "tono@contoh.go.id", PASSWORD)

    opened = session(site, token)
    assert opened.status_code == 201, opened.text
    key = opened.json()["session"]["key"]
    assert opened.json()["grant"]["id"] == grant.id

    me = site.get("/v1/me", headers=by(key)).json()
    assert (me["person"], me["role"]) == ({"id": grant.person, "name": "Tono Contoh"}, "officer")
    address = f"/v1/agencies/{OFFICE}/complaints/{case}"
    version = site.get(address, headers=by(key)).headers["ETag"]
    accepted = site.post(f"{address}/accept", json={}, headers=by(key, **{"If-Match": version}))
    assert accepted.status_code == 200, accepted.text
    event = services_of(kaltim).adapters.cases.load_history(case).events[-1]
    assert (event.kind, event.actor.key, event.actor.agency) == ("accepted", grant.person, OFFICE)
    public = site.get(f"/v1/complaints/{case}").json()["timeline"][-1]
    assert public["actor"] == {"role": "officer", "agency": OFFICE, "name": event.actor.name}

    given = {"person": grant.person, "cases": [{"tracking_id": case}]}
    taken = site.post(f"/v1/agencies/{OFFICE}/assignees", json=given, headers=by(key))
    assert [each["name"] for each in taken.json()["items"]] == ["Tono Contoh"], taken.text
    assert site.get(address, headers=by(key)).json()["assignee"] == {"person": grant.person, "name": "Tono Contoh"}
    again = site.post(f"/v1/agencies/{OFFICE}/assignees", json=given | {"person": None}, headers=by(key))
    assert [each["left"] for each in again.json()["items"]] == ["taken"], "it was given to somebody since it was seen"
    colleagues = site.get(f"/v1/agencies/{OFFICE}/colleagues", headers=by(key)).json()["items"]
    assert grant.person in {each["person"] for each in colleagues}

    services_of(kaltim).people.end_as_operator(OFFICE, grant.id, datetime.now(UTC), "operator")
    deadline = time.monotonic() + FORGOTTEN_AFTER
    while site.get("/v1/me", headers=by(key)).status_code == 200 and time.monotonic() < deadline:
        time.sleep(2)
    assert site.get("/v1/me", headers=by(key)).status_code == 401
    assert session(site, token).json()["code"] == "no_grant"


def test_nothing_but_the_pools_own_id_token_opens_a_session(kaltim: Stack, site: Site) -> None:
    token = id_token(kaltim, RINA, PASSWORD)
    head, payload, signature = token.split(".")
    altered = f"{head}.{payload}.{signature[:-4]}{'AAAA' if signature[-4:] != 'AAAA' else 'BBBB'}"
    for wrong in ("nonsense", altered, kaltim.keys["officer"]):
        assert session(site, wrong).status_code == 401, wrong[:20]
    assert site.post("/v1/session", json={}).status_code == 401
    assert session(site, token).status_code == 201


def test_a_wrong_password_or_another_verifier_gets_no_token(kaltim: Stack) -> None:
    assert code_of(kaltim, RINA, "Bukan-Sandi-2026") is None
    code = code_of(kaltim, RINA, PASSWORD)
    assert code
    assert tokens_of(kaltim, code, "somebody-elses-verifier-that-is-long-enough-as-well").status_code == 400


def test_who_publishes_needs_an_authenticator(kaltim: Stack, site: Site) -> None:
    token = id_token(kaltim, BUDI, PASSWORD)
    assert session(site, token).status_code == 201
    client, pool = kaltim.client("cognito-idp"), kaltim.outputs["UserPool"]
    add_grant(kaltim, OFFICE, "approver", "nina@contoh.go.id", "Nina Contoh", "SK CONTOH 5/2026")
    client.admin_set_user_password(UserPoolId=pool, Username="nina@contoh.go.id", Password=PASSWORD, Permanent=True)
    refused = session(site, id_token(kaltim, "nina@contoh.go.id", PASSWORD))
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_needed")


def test_a_liaison_makes_and_ends_the_grants_of_the_own_office(kaltim: Stack, site: Site) -> None:
    key = session(site, id_token(kaltim, "sari@contoh.go.id", PASSWORD)).json()["session"]["key"]
    asked = {
        "email": "wati@contoh.go.id",
        "name": "Wati Contoh",
        "role": "officer",
        "decree": "SK CONTOH 6/2026",
        "valid_until": "2030-01-01T00:00:00Z",
    }
    made = site.post(f"/v1/agencies/{OFFICE}/grants", json=asked, headers=by(key))
    assert made.status_code == 201, made.text
    listed = site.get(f"/v1/agencies/{OFFICE}/grants", headers=by(key)).json()["items"]
    assert made.json()["id"] in [each["id"] for each in listed]
    ended = site.request("DELETE", f"/v1/agencies/{OFFICE}/grants/{made.json()['id']}", headers=by(key))
    assert (ended.status_code, ended.json()["ended_at"] is not None) == (200, True)


def test_who_signs_out_cannot_come_back_with_the_same_key(kaltim: Stack, site: Site) -> None:
    key = session(site, id_token(kaltim, RINA, PASSWORD)).json()["session"]["key"]
    assert site.request("DELETE", "/v1/session", headers=by(key)).status_code == 204
    assert services_of(kaltim).sessions.recognise(key, datetime.now(UTC)) is None


def test_an_office_writes_its_templates_and_another_version_is_refused(kaltim: Stack, site: Site) -> None:
    liaison = by(issue_key(kaltim, "liaison", OFFICE))
    address = f"/v1/agencies/{OFFICE}/templates"
    version = site.get(address, headers=liaison).json()["version"]
    text = f"{{instansi}} menutup lubang di [[tempat]] pada {{tanggal}}, versi {version}."
    sent = {"version": version, "templates": [{"name": "Lubang ditutup", "text": text}]}
    kept = site.post(address, json=sent, headers=liaison)
    assert (kept.status_code, kept.json()["version"]) == (200, version + 1), kept.text
    assert site.post(address, json=sent | {"templates": []}, headers=liaison).status_code == 412
    read = site.get(address, headers=by(kaltim.keys["officer"])).json()
    assert read["items"] == sent["templates"]

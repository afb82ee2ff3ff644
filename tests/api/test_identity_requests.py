"""Opening the identity of a hidden case over HTTP: a request, a second person, one opening; and how often."""

from dataclasses import replace
from typing import Any

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.cases.model import Agency, Role
from chalicelib.domain.geography.tiers import Tier
from tests.api.conftest import Api, assert_problem
from tests.support.world import VILLAGE

DESA = f"{VILLAGE}-desa"
COORDINATOR = "64.08-diskominfo"
INSPECTORATE = Agency("64.08-inspektorat", "Inspektorat Kabupaten Kutai Timur", Tier.OPD)
REASON = "Perlu menanyakan siapa yang meminta surat itu."
GROUND = {"purpose": "contact_needed_for_work", "reason": REASON}
PERSON = {"name": "Pelapor Contoh", "phone": "+62811000111", "email": "pelapor@contoh.id"}


class Case:
    """A case, and what its office and its coordinator ask about its reporter, each person with one key."""

    def __init__(self, api: Api, office: str = DESA, **fields: Any) -> None:
        self.api, self.office = api, office
        filing = {"text": "Surat pengantar tidak dilayani", "region": VILLAGE, "secret": True, "reporter": PERSON}
        self.receipt = api.file(**filing | {"category": "layanan-desa"} | fields)
        self.number = self.receipt["tracking_id"]
        api.world.services.route_case.route(self.number, api.world.now)
        if api.world.cases.load(self.number).agency != office:
            self.give("disposition", {"target": office}, self.key(Role.COORDINATOR, COORDINATOR), COORDINATOR)
        self.officer, self.approver = self.key(Role.OFFICER), self.key(Role.APPROVER)
        self.coordinator = self.key(Role.COORDINATOR, COORDINATOR)

    def key(self, role: Role, office: str | None = None) -> str:
        return self.api.key(office or self.office, role)

    def give(self, action: str, body: Any, key: str, office: str | None = None) -> HTTPResponse:
        version = self.api.world.cases.load(self.number).version
        path = f"/agencies/{office or self.office}/complaints/{self.number}/{action}"
        return self.api.post(path, body, key=key, If_Match=f'"{version}"')

    def request(self, key: str | None = None) -> HTTPResponse:
        return self.give("identity-request", GROUND, key or self.officer)

    def approve(self, key: str | None = None, office: str | None = None) -> HTTPResponse:
        return self.give("identity-approval", {}, key or self.approver, office)

    def open(self, body: Any = None, key: str | None = None) -> HTTPResponse:
        path = f"/agencies/{self.office}/complaints/{self.number}/identity"
        return self.api.post(path, GROUND if body is None else body, key=key or self.officer)

    def timeline(self, **headers: str) -> list[Any]:
        return list(self.api.get(f"/complaints/{self.number}", **headers).json_body["timeline"])


@pytest.mark.parametrize("body", [{"purpose": "contact_needed_for_work", "reason": "aaaaaaaaaa"}, GROUND])
def test_a_village_officer_alone_opens_no_secret_reporter_s_identity(api: Api, body: dict[str, str]) -> None:
    case = Case(api)
    assert_problem(case.open(body), 409, "identity_approval_needed")
    assert "accessed" not in [event.kind for event in api.world.cases.load_history(case.number).events]


def test_a_second_person_agrees_and_the_reporter_reads_all_of_it(api: Api) -> None:
    case = Case(api)
    assert case.request().status_code == 200
    assert_problem(case.open(), 409, "identity_approval_needed")
    assert case.approve().status_code == 200
    other = GROUND | {"purpose": "asked_by_reporter"}
    assert_problem(case.open(other), 409, "identity_approval_needed")
    assert case.open().json_body["name"] == PERSON["name"]
    assert_problem(case.open(), 409, "identity_approval_needed")

    seen = case.timeline(Receipt_Secret=case.receipt["secret"])[-3:]
    assert [event["kind"] for event in seen] == ["identity_requested", "identity_approved", "accessed"]
    assert [event.get("note") for event in seen] == [REASON, None, REASON]
    assert {event["actor"]["agency"] for event in seen} == {DESA}
    assert seen[2]["data"] == {"purpose": "contact_needed_for_work", "request": seen[0]["seq"]}
    assert seen[2]["label"]["id"] == "Desa Contoh membuka identitas pelapor (perlu menghubungi pelapor)"
    assert PERSON["name"] not in str(api.get(f"/agencies/{DESA}/complaints/{case.number}", key=case.officer).json_body)


def test_the_coordinator_may_be_the_second_person(api: Api) -> None:
    case = Case(api)
    case.request()
    assert case.approve(case.coordinator, COORDINATOR).status_code == 200
    assert case.open().status_code == 200


def test_the_second_person_is_another_one(api: Api) -> None:
    case = Case(api)
    path = f"/agencies/{COORDINATOR}/complaints/{case.number}"
    assert case.give("identity-request", GROUND, case.coordinator, COORDINATOR).status_code == 200
    assert_problem(case.approve(case.coordinator, COORDINATOR), 409, "same_hands")
    assert_problem(case.approve(case.officer), 403, "role_not_allowed")
    assert case.approve(case.key(Role.COORDINATOR, COORDINATOR), COORDINATOR).status_code == 200
    assert_problem(case.open(), 409, "identity_approval_needed")
    assert api.post(f"{path}/identity", GROUND, key=case.coordinator).status_code == 200


def test_a_refusal_says_why_and_ends_the_request(api: Api) -> None:
    case = Case(api)
    case.request()
    assert_problem(case.give("identity-refusal", {}, case.approver), 400, "invalid_input", note="missing")
    assert case.give("identity-refusal", {"note": "Tanyakan lewat aplikasi."}, case.approver).status_code == 200
    assert_problem(case.approve(), 409, "no_identity_request")
    assert_problem(case.open(), 409, "identity_approval_needed")


def test_an_approval_is_over_after_a_day(api: Api) -> None:
    case = Case(api)
    case.request()
    case.approve()
    api.world.later(hours=24)
    assert_problem(case.open(), 409, "identity_approval_needed")


def test_of_an_accusation_only_the_inspectorate_learns_who_filed(api: Api) -> None:
    api.world.directory.offices[INSPECTORATE.id] = INSPECTORATE
    case = Case(api, INSPECTORATE.id, category="pungli", secret=False, text="Petugas minta uang pelicin")
    refused = case.give("disposition", {"target": DESA}, case.coordinator, COORDINATOR)
    assert_problem(refused, 403, "accusation_protected")
    path = f"/agencies/{COORDINATOR}/complaints/{case.number}/identity"
    assert_problem(api.post(path, GROUND, key=case.coordinator), 403, "identity_protected")
    asked = case.give("identity-request", GROUND, case.coordinator, COORDINATOR)
    assert_problem(asked, 403, "identity_protected")
    assert case.request().status_code == 200
    assert case.approve().status_code == 200
    assert case.open().json_body["name"] == PERSON["name"]


def test_of_an_anonymous_reporter_nobody_even_asks(api: Api) -> None:
    case = Case(api, anonymous=True)
    assert_problem(case.request(), 403, "identity_protected")
    assert_problem(case.open(), 403, "identity_protected")


@pytest.mark.parametrize("factor", [0.0, 1.0, 50.0])
def test_the_sixth_opening_in_ten_minutes_is_refused_however_limits_are_set(api: Api, factor: float) -> None:

    services = api.world.services
    services.__dict__["rate_limiter"] = replace(services.rate_limiter, factor=factor)
    cases = [Case(api, secret=False) for _ in range(6)]
    key = cases[0].officer
    answers = [case.open(GROUND, key) for case in cases]
    assert [answer.status_code for answer in answers[:5]] == [200] * 5
    assert_problem(answers[5], 429, "too_many_requests")
    assert "accessed" not in [event.kind for event in api.world.cases.load_history(cases[5].number).events]
    assert cases[5].open(GROUND).status_code == 200


def test_the_public_and_other_offices_see_nothing_of_a_request(api: Api) -> None:
    case = Case(api, secret=False)
    for answer in (case.request(), case.approve(), case.open(GROUND)):
        assert answer.status_code == 200
    stranger = api.get(f"/agencies/64.08-dlh/complaints/{case.number}", key=api.key("64.08-dlh"))
    for view in (api.get(f"/complaints/{case.number}?proof=1"), stranger):
        assert not [event for event in view.json_body["timeline"] if "identity" in event["kind"]]
        assert REASON not in str(view.json_body)
        assert "purpose" not in str(view.json_body)

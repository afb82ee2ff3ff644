"""What each viewer learns of each kind of case from each output: one table, every combination."""

import json
from datetime import timedelta

import pytest

from chalicelib.domain.cases.model import Agency, Role
from chalicelib.domain.cases.visibility import VIEWS
from chalicelib.domain.geography.tiers import Tier
from tests.api.conftest import Api

OFFICE, OTHER = "64.08-pupr", "64.08-dlh"
WORDS = "Lubang di depan warung Rekaan"
REPLY = "Rumah saya nomor tujuh"
DRAFT = "Rancangan jawaban rekaan petugas dinas sejak kemarin"
NAME, PHONE, MAIL = "Nama Pelapor", "081234567899", "pelapor@contoh.id"

SEATS = {
    "holder": (OFFICE, Role.OFFICER),
    "holder's approver": (OFFICE, Role.APPROVER),
    "holder's liaison": (OFFICE, Role.LIAISON),
    "other office": (OTHER, Role.OFFICER),
    "coordinator": ("64.08-diskominfo", Role.COORDINATOR),
    "far coordinator": ("64.72-diskominfo", Role.COORDINATOR),
    "auditor": ("64-inspektorat", Role.AUDITOR),
    "far auditor": ("64.72-inspektorat", Role.AUDITOR),
    "overseer": ("64-diskominfo", Role.OVERSEER),
    "kemenpanrb": ("00-panrb", Role.OVERSEER_KEMENPANRB),
    "ksp, its programme": ("00-ksp", Role.OVERSEER_KSP),
    "ksp, another programme": ("00-ksp", Role.OVERSEER_KSP),
    "ombudsman": ("00-ombudsman", Role.OVERSEER_OMBUDSMAN),
    "admin": ("64-diskominfo", Role.ADMIN),
}
PROGRAMMES = {
    "ksp, its programme": ("jalan-rusak", "kekerasan-perempuan-anak"),
    "ksp, another programme": ("gizi-stunting",),
}

VIEWERS = ("public", "reporter", *SEATS)
FLAGS = ("open", "anonymous", "secret", "sensitive")

READS_HIDDEN = {
    "reporter",
    "holder",
    "holder's approver",
    "holder's liaison",
    "coordinator",
    "auditor",
    "overseer",
    "admin",
}
KNOWS_OF_HIDDEN = READS_HIDDEN | {"kemenpanrb", "ksp, its programme"}
READS_REPLIES = READS_HIDDEN
READS_DRAFTS = READS_HIDDEN - {"reporter"}


def a_case(api: Api, flag: str) -> dict[str, str]:
    """A case at an office, with an identity, a reply and a draft."""
    reporter = {"name": NAME, "phone": PHONE, "email": MAIL}
    flags = {flag: True} if flag in ("anonymous", "secret") else {}
    category = "kekerasan-perempuan-anak" if flag == "sensitive" else "jalan-rusak"
    receipt = api.post(
        "/complaints",
        {"text": WORDS, "category": category, "region": "64.08", "reporter": reporter, **flags},
    ).json_body
    number = receipt["tracking_id"]
    api.world.services.route_case.route(number, api.world.now)
    if api.world.cases.load(number).agency != OFFICE:
        act(api, number, "disposition", {"target": OFFICE}, "64.08-diskominfo", Role.COORDINATOR)
    act(api, number, "accept", {})
    act(api, number, "draft", {"note": DRAFT})
    api.post(f"/complaints/{number}/replies", {"text": REPLY}, Receipt_Secret=receipt["secret"])
    return dict(receipt)


def act(
    api: Api, number: str, action: str, body: dict[str, str], agency: str = OFFICE, role: Role = Role.OFFICER
) -> None:
    version = api.world.cases.load(number).version
    path = f"/agencies/{agency}/complaints/{number}/{action}"
    response = api.post(path, body, key=api.key(agency, role), If_Match=f'"{version}"')
    assert response.status_code == 200, response.body


def key_of(api: Api, viewer: str) -> str:
    agency, role = SEATS[viewer]
    office, now = Agency(agency, "Kantor Contoh", Tier.OPD), api.world.now
    categories = PROGRAMMES.get(viewer, ())
    return api.world.services.keys.issue(role, office, now, now + timedelta(days=999), categories=categories)


def outputs(api: Api, viewer: str, receipt: dict[str, str]) -> str:
    """Everything that this viewer can get out of the system about the case, in one text."""
    number = receipt["tracking_id"]
    report = {"text": WORDS, "category": "jalan-rusak", "region": "64.08"}
    if viewer in ("public", "reporter"):
        proof = {"Receipt_Secret": receipt["secret"]} if viewer == "reporter" else {}
        cookie = {"Cookie": f"__Secure-receipt={receipt['secret']}"} if viewer == "reporter" else {}
        answers = [
            api.get(f"/complaints/{number}?proof=1", **proof),
            api.get(f"/complaints/{number}/receipt", **cookie),
            api.post("/similar", report),
        ]
    else:
        # The feed shows what is a minute old.
        api.world.later(minutes=2)
        agency, key = SEATS[viewer][0], key_of(api, viewer)
        answers = [
            api.get(f"/agencies/{agency}/complaints/{number}", key=key),
            api.get(f"/agencies/{agency}/complaints/{number}/similar", key=key),
            api.get(f"/agencies/{agency}/queue", key=key),
            api.get(f"/agencies/{OFFICE}/queue", key=key),
            api.get("/breaches?month=2026-11&cases=true", key=key),
            api.get(f"/agencies/{agency}/events", key=key),
            api.get(f"/agencies/{OFFICE}/events", key=key),
        ]
    return " ".join(answer.body.decode() for answer in answers)


def test_every_role_that_sees_more_than_the_public_has_a_seat() -> None:
    assert {role for _, role in SEATS.values()} == set(VIEWS)


@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("viewer", VIEWERS)
def test_each_viewer_learns_what_the_table_says_and_nobody_the_name(api: Api, viewer: str, flag: str) -> None:
    receipt = a_case(api, flag)
    seen = outputs(api, viewer, receipt)
    hidden = flag in ("secret", "sensitive")
    learns = {
        receipt["tracking_id"]: not hidden or viewer in KNOWS_OF_HIDDEN,
        WORDS: not hidden or viewer in READS_HIDDEN,
        REPLY: viewer in READS_REPLIES,
        DRAFT: viewer in READS_DRAFTS,
        NAME: False,
        PHONE[1:]: False,
        MAIL: False,
    }
    assert {words: json.dumps(words)[1:-1] in seen for words in learns} == learns


@pytest.mark.parametrize("flag", ["open", "secret"])
def test_the_ombudsman_reads_a_case_once_it_is_late(api: Api, flag: str) -> None:
    receipt = a_case(api, flag)
    before = outputs(api, "ombudsman", receipt)
    assert (json.dumps(REPLY)[1:-1] in before, json.dumps(WORDS)[1:-1] in before) == (False, flag == "open")
    api.world.later(days=31)
    api.world.sweep()
    after = outputs(api, "ombudsman", receipt)
    assert all(json.dumps(words)[1:-1] in after for words in (WORDS, REPLY))


def test_kemenpanrb_sees_the_state_of_a_hidden_case_and_no_words(api: Api) -> None:
    receipt = a_case(api, "secret")
    key = key_of(api, "kemenpanrb")
    view = api.get(f"/agencies/{OFFICE}/complaints/{receipt['tracking_id']}", key=key).json_body
    assert (view["status"], view["agency"]["id"], view["category"]["id"]) == ("accepted", OFFICE, "jalan-rusak")
    assert view["due"]["on"]
    assert [event["kind"] for event in view["timeline"]] == ["filed", "routed", "accepted", "drafted", "replied"]
    assert not any("note" in event for event in view["timeline"])
    unread = ("title", "text", "place", "coordinates", "incident_date")
    assert {name: view[name] for name in unread} == dict.fromkeys(unread)
    (line,) = api.get(f"/agencies/{OFFICE}/queue", key=key).json_body["items"]
    assert (line["title"], line["flags"]) == (None, ["secret"])


def test_an_overseer_gets_the_queue_lines_of_its_own_view(api: Api) -> None:
    api.file()
    api.file(category="lampu-jalan-mati", text="Lampu jalan mati")
    offices = {case.agency for case in (kept.case for kept in api.world.cases.kept.values())}

    def lines(viewer: str) -> set[str]:
        key = key_of(api, viewer)
        pages = [api.get(f"/agencies/{office}/queue", key=key).json_body["items"] for office in offices]
        return {line["category"] for page in pages for line in page}

    assert lines("kemenpanrb") == {"jalan-rusak", "lampu-jalan-mati"}
    assert lines("ksp, its programme") == {"jalan-rusak"}
    assert lines("ombudsman") == set()


def test_the_lists_of_late_cases_are_limited_to_region_and_programme(api: Api) -> None:
    number = api.file()["tracking_id"]
    api.world.later(days=31)
    api.world.sweep()
    found = {
        viewer: [
            line["tracking_id"]
            for line in api.get("/breaches?month=2026-12", key=key_of(api, viewer)).json_body["items"]
        ]
        for viewer in (
            "auditor",
            "far auditor",
            "kemenpanrb",
            "ksp, its programme",
            "ksp, another programme",
            "ombudsman",
        )
    }
    assert found == {
        "auditor": [number],
        "far auditor": [],
        "kemenpanrb": [number],
        "ksp, its programme": [number],
        "ksp, another programme": [],
        "ombudsman": [number],
    }


def test_an_auditor_sees_cases_that_no_office_has_yet(api: Api) -> None:
    receipt = api.post("/complaints", {"text": WORDS, "region": "64.08", "secret": True}).json_body
    path = f"complaints/{receipt['tracking_id']}"
    assert api.get(f"/agencies/64-inspektorat/{path}", key=key_of(api, "auditor")).status_code == 200
    assert api.get(f"/agencies/64.72-inspektorat/{path}", key=key_of(api, "far auditor")).status_code == 404


def test_kemenpanrb_may_warn_about_a_hidden_case_that_is_late_and_an_auditor_only_of_its_region(api: Api) -> None:
    receipt = a_case(api, "sensitive")
    path = f"/agencies/{OFFICE}/complaints/{receipt['tracking_id']}/warning"
    in_time = {"If_Match": f'"{api.world.cases.load(receipt["tracking_id"]).version}"'}
    refused = api.post(path, {"note": "Segera."}, key=key_of(api, "auditor"), **in_time)
    assert (refused.status_code, refused.json_body["code"]) == (409, "no_ground")
    api.world.later(days=31)
    api.world.sweep()
    headers = {"If_Match": f'"{api.world.cases.load(receipt["tracking_id"]).version}"'}
    far = api.post(path, {"note": "Segera."}, key=key_of(api, "far auditor"), **headers)
    assert far.status_code in (403, 404)
    assert api.post(path, {"note": "Segera."}, key=key_of(api, "kemenpanrb"), **headers).status_code == 200

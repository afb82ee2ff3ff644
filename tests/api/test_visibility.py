"""What each viewer learns of each kind of case from each output: one table, every combination."""

import json

import pytest

from chalicelib.domain.case import Role
from tests.api.conftest import Api

OFFICE, OTHER = "64.08-pupr", "64.08-dlh"
WORDS = "Lubang di depan warung Rekaan"
REPLY = "Rumah saya nomor tujuh"
DRAFT = "Rancangan jawaban rekaan"
NAME, PHONE, MAIL = "Nama Pelapor", "081234567899", "pelapor@contoh.id"

VIEWERS = ("public", "reporter", "holder", "other office", "coordinator", "far coordinator", "overseer")
FLAGS = ("open", "anonymous", "secret", "sensitive")

SEES_HIDDEN = {"reporter", "holder", "coordinator", "overseer"}
READS_REPLIES = SEES_HIDDEN
READS_DRAFTS = SEES_HIDDEN - {"reporter"}


def a_case(api: Api, flag: str) -> dict[str, str]:
    """A case at an office, with an identity, a reply and a draft."""
    reporter = {"name": NAME, "phone": PHONE, "email": MAIL}
    flags = {flag: True} if flag in ("anonymous", "secret") else {}
    category = "disiplin-asn" if flag == "sensitive" else "jalan-rusak"
    receipt = api.post(
        "/complaints",
        {"text": WORDS, "category": category, "region": "64.08", "reporter": reporter, **flags},
    ).json_body
    number = receipt["tracking_id"]
    api.world.services.triage.route(number, api.world.now)
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


def outputs(api: Api, viewer: str, receipt: dict[str, str]) -> str:
    """Everything that this viewer can get out of the system about the case, in one text."""
    number = receipt["tracking_id"]
    asked = {"text": WORDS, "category": "jalan-rusak", "region": "64.08"}
    if viewer in ("public", "reporter"):
        proof = {"Receipt_Secret": receipt["secret"]} if viewer == "reporter" else {}
        cookie = {"Cookie": f"receipt={receipt['secret']}"} if viewer == "reporter" else {}
        answers = [
            api.get(f"/complaints/{number}?proof=1", **proof),
            api.get(f"/complaints/{number}/receipt", **cookie),
            api.post("/similar", asked),
        ]
    else:
        agency, role = {
            "holder": (OFFICE, Role.OFFICER),
            "other office": (OTHER, Role.OFFICER),
            "coordinator": ("64.08-diskominfo", Role.COORDINATOR),
            "far coordinator": ("64.72-diskominfo", Role.COORDINATOR),
            "overseer": ("64-diskominfo", Role.OVERSEER),
        }[viewer]
        key = api.key(agency, role)
        answers = [
            api.get(f"/agencies/{agency}/complaints/{number}", key=key),
            api.get(f"/agencies/{agency}/complaints/{number}/similar", key=key),
            api.get(f"/agencies/{agency}/queue", key=key),
            api.get(f"/agencies/{OFFICE}/queue", key=key),
        ]
    return " ".join(answer.body.decode() for answer in answers)


@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("viewer", VIEWERS)
def test_each_viewer_learns_what_the_table_says_and_nobody_the_name(api: Api, viewer: str, flag: str) -> None:
    offices = api.world.directory.offices
    offices["64.72-diskominfo"] = type(offices[OFFICE])(
        "64.72-diskominfo", "Diskominfo Kota Samarinda", offices[OFFICE].tier, coordinates=True
    )
    receipt = a_case(api, flag)
    seen = outputs(api, viewer, receipt)
    hidden = flag in ("secret", "sensitive")
    learns = {
        WORDS: not hidden or viewer in SEES_HIDDEN,
        REPLY: viewer in READS_REPLIES,
        DRAFT: viewer in READS_DRAFTS,
        NAME: False,
        PHONE[1:]: False,
        MAIL: False,
    }
    assert {words: json.dumps(words)[1:-1] in seen for words in learns} == learns

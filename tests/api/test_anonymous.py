"""An anonymous reporter's name and contact are stored nowhere, by whichever door they come."""

import json
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from chalicelib.domain.cases.model import Role
from laporctl import case_import
from tests.api.conftest import Api

PERSON = {"name": "Pelapor Rekaan", "phone": "081298765432", "email": "pelapor@contoh.id"}
REPORT = {"text": "Lampu jalan di depan sekolah mati", "category": "jalan-rusak", "region": "64.08"}
FORM = "application/x-www-form-urlencoded"


def stored(api: Api) -> str:
    """All rows of the system, as text."""
    return repr(api.world.cases.kept) + repr(api.world.cases.identities) + repr(api.world.fingerprints.kept)


def test_the_contact_of_an_anonymous_reporter_is_not_stored_and_the_receipt_says_so(api: Api) -> None:
    receipt = api.post("/complaints", REPORT | {"anonymous": True, "reporter": PERSON}).json_body
    assert receipt["identity_stored"] is False
    assert api.world.cases.identities == {}
    rows = stored(api)
    assert not [value for value in (*PERSON.values(), "81298765432") if value in rows]


def test_the_contact_of_others_is_stored_and_the_receipt_says_so(api: Api) -> None:
    receipt = api.post("/complaints", REPORT | {"reporter": PERSON}).json_body
    assert receipt["identity_stored"] is True
    assert list(api.world.cases.identities) == [receipt["tracking_id"]]
    assert api.post("/complaints", REPORT).json_body["identity_stored"] is False


def test_a_plain_form_stores_no_contact_either_and_its_receipt_says_so(api: Api) -> None:
    form = urlencode({"text": REPORT["text"], "anonymous": "true"} | PERSON).encode()
    answer = api.post("/complaints", form, Content_Type=FORM)
    assert answer.status_code == 303
    assert api.world.cases.identities == {}
    page = api.get(answer.headers["Location"].removeprefix("/v1")).body.decode()
    assert "nama dan kontak Anda tidak kami simpan" in page


def test_what_is_not_stored_is_not_checked(api: Api) -> None:
    """A number with a typing error is no reason to refuse a report that keeps no number."""
    wrong = {"phone": "12", "email": "bukan surel"}
    assert api.post("/complaints", REPORT | {"anonymous": True, "reporter": wrong}).status_code == 201
    assert api.post("/complaints", REPORT | {"anonymous": True, "reporter": wrong}).json_body["hints"] == []


def test_sent_again_an_anonymous_report_is_the_same_and_still_stores_nothing(api: Api) -> None:
    body = REPORT | {"anonymous": True, "reporter": PERSON, "receipt_key": "0" * 32}
    first, second = api.post("/complaints", body), api.post("/complaints", body)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json_body["identity_stored"] is False
    assert api.world.cases.identities == {}


def test_an_anonymous_case_that_is_handed_over_brings_no_identity(api: Api) -> None:
    receipt = api.file(anonymous=True, reporter=PERSON)
    history = api.world.cases.load_history(receipt["tracking_id"])
    assert not [value for value in PERSON.values() if value in repr(history)]


def test_an_office_cannot_learn_what_was_not_stored(api: Api) -> None:
    number = api.file(anonymous=True, reporter=PERSON)["tracking_id"]
    until = api.world.now + timedelta(days=1)
    office = api.world.directory.offices["64.08-pupr"]
    key = api.world.services.keys.issue(Role.OFFICER, office, api.world.now, until)
    path = f"/agencies/64.08-pupr/complaints/{number}/identity"
    assert (
        api.post(
            path, {"purpose": "contact_needed_for_work", "reason": "Perlu menanyakan letaknya kepada pelapor"}, key=key
        ).status_code
        == 403
    )


def test_imported_cases_store_no_contact_of_anonymous_reporters(api: Api, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    lines = [
        REPORT | {"anonymous": flag, "reporter": PERSON, "filed_at": "2026-11-20T02:00:00Z"} for flag in (True, False)
    ]
    file.write_text("\n".join(map(json.dumps, lines)))
    anonymous, known = case_import.import_cases(api.world.services.filing, file, lambda: api.world.now)
    assert (anonymous.error, known.error) == ("", "")
    assert list(api.world.cases.identities) == [known.tracking_id]

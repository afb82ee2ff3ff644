"""Attachments over HTTP, without the bucket."""

import inspect
import re
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.api.attachment_labels import FAILURES
from chalicelib.domain.attachments.rules import FAILURE_REASONS, LARGEST_BYTES, NOT_CLEANED, PER_CASE
from chalicelib.domain.cases.model import Role
from chalicelib.gateways import image_sanitizer
from chalicelib.services.attachments import sanitizer
from tests.api.conftest import Api, assert_problem
from tests.support import pictures

PUPR, DLH, COORDINATOR = "64.08-pupr", "64.08-dlh", "64.08-diskominfo"
PHOTO = pictures.photo()
OFFER = {"media_type": "image/jpeg", "bytes": len(PHOTO), "filename": "IMG_Siti.jpg"}


def path(receipt: dict[str, Any], office: str | None = None) -> str:
    home = f"/agencies/{office}/complaints" if office else "/complaints"
    return f"{home}/{receipt['tracking_id']}/attachments"


def attach(api: Api, receipt: dict[str, Any], **more: Any) -> str:
    """Invite, send and clean a photo of the reporter's; answers its id."""
    answer = api.post(path(receipt), OFFER | more, Receipt_Secret=receipt["secret"])
    assert answer.status_code == 201, answer.body
    key = answer.json_body["upload"]["fields"]["key"]
    api.world.files.kept[key] = PHOTO
    assert api.world.services.sanitizer.clean(key, api.world.now).ending == "attached"
    return str(answer.json_body["attachment_id"])


def shown(api: Api, receipt: dict[str, Any], **headers: Any) -> list[str]:
    return [each["id"] for each in api.get(f"/complaints/{receipt['tracking_id']}", **headers).json_body["attachments"]]


def test_the_reporter_is_told_where_to_send_a_photo(api: Api) -> None:
    receipt = api.file()
    answer = api.post(path(receipt), OFFER, Receipt_Secret=receipt["secret"])

    body = answer.json_body
    assert answer.status_code == 201
    assert body["expires_at"] == "2026-11-23T02:15:00.000Z"
    assert len(body["attachment_id"]) == 26
    assert body["upload"]["fields"]["key"] == f"incoming/{receipt['tracking_id']}/{body['attachment_id']}"
    assert "Siti" not in repr((body, api.world.files)), "the name of a file may name a person"
    (allowed,) = api.world.files.invited.values()
    assert allowed[:2] == ("image/jpeg", len(PHOTO))


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"media_type": "image/svg+xml"}, {"media_type": "unknown_media_type"}),
        ({"media_type": "application/pdf"}, {"media_type": "unknown_media_type"}),
        ({"bytes": 0}, {"bytes": "size_range"}),
        ({"bytes": LARGEST_BYTES + 1}, {"bytes": "size_range"}),
        ({"bytes": "12"}, {"bytes": "wrong_type"}),
        ({"key": "x"}, {"key": "unknown_field"}),
    ],
)
def test_other_kinds_and_sizes_are_refused_by_name(api: Api, changed: dict[str, Any], fields: dict[str, str]) -> None:
    receipt = api.file()
    answer = api.post(path(receipt), OFFER | changed, Receipt_Secret=receipt["secret"])
    assert_problem(answer, 400, "invalid_input", **fields)
    assert api.world.files.invited == {}


def test_nobody_attaches_without_the_secret(api: Api) -> None:
    receipt = api.file()
    assert_problem(api.post(path(receipt), OFFER), 403, "wrong_secret")
    assert_problem(api.post(path(receipt), OFFER, Receipt_Secret="0000-0000"), 403, "wrong_secret")
    hidden = api.file(secret=True)
    assert_problem(api.post(path(hidden), OFFER, Receipt_Secret="0000-0000"), 404, "unknown_case")


def test_a_case_holds_at_most_ten_attachments(api: Api) -> None:
    receipt = api.file()
    for _ in range(PER_CASE):
        attach(api, receipt)
    answer = api.post(path(receipt), OFFER, Receipt_Secret=receipt["secret"])
    assert_problem(answer, 409, "too_many_attachments")


def test_a_closed_case_takes_no_more(api: Api) -> None:
    receipt = api.file()
    key, case = api.key(PUPR), f"/agencies/{PUPR}/complaints/{receipt['tracking_id']}"
    for action, body in (("accept", {}), ("response", {"note": "Petugas sudah menambalnya kemarin."})):
        version = api.get(case, key=key).json_body["version"]
        assert api.post(f"{case}/{action}", body, key=key, If_Match=f'"{version}"').status_code == 200
    reply = {"text": "Terima kasih.", "resolved": True}
    api.post(f"/complaints/{receipt['tracking_id']}/replies", reply, Receipt_Secret=receipt["secret"])

    answer = api.post(path(receipt), OFFER, Receipt_Secret=receipt["secret"])
    assert_problem(answer, 409, "not_in_this_status")


def test_a_photo_of_a_public_case_is_shown_to_everybody(api: Api) -> None:
    receipt = api.file()
    attachment = attach(api, receipt)

    (entry,) = api.get(f"/complaints/{receipt['tracking_id']}").json_body["attachments"]
    assert entry == {
        "id": attachment,
        "url": f"/v1/complaints/{receipt['tracking_id']}/attachments/{attachment}",
        "preview_url": f"/v1/complaints/{receipt['tracking_id']}/attachments/{attachment}/preview",
        "at": "2026-11-23T02:00:00.000Z",
        "by": {"role": "reporter"},
        "private": False,
    }
    for address, ending in ((entry["url"], ".jpg"), (entry["preview_url"], ".preview.jpg")):
        answer = api.get(address.removeprefix("/v1"))
        assert answer.status_code == 302
        assert answer.headers["Cache-Control"] == "no-store"
        location = answer.headers["Location"]
        assert location.startswith(f"https://files.example/clean/{receipt['tracking_id']}/{attachment}.")
        assert location.endswith(f"{ending}?seconds=300")


def test_a_client_that_sent_a_secret_can_ask_for_the_address_instead_of_a_redirect(api: Api) -> None:
    """A redirect to the bucket would carry the header Receipt-Secret there."""
    receipt = api.file(secret=True)
    address = f"{path(receipt)}/{attach(api, receipt)}"
    answer = api.get(address, Receipt_Secret=receipt["secret"], Accept="application/json")
    assert answer.status_code == 200
    assert answer.json_body["url"].startswith("https://files.example/clean/")


@pytest.mark.parametrize("part", ["", "/preview"])
def test_a_photo_of_a_secret_case_does_not_exist_for_the_public(api: Api, part: str) -> None:
    receipt = api.file(secret=True)
    address = f"{path(receipt)}/{attach(api, receipt)}{part}"
    assert_problem(api.get(address), 404, "unknown_case")
    assert_problem(api.get(address, Receipt_Secret="0000"), 404, "unknown_case")
    assert api.get(address, Receipt_Secret=receipt["secret"]).status_code == 302


@pytest.mark.parametrize("part", ["", "/preview"])
def test_a_private_photo_is_for_the_reporter_and_the_office_that_holds_the_case(api: Api, part: str) -> None:
    receipt = api.file()
    attachment = attach(api, receipt, private=True)

    assert shown(api, receipt) == []
    assert shown(api, receipt, Receipt_Secret=receipt["secret"]) == [attachment]
    assert_problem(api.get(f"{path(receipt)}/{attachment}{part}"), 404, "unknown_attachment")
    assert api.get(f"{path(receipt)}/{attachment}{part}", Receipt_Secret=receipt["secret"]).status_code == 302
    assert api.get(f"{path(receipt, PUPR)}/{attachment}{part}", key=api.key(PUPR)).status_code == 302
    other = api.get(f"{path(receipt, DLH)}/{attachment}{part}", key=api.key(DLH))
    assert_problem(other, 404, "unknown_attachment")


def test_the_public_learns_nothing_of_a_private_photo(api: Api) -> None:
    """Whoever has the same picture could prove with its hash that this reporter sent it."""
    receipt = api.file()
    attachment = attach(api, receipt, private=True)
    seen = api.get(f"/complaints/{receipt['tracking_id']}?proof=1")
    assert attachment not in seen.body.decode()
    assert [event["kind"] for event in seen.json_body["timeline"]] == ["filed", "routed"]
    assert [link["seq"] for link in seen.json_body["proof"] if "sealed" in link] == [1, 2]
    own = api.get(f"/complaints/{receipt['tracking_id']}?proof=1", Receipt_Secret=receipt["secret"]).json_body
    assert [event["kind"] for event in own["timeline"]] == ["filed", "routed", "attached"]
    assert all("sealed" in link for link in own["proof"])


def test_an_event_from_before_pictures_had_salts_shows_no_hash(api: Api) -> None:
    receipt = api.file()
    attach(api, receipt)
    kept = api.world.cases.kept[receipt["tracking_id"]]
    last = kept.events[-1]
    earlier = {name: fact for name, fact in last.data.items() if name != "picture"}
    kept.events[-1] = replace(last, data={**earlier, "sha256": "ab" * 32, "bytes": 12345}, format=1)
    seen = api.get(f"/complaints/{receipt['tracking_id']}?proof=1")
    assert "abab" not in seen.body.decode()
    assert "12345" not in seen.body.decode()
    assert seen.json_body["timeline"][-1]["kind"] == "attached"
    assert "sealed" not in seen.json_body["proof"][-1]


def test_an_attachment_that_does_not_exist_is_not_found(api: Api) -> None:
    receipt = api.file()
    assert_problem(api.get(f"{path(receipt)}/{'0' * 26}"), 404, "unknown_attachment")


def test_who_sent_a_file_that_failed_reads_why_in_both_languages(api: Api) -> None:
    receipt = api.file()
    secret = {"Receipt_Secret": receipt["secret"]}
    answer = api.post(path(receipt), OFFER, **secret)
    at, attachment = answer.json_body["upload"]["fields"]["key"], answer.json_body["attachment_id"]
    assert_problem(api.get(f"{path(receipt)}/{attachment}", **secret), 404, "unknown_attachment")
    api.world.files.kept[at] = b"teks"
    api.world.services.sanitizer.clean(at, api.world.now)

    for part in ("", "/preview"):
        gone = api.get(f"{path(receipt)}/{attachment}{part}", **secret)
        assert_problem(gone, 410, "attachment_failed")
        assert (gone.json_body["reason"], gone.json_body["detail"]) == ("wrong_type", FAILURES["wrong_type"]["id"])
        assert gone.json_body["label"] == FAILURES["wrong_type"]
        assert_problem(api.get(f"{path(receipt)}/{attachment}{part}"), 404, "unknown_attachment")
    english = api.get(f"{path(receipt)}/{attachment}", Accept_Language="en", **secret)
    assert english.json_body["detail"] == FAILURES["wrong_type"]["en"]

    case = f"/complaints/{receipt['tracking_id']}"
    (failed,) = api.get(case, **secret).json_body["failed_attachments"]
    assert (failed["id"], failed["reason"], failed["label"]) == (attachment, "wrong_type", FAILURES["wrong_type"])
    assert api.get(case).json_body["failed_attachments"] == []
    office = f"/agencies/{PUPR}{case}"
    assert api.get(office, key=api.key(PUPR)).json_body["failed_attachments"] == []


def test_every_reason_that_the_cleaning_gives_has_a_sentence_for_its_sender() -> None:
    assert set(FAILURES) == set(FAILURE_REASONS)
    sources = [sanitizer, image_sanitizer]
    given = {reason for each in sources for reason in re.findall(r'UnsafeFile\("(\w+)"\)', inspect.getsource(each))}
    assert len(given) >= 8
    assert given | {NOT_CLEANED} == set(FAILURE_REASONS)


def test_the_office_that_holds_the_case_attaches_and_reads_under_its_own_address(api: Api) -> None:
    receipt = api.file()
    key = api.key(PUPR)
    answer = api.post(path(receipt, PUPR), OFFER, key=key)
    assert answer.status_code == 201, answer.body
    at = answer.json_body["upload"]["fields"]["key"]
    api.world.files.kept[at] = PHOTO
    api.world.services.sanitizer.clean(at, api.world.now)

    (entry,) = api.get(f"/agencies/{PUPR}/complaints/{receipt['tracking_id']}", key=key).json_body["attachments"]
    assert entry["by"] == {"role": "officer", "agency": PUPR}
    assert entry["url"].startswith(f"/v1/agencies/{PUPR}/complaints/")
    assert api.get(entry["preview_url"].removeprefix("/v1"), key=key).status_code == 302


def test_only_offices_with_a_part_in_the_case_attach(api: Api) -> None:
    receipt = api.file()
    coordinator = api.key(COORDINATOR, Role.COORDINATOR)
    assert api.post(path(receipt, COORDINATOR), OFFER, key=coordinator).status_code == 201
    assert_problem(api.post(path(receipt, DLH), OFFER, key=api.key(DLH)), 403, "not_your_case")
    assert_problem(api.post(path(receipt, PUPR), OFFER, key=api.key(DLH)), 403, "not_your_case")
    overseer = api.key(COORDINATOR, Role.OVERSEER)
    assert_problem(api.post(path(receipt, PUPR), OFFER, key=overseer), 403, "role_not_allowed")


def redact(api: Api, receipt: dict[str, Any], seq: int, **headers: str) -> Any:
    key, case = api.key(COORDINATOR, Role.COORDINATOR), f"/agencies/{COORDINATOR}/complaints/{receipt['tracking_id']}"
    version = api.get(case, key=key).json_body["version"]
    body = {"part": "attachment", "seq": seq, "note": "Wajah orang lain terlihat."}
    return api.post(f"{case}/redaction", body, key=key, If_Match=f'"{version}"', **headers)


def test_a_redacted_photo_leaves_every_output_and_the_bucket(api: Api) -> None:
    receipt = api.file()
    gone, kept = attach(api, receipt), attach(api, receipt)
    case = f"/complaints/{receipt['tracking_id']}"
    seq = next(e["seq"] for e in api.get(case).json_body["timeline"] if e["data"].get("attachment") == gone)

    answer = redact(api, receipt, seq)

    assert answer.status_code == 200, answer.body
    assert answer.headers["ETag"] == f'"{seq + 2}"'
    for headers in ({}, {"Receipt_Secret": receipt["secret"]}):
        assert shown(api, receipt, **headers) == [kept]
        for part in ("", "/preview"):
            again = api.get(f"{path(receipt)}/{gone}{part}", **headers)
            assert_problem(again, 404, "unknown_attachment")
    office = api.get(f"/agencies/{PUPR}/complaints/{receipt['tracking_id']}", key=api.key(PUPR)).json_body
    assert [each["id"] for each in office["attachments"]] == [kept]
    last = office["timeline"][-1]
    assert (last["label"]["id"], last["note"]) == ("Sebuah foto dihapus", "Wajah orang lain terlihat.")
    assert not [key for key in api.world.files.kept if gone in key]
    assert_problem(redact(api, receipt, seq), 404, "unknown_attachment")


def test_a_redaction_names_an_event_of_the_case(api: Api) -> None:
    receipt = api.file()
    attach(api, receipt)
    assert_problem(redact(api, receipt, 99), 400, "invalid_input", seq="limit_range")
    assert_problem(redact(api, receipt, 1), 404, "unknown_attachment")


def test_an_erasure_removes_the_reporters_photos_with_the_identity(api: Api) -> None:
    receipt = api.file(reporter={"name": "Pelapor Contoh"})
    gone = attach(api, receipt)
    answer = api.post(f"/complaints/{receipt['tracking_id']}/erasure", Receipt_Secret=receipt["secret"])
    assert answer.status_code == 200, answer.body
    assert shown(api, receipt, Receipt_Secret=receipt["secret"]) == []
    assert_problem(api.get(f"{path(receipt)}/{gone}"), 404, "unknown_attachment")
    timeline = api.get(f"/complaints/{receipt['tracking_id']}", Receipt_Secret=receipt["secret"]).json_body["timeline"]
    assert timeline[-1]["label"]["en"] == "The reporter's data, photos and words were erased on request"

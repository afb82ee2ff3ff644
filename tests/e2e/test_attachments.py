"""A photo's way: invited by the API, sent to the bucket, cleaned by the function it wakes, shown on the case."""

import io
from typing import Any

import pytest
import requests
from click.testing import CliRunner
from PIL import Image

from laporctl.attachments import refused_files
from laporctl.commands import attachments as command
from laporctl.stacks import Stack
from tests.e2e.test_iam import as_role_of, assert_refused
from tests.support import pictures
from tests.support.emulator import PATIENCE, Site
from tests.support.photo_cases import CASES, SHOWN
from tools.dev import emulator, local
from tools.dev.demo.actors import World
from tools.dev.demo.oversight import log_lines
from tools.dev.demo.steps import until

COMPLAINT = {"text": "Jalan berlubang di depan pasar, ini fotonya.", "category": "jalan-rusak", "region": "64.08"}
Case = dict[str, Any]


@pytest.fixture
def case(site: Site) -> Case:
    """A new case: `id`, and the headers that prove who filed it."""
    receipt = site.post("/v1/complaints", json=COMPLAINT).json()
    return {"id": receipt["tracking_id"], "headers": {"Receipt-Secret": receipt["secret"]}}


def invite(site: Site, case: Case, data: bytes, **said: Any) -> dict[str, Any]:
    offer = {"media_type": "image/jpeg", "bytes": len(data), "filename": "IMG_0001.jpg", **said}
    answer = site.post(f"/v1/complaints/{case['id']}/attachments", json=offer, headers=case["headers"])
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def post(invitation: dict[str, Any], data: bytes, **changed: str) -> requests.Response:
    upload = invitation["upload"]
    return requests.post(
        _reachable(upload["url"]), data={**upload["fields"], **changed}, files={"file": ("x", data)}, timeout=PATIENCE
    )


def fetch(url: str) -> requests.Response:
    return requests.get(_reachable(url), timeout=PATIENCE)


def _reachable(url: str) -> str:
    """Not every system's resolver knows `localhost` as IPv4."""
    return url.replace("//localhost:", f"//{emulator.HOST}:")


def attachments(site: Site, case: Case, count: int = 1) -> list[dict[str, Any]]:
    path = f"/v1/complaints/{case['id']}"
    return until(
        lambda: site.get(path, headers=case["headers"]).json()["attachments"], lambda found: len(found) >= count
    )


def told_of(site: Site, case: Case, count: int) -> dict[str, Any]:
    """The case as its reporter reads it, once it says of so many files what became of them."""
    path = f"/v1/complaints/{case['id']}"
    return until(
        lambda: dict(site.get(path, headers=case["headers"]).json()),
        lambda body: len(body["attachments"]) + len(body["failed_attachments"]) == count,
    )


def refusals(kaltim: Stack, case: Case) -> dict[str, str]:
    """Attachment id -> reason, as the operator is told."""
    found = until(
        lambda: {file.key.rpartition("/")[2]: file.reason for file in refused_files(kaltim) if case["id"] in file.key},
        bool,
    )
    return dict(found)


def test_a_photo_appears_on_its_case_without_place_device_and_owner(site: Site, case: Case, kaltim: Stack) -> None:
    sent = pictures.photo(orientation=6)
    assert pictures.OWNER.encode() in sent
    invitation = invite(site, case, sent)

    assert post(invitation, sent).status_code == 204

    (shown,) = attachments(site, case)
    assert shown["id"] == invitation["attachment_id"]
    assert shown["by"] == {"role": "reporter"}
    for path, size in ((shown["url"], (48, 64)), (shown["preview_url"], (48, 64))):
        redirect = site.get(path)
        assert redirect.status_code == 302, redirect.text
        picture = fetch(redirect.headers["Location"])
        assert picture.status_code == 200, picture.text
        assert picture.headers["Content-Type"] == "image/jpeg"
        image = Image.open(io.BytesIO(picture.content))
        assert (image.format, image.size) == ("JPEG", size)
        assert dict(image.getexif()) == {}
        for trace in (pictures.OWNER, pictures.DEVICE, "Exif", "GPS"):
            assert trace.encode() not in picture.content
    keys = [entry["Key"] for entry in _files(kaltim, case)]
    assert len(keys) == 2
    assert all(key.startswith("clean/") for key in keys), "what was sent is gone"


def test_an_office_adds_a_photo_and_reads_it_under_its_own_address(site: Site, case: Case, kaltim: Stack) -> None:
    office = local.DEMO_AGENCIES["kaltim"]["officer"]
    key = {"Authorization": f"Bearer {kaltim.keys['officer']}"}
    path = f"/v1/agencies/{office}/complaints/{case['id']}"
    routed = until(lambda: site.get(path, headers=key).json(), lambda body: body["status"] == "routed")
    assert routed["agency"]["id"] == office
    sent = pictures.png_with_text()

    invited = site.post(f"{path}/attachments", json={"media_type": "image/png", "bytes": len(sent)}, headers=key)
    assert invited.status_code == 201, invited.text
    assert post(invited.json(), sent).status_code == 204

    (shown,) = until(lambda: site.get(path, headers=key).json()["attachments"], bool)
    assert shown["by"] == {"role": "officer", "agency": office}
    answer = site.get(shown["preview_url"], headers={**key, "Accept": "application/json"})
    assert answer.status_code == 200, answer.text
    assert fetch(answer.json()["url"]).status_code == 200


def test_the_bucket_refuses_more_bytes_than_were_announced_and_another_type(site: Site, case: Case) -> None:
    sent = pictures.photo()
    too_large = post(invite(site, case, sent), sent + bytes(1))
    assert (too_large.status_code, "EntityTooLarge" in too_large.text) == (400, True)

    other_type = post(invite(site, case, sent), sent, **{"Content-Type": "text/html"})
    assert other_type.status_code == 403

    elsewhere = post(invite(site, case, sent), sent, key=f"clean/{case['id']}/x.jpg")
    assert elsewhere.status_code == 403

    sent_by_another = post(invite(site, case, sent), sent, **{"x-amz-meta-by": "officer"})
    assert sent_by_another.status_code == 403


@pytest.mark.parametrize(
    ("reason", "data"),
    [
        ("wrong_type", b"Ini bukan foto, hanya teks dengan nama .jpg"),
        ("too_many_pixels", pictures.png_bomb()),
        ("polyglot", pictures.page_in_photo()),
        ("broken", pictures.photo()[:-400]),
    ],
)
def test_a_file_that_is_no_honest_photo_never_appears_and_is_listed_for_the_operator(
    site: Site, case: Case, kaltim: Stack, monkeypatch: pytest.MonkeyPatch, reason: str, data: bytes
) -> None:
    invitation = invite(site, case, data)
    assert post(invitation, data).status_code == 204

    assert refusals(kaltim, case) == {invitation["attachment_id"]: reason}

    assert attachments(site, case, count=0) == []
    address = f"/v1/complaints/{case['id']}/attachments/{invitation['attachment_id']}"
    assert site.get(address).status_code == 404
    told = site.get(address, headers=case["headers"])
    assert (told.status_code, told.json()["code"], told.json()["reason"]) == (410, "attachment_failed", reason)
    monkeypatch.setattr(command, "find_stack", lambda slug: kaltim)
    listed = CliRunner().invoke(command.attachments, ["refused", "kaltim"]).output
    assert [line for line in listed.splitlines() if invitation["attachment_id"] in line and reason in line]


def test_a_sender_is_told_of_every_file_what_became_of_it(site: Site) -> None:
    """At once, and in both languages: each file is either shown or failed, and nothing is left."""
    told: dict[str, str] = {}
    for half in (CASES[::2], CASES[1::2]):
        receipt = site.post("/v1/complaints", json=COMPLAINT).json()
        case = {"id": receipt["tracking_id"], "headers": {"Receipt-Secret": receipt["secret"]}}
        sent = {}
        for name, data, _ in half:
            invitation = invite(site, case, data)
            assert post(invitation, data).status_code == 204
            sent[invitation["attachment_id"]] = name
        view = told_of(site, case, len(sent))
        told |= {sent[each["id"]]: SHOWN for each in view["attachments"]}
        told |= {sent[each["id"]]: each["reason"] for each in view["failed_attachments"]}
        assert all(each["label"]["id"] and each["label"]["en"] for each in view["failed_attachments"])
        assert site.get(f"/v1/complaints/{case['id']}").json()["failed_attachments"] == []
    assert told == {name: outcome for name, _, outcome in CASES}


def test_no_file_of_no_bytes_arrives(site: Site, case: Case) -> None:
    offer = {"media_type": "image/jpeg", "bytes": 0}
    answer = site.post(f"/v1/complaints/{case['id']}/attachments", json=offer, headers=case["headers"])
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "/bytes")
    refused = post(invite(site, case, b"x"), b"")
    assert (refused.status_code, "EntityTooSmall" in refused.text) == (400, True)


def test_the_log_names_the_file_and_the_reason_and_nothing_else(site: Site, case: Case, world: World) -> None:
    data = b"Rahasia Pengirim di dalam berkas"
    invitation = invite(site, case, data)
    post(invitation, data)

    lines = until(
        lambda: [line for line in log_lines(world, "kaltim") if invitation["attachment_id"] in line],
        lambda found: found,
    )
    assert "wrong_type" in lines[0]
    assert not [line for line in log_lines(world, "kaltim") if "Rahasia Pengirim" in line or "IMG_0001" in line]


def test_the_photo_of_a_secret_case_is_shown_only_with_the_secret(site: Site) -> None:
    receipt = site.post("/v1/complaints", json={**COMPLAINT, "secret": True}).json()
    case = {"id": receipt["tracking_id"], "headers": {"Receipt-Secret": receipt["secret"]}}
    sent = pictures.photo()
    post(invite(site, case, sent), sent)
    (shown,) = attachments(site, case)

    assert site.get(shown["url"]).status_code == 404
    assert site.get(shown["url"], headers=case["headers"]).status_code == 302


def test_each_function_touches_only_its_part_of_the_bucket(kaltim: Stack, kaltara: Stack) -> None:
    bucket = kaltim.outputs["AttachmentsBucket"]
    http = as_role_of(kaltim, "HttpFunction", "s3")
    http.put_object(Bucket=bucket, Key="incoming/none-of-a-case", Body=b"x")

    for key in ("clean/x.jpg", "refused/x"):
        assert_refused(http.put_object, Bucket=bucket, Key=key, Body=b"x")
    for key in ("incoming/none-of-a-case", "refused/x"):
        assert_refused(http.get_object, Bucket=bucket, Key=key)
    assert_refused(http.delete_object, Bucket=bucket, Key="clean/x.jpg")
    assert_refused(http.put_object, Bucket=kaltara.outputs["AttachmentsBucket"], Key="incoming/x", Body=b"x")

    cleaner = as_role_of(kaltim, "CleanFunction", "s3")
    assert_refused(cleaner.delete_object, Bucket=bucket, Key="refused/x")
    assert_refused(cleaner.get_object, Bucket=bucket, Key="refused/x")

    vault = as_role_of(kaltim, "VaultFunction", "s3")
    vault.list_objects_v2(Bucket=bucket, Prefix="clean/KI-7F3K-9Q2M-XA0B-C/")
    for prefix in ("", "clean/", "clean/KI", "incoming/KI-7F3K-9Q2M-XA0B-C/"):
        assert_refused(vault.list_objects_v2, Bucket=bucket, Prefix=prefix)
    for key in ("clean/x.jpg", "incoming/none-of-a-case"):
        assert_refused(vault.get_object, Bucket=bucket, Key=key)
        assert_refused(vault.put_object, Bucket=bucket, Key=key, Body=b"x")
    assert_refused(vault.delete_object, Bucket=bucket, Key="incoming/none-of-a-case")
    assert_refused(vault.delete_object, Bucket=kaltara.outputs["AttachmentsBucket"], Key="clean/x.jpg")


def test_a_photo_that_a_coordinator_removes_is_gone_from_the_case_and_from_the_bucket(
    site: Site, case: Case, kaltim: Stack
) -> None:
    sent = pictures.photo()
    for _ in range(2):
        post(invite(site, case, sent), sent)
    gone, kept = attachments(site, case, count=2)
    path = f"/v1/complaints/{case['id']}"
    before = fetch(site.get(gone["url"]).headers["Location"])
    assert before.status_code == 200
    address = before.url

    office = local.DEMO_AGENCIES["kaltim"]["coordinator"]
    desk = f"/v1/agencies/{office}/complaints/{case['id']}"
    key = {"Authorization": f"Bearer {kaltim.keys['coordinator']}"}
    seen = until(lambda: site.get(desk, headers=key).json(), lambda body: body["status"] == "routed")
    (seq,) = [event["seq"] for event in seen["timeline"] if event["data"].get("attachment") == gone["id"]]
    send = {**key, "If-Match": f'"{seen["version"]}"', "Idempotency-Key": "removal-1"}
    order = {"part": "attachment", "seq": seq, "note": "Wajah orang lain terlihat."}
    answer = site.post(f"{desk}/redaction", json=order, headers=send)
    assert answer.status_code == 200, answer.text

    view = site.get(path, params={"proof": "1"}).json()
    assert [each["id"] for each in view["attachments"]] == [kept["id"]]
    assert view["timeline"][-1]["label"]["id"] == "Sebuah foto dihapus"
    assert len(view["proof"]) == view["version"]
    assert site.get(gone["url"]).status_code == site.get(gone["preview_url"]).status_code == 404
    assert fetch(address).status_code == 404, "not even at an address that was given out before"
    assert sorted(kept["id"] in entry["Key"] for entry in _files(kaltim, case)) == [True, True]


def test_a_reporter_who_is_forgotten_takes_the_photos_along(site: Site, case: Case, kaltim: Stack) -> None:
    honest, page = pictures.photo(), pictures.page_in_photo()
    for data in (honest, page):
        post(invite(site, case, data), data)
    attachments(site, case)
    assert refusals(kaltim, case)

    answer = site.post(f"/v1/complaints/{case['id']}/erasure", headers=case["headers"])
    assert answer.status_code == 200, answer.text

    view = site.get(f"/v1/complaints/{case['id']}", headers=case["headers"]).json()
    assert view["attachments"] == []
    assert view["timeline"][-1]["data"] == {"photos": 1, "removed": "title text"}
    assert _files(kaltim, case) == [], "what was refused held place and owner"


def _files(stack: Stack, case: Case) -> list[dict[str, Any]]:
    listed = stack.client("s3").list_objects_v2(Bucket=stack.outputs["AttachmentsBucket"])
    return [entry for entry in listed.get("Contents", []) if case["id"] in entry["Key"]]

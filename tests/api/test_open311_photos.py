"""Open311 reports that come with photos: forms as programs for phones and FixMyStreet's senders write them."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

import pytest
from chalice.test import HTTPResponse
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.api.open311 import multipart
from chalicelib.api.open311.formats import Refused
from chalicelib.domain.attachments import rules as attachments
from chalicelib.domain.cases.model import Role
from tests.api.conftest import Api
from tests.api.test_open311_writing import PUPR, ROAD, key
from tests.support.open311 import ROOT, body_of, get
from tests.support.pictures import photo

BOUNDARY = "----formBoundary7MA4YWxk"
JPEG = photo()
File = tuple[str, str, str, bytes]
"""Field, file name, media type, content."""


def form(fields: dict[str, str], *files: File, boundary: str = BOUNDARY) -> bytes:
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    for name, called, media_type, content in files:
        disposition = f'Content-Disposition: form-data; name="{name}"; filename="{called}"'
        parts.append(f"{disposition}\r\nContent-Type: {media_type}\r\n\r\n".encode() + content)
    line = f"--{boundary}".encode()
    return b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"


def send(
    api: Api, body: bytes, path: str = "requests.json", content_type: str = f"multipart/form-data; boundary={BOUNDARY}"
) -> HTTPResponse:
    return api.post(f"{ROOT}/{path}", body, Content_Type=content_type)


def clean(api: Api) -> int:
    """What the sanitizer's function does for each file that has arrived."""
    arrived = [each for each in api.world.files.kept if attachments.parse_incoming_key(each)]
    for each in arrived:
        api.world.services.sanitizer.clean(each, api.world.now)
    return len(arrived)


SENT: dict[str, list[File]] = {
    "a program for phones": [("media", "image.jpg", "image/jpeg", JPEG)],
    "FixMyStreet with two photos": [
        ("photo1", "17.0.jpeg", "image/jpeg", JPEG),
        ("photo2", "17.1.jpeg", "image/jpeg", photo(3)),
    ],
    "under a media type that says nothing": [("media", "IMG_1", "application/octet-stream", JPEG)],
    "with a file input that was left empty": [("media", "", "application/octet-stream", b""), ("media", "a", "", JPEG)],
}


@pytest.mark.parametrize("extension", ["json", "xml"])
@pytest.mark.parametrize("files", SENT.values(), ids=SENT)
def test_a_report_comes_with_its_photos_which_nobody_sees_before_they_are_clean(
    api: Api, files: list[File], extension: str
) -> None:
    api.world.stacks.sites["KI"] = "https://kaltim.example"
    answer = send(api, form({"api_key": key(api), **ROAD}, *files), f"requests.{extension}")
    assert answer.status_code == HTTPStatus.CREATED, answer.body
    number = body_of(answer)[0]["service_request_id"]
    pictures = [each for each in files if each[3]]

    def shown() -> str | None:
        media_url: str | None = body_of(get(api, f"requests/{number}.{extension}"))[0]["media_url"]
        return media_url

    assert shown() is None
    assert all(each.startswith("incoming/") for each in api.world.files.kept)
    assert clean(api) == len(pictures)
    history = api.world.cases.load_history(number)
    attached = attachments.attachments_of(history.events)
    assert [each.by for each in attached] == ["reporter"] * len(pictures)
    assert shown() == f"https://kaltim.example/v1/complaints/{number}/attachments/{attached[0].id}/preview"
    kept = [data for name, data in api.world.files.kept.items() if name.startswith("clean/")]
    assert kept
    assert all(b"Pemilik Contoh" not in data for data in kept)
    assert history.content.text == ROAD["description"]


def test_a_report_that_is_sent_again_brings_its_photos_once(api: Api) -> None:
    body = form(
        {"api_key": key(api), "receipt_key": "00112233445566778899aabbccddeeff", **ROAD},
        ("media", "a.jpg", "image/jpeg", JPEG),
        ("media", "b.jpg", "image/jpeg", photo(6)),
    )
    answers = [send(api, body)]
    # Again before they are clean, and again afterwards.
    answers.append(send(api, body))
    assert clean(api) == 2
    answers.append(send(api, body))
    assert clean(api) == 0
    assert [answer.status_code for answer in answers] == [201, 200, 200]
    number = body_of(answers[0])[0]["service_request_id"]
    assert len(attachments.attachments_of(api.world.cases.load_history(number).events)) == 2


def test_the_id_of_a_photo_tells_nobody_which_photo_it_is(api: Api) -> None:
    for _ in range(2):
        send(api, form({"api_key": key(api), **ROAD}, ("media", "a.jpg", "image/jpeg", JPEG)))
    assert len({each.rpartition("/")[2] for each in api.world.files.kept}) == 2


def whole(**changes: Any) -> bytes:
    fields = {name: value for name, value in {**ROAD, **changes}.items() if value is not None}
    return form(fields, ("media", "a.jpg", "image/jpeg", JPEG))


TYPE = f"multipart/form-data; boundary={BOUNDARY}"
WRONG: dict[str, tuple[bytes, str, str]] = {
    "no boundary": (whole(), "multipart/form-data", "boundary"),
    "another boundary": (whole(), "multipart/form-data; boundary=other", "last boundary"),
    "cut off": (whole()[:-40], TYPE, "last boundary"),
    "nothing": (b"", TYPE, "last boundary"),
    "a document": (form(ROAD, ("media", "a.pdf", "application/pdf", b"%PDF-1.7")), TYPE, "media is no picture"),
    "HEIC called a JPEG": (
        form(ROAD, ("media", "a.jpg", "image/jpeg", b"\0\0\0\x18ftypheic")), TYPE, "media is no picture",
    ),
    "a page": (form(ROAD, ("photo1", "a.jpg", "image/jpeg", b"<html>")), TYPE, "photo1 is no picture"),
    "eleven photos": (form(ROAD, *[("media", "a", "", JPEG)] * 11), TYPE, "more than 10 files"),
    "too many fields": (form({f"a{number}": "1" for number in range(101)}), TYPE, "more than 100 parameters"),
    "a part without a name": (whole().replace(b'name="media"; ', b""), TYPE, "has no name"),
    "words without end": (whole(description="a" * 200_000), TYPE, ""),
    "a photo without end": (form(ROAD, ("media", "a", "", JPEG + bytes(4_500_000))), TYPE, "4,400,000 bytes"),
}  # fmt: skip


@pytest.mark.parametrize("extension", ["json", "xml"])
@pytest.mark.parametrize(("body", "content_type", "named"), WRONG.values(), ids=WRONG)
def test_a_wrong_form_is_named_and_files_nothing(
    api: Api, body: bytes, content_type: str, named: str, extension: str
) -> None:
    bearer = {"Authorization": f"Bearer {key(api)}"}
    answer = api.post(f"{ROOT}/requests.{extension}", body, Content_Type=content_type, **bearer)
    assert answer.status_code == HTTPStatus.BAD_REQUEST, answer.body
    (error,) = body_of(answer)
    assert named in error["description"]
    assert not api.world.cases.kept
    assert not api.world.files.kept


@pytest.mark.parametrize(
    "content_type",
    [f'multipart/form-data; boundary="{BOUNDARY}"', f"Multipart/Form-Data; charset=utf-8; Boundary={BOUNDARY}"],
)
def test_a_boundary_may_be_written_in_any_way(api: Api, content_type: str) -> None:
    answer = send(api, form({"api_key": key(api), **ROAD}), content_type=content_type)
    assert answer.status_code == HTTPStatus.CREATED, answer.body


def test_a_form_without_files_updates_and_one_with_files_does_not(api: Api) -> None:
    number = api.file()["tracking_id"]
    fields = {
        "api_key": key(api, agency=PUPR, role=Role.OFFICER),
        "service_request_id": number,
        "update_id": "1",
        "status": "OPEN",
        "description": "Kami tinjau lagi lusa pagi.",
    }
    refused = send(api, form(fields, ("media", "a.jpg", "image/jpeg", JPEG)), "servicerequestupdates.xml")
    assert refused.status_code == HTTPStatus.BAD_REQUEST
    assert "files come with reports alone" in body_of(refused)[0]["description"]
    assert send(api, form(fields), "servicerequestupdates.xml").status_code == HTTPStatus.OK


NAMES = st.from_regex(r"[a-z\[\]_]{1,20}", fullmatch=True)


@given(st.lists(st.tuples(NAMES, st.text()), max_size=5), st.binary(max_size=200))
def test_what_a_form_holds_arrives_byte_for_byte(fields: list[tuple[str, str]], tail: bytes) -> None:
    encoded = [(name, value.encode("utf-8", "replace").decode()) for name, value in fields]
    content = JPEG + tail
    line = f"--{BOUNDARY}\r\n".encode()
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in encoded]
    file = b'Content-Disposition: form-data; name="media"; filename="a"\r\n\r\n' + content + b"\r\n"
    body = b"".join(line + part for part in [*parts, file]) + f"--{BOUNDARY}--".encode()
    read = multipart.parse_form(body, TYPE)
    assert read.fields == encoded
    assert [each.data for each in read.photos] == [content]


@given(st.binary(max_size=500))
def test_any_bytes_are_a_form_or_refused(body: bytes) -> None:
    with suppress(Refused):
        multipart.parse_form(b"--x" + body, "multipart/form-data; boundary=x")

"""The store of files: one contract for S3 (moto) and the fake, and the requests to S3 beyond it."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.gateways.file_store import S3FileStore
from chalicelib.services.ports.file_store import FileStore
from tests.gateways.conftest import BUCKET
from tests.support.memory import MemoryFileStore

KEY = "incoming/KI-N4MY-SXYG-J405-C/00000000000000000000000000"
KEPT_AS = KEY.replace("incoming", "refused")
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(params=["memory", "s3"])
def store(request: pytest.FixtureRequest, s3: Any) -> FileStore:
    return MemoryFileStore() if request.param == "memory" else S3FileStore(BUCKET)


def test_a_file_is_taken_with_its_size(store: FileStore) -> None:
    store.keep(KEY, b"12345")
    taken = store.take(KEY, 5)
    assert taken is not None
    assert (taken.size, taken.data) == (5, b"12345")


def test_a_file_that_is_received_is_taken_with_its_labels(store: FileStore) -> None:
    store.receive(KEY, "image/png", b"12345", {"by": "reporter", "salt": "00"})
    taken = store.take(KEY, 5)
    assert taken is not None
    assert (taken.data, dict(taken.labels)) == (b"12345", {"by": "reporter", "salt": "00"})


def test_a_file_that_is_too_large_is_not_read(store: FileStore) -> None:
    store.keep(KEY, b"12345")
    taken = store.take(KEY, 4)
    assert taken is not None
    assert (taken.size, taken.data) == (5, None)


def test_a_file_that_is_gone_is_no_error(store: FileStore) -> None:
    assert store.take(KEY, 5) is None
    store.forget(KEY)


def test_a_refused_file_moves_and_keeps_its_reason(store: FileStore) -> None:
    store.keep(KEY, b"12345")
    store.refuse(KEY, KEPT_AS, "wrong_type")
    assert store.take(KEY, 5) is None
    assert [(file.key, file.reason, file.size) for file in store.refused()] == [(KEPT_AS, "wrong_type", 5)]


def test_the_files_of_one_case_are_found_by_their_folder(store: FileStore) -> None:
    for key in ("clean/KI-1/b.jpg", "clean/KI-1/a.jpg", "clean/KI-12/c.jpg", "refused/KI-1/d"):
        store.keep(key, b"1")
    assert sorted(store.under("clean/KI-1/")) == ["clean/KI-1/a.jpg", "clean/KI-1/b.jpg"]
    assert store.under("clean/KI-3/") == []


def test_arrivals_are_told_with_the_moment_they_were_written(store: FileStore) -> None:
    for key in (KEY, "clean/KI-1/b.jpg"):
        store.keep(key, b"1")
    ((key, at),) = store.arrivals("incoming/")
    assert key == KEY
    assert at.tzinfo is not None


def test_nothing_is_refused_at_first(store: FileStore) -> None:
    store.keep("clean/x.jpg", b"1")
    assert list(store.refused()) == []


def test_an_address_names_the_file(store: FileStore) -> None:
    store.keep("clean/x.jpg", b"1")
    assert "/clean/x.jpg?" in store.address("clean/x.jpg", 300)


def test_a_file_is_shown_and_saved_under_our_own_name_for_it(s3: Any) -> None:
    address = urlsplit(S3FileStore(BUCKET).address("clean/KI-1/x.jpg", 300))
    assert parse_qs(address.query)["response-content-disposition"] == ['inline; filename="x.jpg"']


def test_a_refused_file_is_of_a_type_that_no_program_opens(s3: Any) -> None:
    s3.put_object(Bucket=BUCKET, Key=KEY, Body=b"<html>", ContentType="text/html")
    S3FileStore(BUCKET).refuse(KEY, KEPT_AS, "wrong_type")
    assert s3.head_object(Bucket=BUCKET, Key=KEPT_AS)["ContentType"] == "application/octet-stream"


def test_labels_of_an_invitation_come_back_with_the_file(s3: Any) -> None:
    s3.put_object(Bucket=BUCKET, Key=KEY, Body=b"1", Metadata={"by": "officer", "agency": "64.08-pupr"})
    taken = S3FileStore(BUCKET).take(KEY, 5)
    assert taken is not None
    assert abs(datetime.now(UTC) - taken.at) < timedelta(minutes=5)
    assert taken.labels == {"by": "officer", "agency": "64.08-pupr"}


def test_an_invitation_allows_one_key_one_type_one_size_and_a_quarter_of_an_hour(s3: Any) -> None:
    upload = S3FileStore(BUCKET).invite(KEY, "image/png", 77, {"by": "reporter"}, NOW + timedelta(minutes=15), NOW)
    policy = json.loads(base64.b64decode(upload.fields["policy"]))
    left = datetime.fromisoformat(policy["expiration"]) - datetime.now(UTC)

    assert timedelta(minutes=14) < left <= timedelta(minutes=15)
    assert policy["conditions"][:3] == [
        {"Content-Type": "image/png"},
        {"x-amz-meta-by": "reporter"},
        ["content-length-range", 1, 77],
    ]
    assert {"key": KEY} in policy["conditions"]
    assert {"bucket": BUCKET} in policy["conditions"]
    assert upload.fields["x-amz-meta-by"] == "reporter"


def test_addresses_are_those_of_the_region_because_a_form_does_not_follow_redirects(s3: Any) -> None:
    store = S3FileStore(BUCKET)
    host = f"https://{BUCKET}.s3.ap-southeast-3.amazonaws.com/"

    assert store.invite(KEY, "image/png", 7, {}, NOW + timedelta(minutes=15), NOW).url == host
    assert store.address("clean/x.jpg", 300).startswith(f"{host}clean/x.jpg?")


def test_an_embedded_aws_has_buckets_as_paths(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:4566")
    assert S3FileStore(BUCKET).address("clean/x.jpg", 300).startswith(f"http://localhost:4566/{BUCKET}/clean/x.jpg?")

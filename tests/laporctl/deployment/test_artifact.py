"""The bucket of artifacts: one's own, and everything in it as it was put there."""

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from laporctl.deployment import artifact, releases
from laporctl.deployment.artifact import Artifacts
from laporctl.deployment.errors import DeployError
from laporctl.deployment.releases import Release


class Bucket:
    """S3 as far as the bucket of artifacts goes: missing, one's own, or somebody else's."""

    def __init__(self, code: str | None) -> None:
        self.code, self.created = code, list[dict[str, Any]]()

    def head_bucket(self, **request: str) -> None:
        assert request["ExpectedBucketOwner"] == "123456789012"
        if self.code:
            raise ClientError({"Error": {"Code": self.code, "Message": ""}}, "HeadBucket")

    def create_bucket(self, **request: Any) -> None:
        self.created.append(request)

    def put_public_access_block(self, **_: Any) -> None:
        pass


@pytest.mark.parametrize(
    ("region", "place"),
    [
        ("us-east-1", {}),
        ("ap-southeast-3", {"CreateBucketConfiguration": {"LocationConstraint": "ap-southeast-3"}}),
    ],
)
def test_the_bucket_of_artifacts_is_made_in_every_region(region: str, place: dict[str, Any]) -> None:
    bucket = Bucket("404")
    artifact.ensure_bucket(bucket, "lapor-artifacts", region, "123456789012")
    assert bucket.created == [{"Bucket": "lapor-artifacts", **place}]


def test_a_bucket_that_is_there_is_not_made_again() -> None:
    bucket = Bucket(None)
    artifact.ensure_bucket(bucket, "lapor-artifacts", "ap-southeast-3", "123456789012")
    assert bucket.created == []


def test_a_bucket_of_somebody_else_gets_no_code() -> None:
    with pytest.raises(DeployError, match="is not of account 123456789012"):
        artifact.ensure_bucket(Bucket("403"), "lapor-artifacts", "ap-southeast-3", "123456789012")


@pytest.fixture
def store() -> Any:
    with mock_aws():
        s3 = boto3.client("s3", region_name="ap-southeast-3", aws_access_key_id="test", aws_secret_access_key="test")
        artifact.ensure_bucket(s3, "lapor-artifacts", "ap-southeast-3", "123456789012")
        yield Artifacts("lapor-artifacts", "123456789012", "ap-southeast-3", None, s3)


def test_a_site_comes_back_as_it_was_kept_and_the_same_site_is_kept_once(store: Artifacts) -> None:
    files = {"index.html": b"<!doctype html>", "assets/a.js": b"1", "regions/17.json": bytes(range(256))}
    key = artifact.keep_site(store, files)
    again = artifact.keep_site(store, dict(reversed(files.items())))
    assert artifact.kept_site(store, key) == files
    assert (again, store.keys("site/")) == (key, [key])
    assert artifact.keep_site(store, files | {"index.html": b"other"}) != key


def test_what_is_no_longer_kept_is_said_in_one_line(store: Artifacts) -> None:
    with pytest.raises(DeployError, match=r"template/0\.yaml is no longer in the bucket lapor-artifacts"):
        store.get("template/0.yaml")


def test_releases_come_back_oldest_first_and_are_forgotten_by_stack(store: Artifacts) -> None:
    first, second = (
        Release(f"2026-11-0{day}T00:00:00.000000Z", "arn", str(day) * 64, "t", "s", {"Province": "bali"})
        for day in (1, 2)
    )
    for slug, release in (("bali", second), ("bali", first), ("banten", first)):
        releases.record(store, slug, release)
    assert releases.releases(store, "bali") == [first, second]
    releases.forget(store, "bali")
    assert (releases.releases(store, "bali"), releases.releases(store, "banten")) == ([], [first])

"""The bucket of artifacts of an account and region: zips, templates and sites, each under its own hash, so that the
same bytes are kept once however many stacks use them, and a stack changes exactly when a hash does."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from botocore.exceptions import ClientError

from laporctl import paths
from laporctl.deployment.errors import DeployError
from laporctl.session import aws_session

CODE_PLACEHOLDER = "./deployment.zip"
"""Chalice writes this where the address of the zip belongs."""

EPOCH = (1980, 1, 1, 0, 0, 0)
_MISSING = ("404", "NoSuchKey", "NoSuchBucket")


@dataclass(frozen=True)
class Artifacts:
    """The bucket, which is this account's own: every request says whose it must be."""

    bucket: str
    account: str
    region: str
    endpoint: str | None
    s3: Any

    def put_once(self, key: str, body: bytes) -> str:
        """Keep `body` unless there is something under `key`, whose name is its hash; returns the key."""
        try:
            self.s3.head_object(Bucket=self.bucket, Key=key, ExpectedBucketOwner=self.account)
        except ClientError as error:
            if error.response["Error"]["Code"] not in _MISSING:
                raise
            self.put(key, body)
        return key

    def put(self, key: str, body: bytes) -> None:
        self.s3.put_object(Bucket=self.bucket, Key=key, Body=body, ExpectedBucketOwner=self.account)

    def get(self, key: str) -> bytes:
        """Raises DeployError if there is nothing under the key."""
        try:
            found = self.s3.get_object(Bucket=self.bucket, Key=key, ExpectedBucketOwner=self.account)
        except ClientError as error:
            if error.response["Error"]["Code"] not in _MISSING:
                raise
            raise DeployError(f"{key} is no longer in the bucket {self.bucket}") from error
        return bytes(found["Body"].read())

    def keys(self, prefix: str) -> list[str]:
        """The keys that begin so, in their order."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=prefix, ExpectedBucketOwner=self.account
        )
        return sorted(item["Key"] for page in pages for item in page.get("Contents", []))

    def address(self, key: str) -> str:
        """Where CloudFormation reads it."""
        if self.endpoint:
            return f"{self.endpoint}/{self.bucket}/{key}"
        return f"https://{self.bucket}.s3.{self.region}.amazonaws.com/{key}"


def artifacts(region: str, endpoint: str | None) -> Artifacts:
    """The bucket of the account whose credentials are at hand, made if it is not there. Raises DeployError for one of
    another account: its name can be guessed, and its owner could put another program in the place of what is deployed.
    """
    session = aws_session(region, endpoint)
    account = session.client("sts", endpoint_url=endpoint).get_caller_identity()["Account"]
    bucket = f"lapor-artifacts-{account}-{region}"
    s3 = session.client("s3", endpoint_url=endpoint)
    ensure_bucket(s3, bucket, region, account)
    return Artifacts(bucket, account, region, endpoint, s3)


def ensure_bucket(s3: Any, bucket: str, region: str, account: str) -> None:
    """Make the bucket if it is not there. Raises DeployError for one of another account."""
    try:
        s3.head_bucket(Bucket=bucket, ExpectedBucketOwner=account)
        return
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in ("403", "AccessDenied"):
            raise DeployError(f"the bucket {bucket} is not of account {account}, or may not be read by you") from error
        if code not in _MISSING:
            raise
    # S3 refuses the name of its first region.
    place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    s3.create_bucket(Bucket=bucket, **place)
    s3.put_public_access_block(
        Bucket=bucket,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "BlockPublicPolicy": True,
            "IgnorePublicAcls": True,
            "RestrictPublicBuckets": True,
        },
    )


def upload_package(store: Artifacts, package_hash: str) -> str:
    """Upload `build/deployment.zip`, whose hash this is, and the template that names it; returns the template's key."""
    store.put_once(_code_key(package_hash), paths.ZIP.read_bytes())
    body = _template(store, package_hash)
    return store.put_once(f"template/{hashlib.sha256(body).hexdigest()}.yaml", body)


def upload_template_of_plan(store: Artifacts, package_hash: str) -> str:
    """Upload that template alone, to where no deployment reads it: who may only plan writes nothing that is deployed.
    Returns its key."""
    body = _template(store, package_hash)
    key = f"plan/{hashlib.sha256(body).hexdigest()}.yaml"
    store.put(key, body)
    return key


def _code_key(package_hash: str) -> str:
    return f"deployment/{package_hash}.zip"


def _template(store: Artifacts, package_hash: str) -> bytes:
    template = yaml.safe_load(paths.TEMPLATE.read_text())
    for resource in template["Resources"].values():
        if resource.get("Properties", {}).get("CodeUri") == CODE_PLACEHOLDER:
            resource["Properties"]["CodeUri"] = f"s3://{store.bucket}/{_code_key(package_hash)}"
    return yaml.safe_dump(template).encode()


def keep_site(store: Artifacts, files: Mapping[str, bytes]) -> str:
    """Keep the files of a site, path -> content, so that they can be put back; returns their key."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            archive.writestr(zipfile.ZipInfo(path, EPOCH), files[path], zipfile.ZIP_DEFLATED)
    body = buffer.getvalue()
    return store.put_once(f"site/{hashlib.sha256(body).hexdigest()}.zip", body)


def kept_site(store: Artifacts, key: str) -> dict[str, bytes]:
    """The files of `keep_site`, path -> content."""
    with zipfile.ZipFile(io.BytesIO(store.get(key))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

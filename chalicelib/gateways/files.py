"""Files in one S3 bucket. The client is made when the first file is asked for: most requests need none."""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.session import get_session

from chalicelib.services.ports.files import Incoming, RefusedFile, Upload

CONNECT_SECONDS = 1.0
READ_SECONDS = 10.0
_REASON = "reason"
_REFUSED = "refused/"


class S3FileStore:
    """Implements `ports.FileStore`. Without a client one is made from the environment, as in a function."""

    def __init__(self, bucket: str, client: Any | None = None) -> None:
        self._bucket = bucket
        self._given = client

    @cached_property
    def _client(self) -> Any:
        if self._given is not None:
            return self._given
        config = Config(
            signature_version="s3v4",
            s3={"addressing_style": _addressing_style()},
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": 3},
        )
        return get_session().create_client("s3", config=config)

    def invite(
        self, key: str, media_type: str, largest: int, labels: Mapping[str, str], expires: datetime, now: datetime
    ) -> Upload:
        """A presigned POST: S3 itself refuses another key, type, size or label, and everything after `expires`."""
        fields = {"Content-Type": media_type, **{f"x-amz-meta-{name}": value for name, value in labels.items()}}
        made = self._client.generate_presigned_post(
            Bucket=self._bucket,
            Key=key,
            Fields=dict(fields),
            Conditions=[*({name: value} for name, value in fields.items()), ["content-length-range", 1, largest]],
            ExpiresIn=int((expires - now).total_seconds()),
        )
        return Upload(made["url"], made["fields"])

    def take(self, key: str, largest: int) -> Incoming | None:
        """One GetObject, whose body is left unread above `largest` bytes."""
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchKey":
                return None
            raise
        size = int(found["ContentLength"])
        with found["Body"] as body:
            data = body.read() if size <= largest else None
        return Incoming(found["LastModified"], size, found["Metadata"], data)

    def keep(self, key: str, jpeg: bytes) -> None:
        """One PutObject."""
        self._client.put_object(Bucket=self._bucket, Key=key, Body=jpeg, ContentType="image/jpeg")

    def forget(self, key: str) -> None:
        """One DeleteObject."""
        self._client.delete_object(Bucket=self._bucket, Key=key)

    def under(self, folder: str) -> list[str]:
        """One list of the prefix: a case has a few dozen files at most."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=folder)
        return [entry["Key"] for page in pages for entry in page.get("Contents", [])]

    def refuse(self, key: str, kept_as: str, reason: str) -> None:
        """A copy inside S3 with the reason as its tag, and as a type that no program opens; then a deletion."""
        self._client.copy_object(
            Bucket=self._bucket,
            Key=kept_as,
            CopySource={"Bucket": self._bucket, "Key": key},
            MetadataDirective="REPLACE",
            ContentType="application/octet-stream",
            TaggingDirective="REPLACE",
            Tagging=urlencode({_REASON: reason}),
        )
        self.forget(key)

    def refused(self) -> Iterator[RefusedFile]:
        """A list of the prefix, and the tags of each file: for the operator, whose rights it needs."""
        for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=_REFUSED):
            for entry in page.get("Contents", []):
                tags = self._client.get_object_tagging(Bucket=self._bucket, Key=entry["Key"])["TagSet"]
                reason = next((tag["Value"] for tag in tags if tag["Key"] == _REASON), "")
                yield RefusedFile(entry["Key"], reason, entry["LastModified"], entry["Size"])

    def address(self, key: str, seconds: int) -> str:
        """A presigned GET."""
        return str(
            self._client.generate_presigned_url(
                "get_object", Params={"Bucket": self._bucket, "Key": key}, ExpiresIn=seconds
            )
        )


def _addressing_style() -> str:
    """AWS: the bucket's own host in its region. botocore would otherwise sign addresses for a global host, which
    redirects a browser's form in vain. An embedded AWS is one host, with the buckets as paths."""
    return "path" if "AWS_ENDPOINT_URL" in os.environ or "AWS_ENDPOINT_URL_S3" in os.environ else "virtual"

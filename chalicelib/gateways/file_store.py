"""Files in one S3 bucket."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import urlencode

from botocore.exceptions import ClientError

from chalicelib.gateways.s3 import Bucket
from chalicelib.services.ports.file_store import IncomingFile, RefusedFile, Upload

_REASON = "reason"
_REFUSED = "refused/"


class S3FileStore(Bucket):
    """Implements `ports.file_store.FileStore`."""

    def invite(
        self, key: str, media_type: str, largest: int, labels: Mapping[str, str], expires: datetime, now: datetime
    ) -> Upload:
        """A presigned POST: S3 itself refuses another key, type, size or label, and everything after `expires`."""
        fields = {"Content-Type": media_type, **{f"x-amz-meta-{name}": value for name, value in labels.items()}}
        form = self._client.generate_presigned_post(
            Bucket=self._bucket,
            Key=key,
            Fields=dict(fields),
            Conditions=[*({name: value} for name, value in fields.items()), ["content-length-range", 1, largest]],
            ExpiresIn=int((expires - now).total_seconds()),
        )
        return Upload(form["url"], form["fields"])

    def receive(self, key: str, media_type: str, data: bytes, labels: Mapping[str, str]) -> None:
        """One PutObject, as the presigned POST makes it; labels are its metadata."""
        self._client.put_object(Bucket=self._bucket, Key=key, Body=data, ContentType=media_type, Metadata=dict(labels))

    def take(self, key: str, largest: int) -> IncomingFile | None:
        """One GetObject, whose body is left unread above `largest` bytes."""
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchKey":
                return None
            raise
        size = int(answer["ContentLength"])
        with answer["Body"] as body:
            data = body.read() if size <= largest else None
        return IncomingFile(answer["LastModified"], size, answer["Metadata"], data)

    def keep(self, key: str, jpeg: bytes, labels: Mapping[str, str] | None = None) -> None:
        """One PutObject; labels are its metadata."""
        self._client.put_object(
            Bucket=self._bucket, Key=key, Body=jpeg, ContentType="image/jpeg", Metadata=dict(labels or {})
        )

    def forget(self, key: str) -> None:
        """One DeleteObject."""
        self._client.delete_object(Bucket=self._bucket, Key=key)

    def under(self, folder: str) -> list[str]:
        """One listing of the prefix: a case has a few dozen files at most."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=folder)
        return [entry["Key"] for page in pages for entry in page.get("Contents", [])]

    def arrivals(self, folder: str) -> Iterator[tuple[str, datetime]]:
        """One listing for each thousand."""
        for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=folder):
            for entry in page.get("Contents", []):
                yield entry["Key"], entry["LastModified"]

    def refuse(self, key: str, kept_as: str, reason: str) -> None:
        """A copy inside S3, tagged with the reason and typed so that no program opens it; then a deletion."""
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

    def refused(self, folder: str = _REFUSED) -> Iterator[RefusedFile]:
        """A listing of the prefix, and the tags of each file. Needs rights that only the operator has."""
        for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=folder):
            for entry in page.get("Contents", []):
                tags = self._client.get_object_tagging(Bucket=self._bucket, Key=entry["Key"])["TagSet"]
                reason = next((tag["Value"] for tag in tags if tag["Key"] == _REASON), "")
                yield RefusedFile(entry["Key"], reason, entry["LastModified"], entry["Size"])

    def address(self, key: str, seconds: int) -> str:
        """A presigned GET. The file is shown as it is called here, whatever it was called where it came from."""
        shown_as = f'inline; filename="{key.rpartition("/")[2]}"'
        asked = {"Bucket": self._bucket, "Key": key, "ResponseContentDisposition": shown_as}
        return str(self._client.generate_presigned_url("get_object", Params=asked, ExpiresIn=seconds))

"""Public files in one S3 bucket, which CloudFront serves under /data/."""

from collections.abc import Mapping

from chalicelib.gateways.s3 import Bucket

PREFIX = "data/"
"""CloudFront passes the path on as the key."""


class S3PublicFiles(Bucket):
    """Implements `ports.public_files.PublicFiles`."""

    read_seconds = 30.0

    def put(self, name: str, content: bytes, media_type: str, keep_seconds: int, labels: Mapping[str, str]) -> None:
        """One PutObject, which readers see whole or not at all."""
        self._client.put_object(
            Bucket=self._bucket,
            Key=PREFIX + name,
            Body=content,
            ContentType=media_type,
            CacheControl=f"public, max-age={keep_seconds}",
            Metadata=dict(labels),
        )

"""Public files in one S3 bucket, which CloudFront serves under /data/."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from botocore.config import Config
from botocore.session import get_session

CONNECT_SECONDS = 1.0
READ_SECONDS = 30.0
PREFIX = "data/"
"""The path that CloudFront passes on is the key."""


class S3PublicFiles:
    """Implements `ports.PublicFiles`. Without a client one is made from the environment, as in a function."""

    def __init__(self, bucket: str, client: Any | None = None) -> None:
        self._bucket = bucket
        self._given = client

    @cached_property
    def _client(self) -> Any:
        if self._given is not None:
            return self._given
        config = Config(
            s3={"addressing_style": "path"},  # an embedded AWS is one host
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": 3},
        )
        return get_session().create_client("s3", config=config)

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

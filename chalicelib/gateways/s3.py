"""Access to S3. A client is made for the first file: most requests need none."""

import os
from functools import cached_property
from typing import Any

from botocore.config import Config
from botocore.session import get_session

CONNECT_SECONDS = 1.0


class Bucket:
    """A bucket and its client. Without a client one is made from the environment, as in a function."""

    read_seconds = 10.0

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
            read_timeout=self.read_seconds,
            retries={"total_max_attempts": 3},
        )
        return get_session().create_client("s3", config=config)


def _addressing_style() -> str:
    """AWS: the bucket's own host in its region. botocore would otherwise sign addresses for a global host, which
    redirects a browser's form in vain. An embedded AWS is one host, with the buckets as paths."""
    return "path" if "AWS_ENDPOINT_URL" in os.environ or "AWS_ENDPOINT_URL_S3" in os.environ else "virtual"

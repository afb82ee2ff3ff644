"""Access to SQS. A client is made for the first message: most requests need none."""

import os
from functools import cache
from typing import Any

CONNECT_SECONDS = 1.0
READ_SECONDS = 5.0


@cache
def sqs_client(region: str | None = None) -> Any:
    """The client of this process for the queues of a region, its own unless one is named; made at its first use."""
    from botocore.config import Config
    from botocore.session import get_session

    config = Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries={"total_max_attempts": 3})
    return get_session().create_client("sqs", region_name=region, config=config)


def client_for(queue: str) -> Any:
    """The client for a queue by its address: the process's own, unless the queue is in another region."""
    region = region_of(queue)
    return sqs_client() if region in (None, os.environ.get("AWS_REGION")) else sqs_client(region)


def region_of(queue: str) -> str | None:
    """The region in a queue's address, which is the only one whose endpoint knows the queue; None for an address that
    names none, as on a laptop."""
    host = queue.split("/")[2].split(".")
    return host[1] if host[0] == "sqs" and "amazonaws" in host else None

"""Access to SQS. A client is made for the first message: most requests need none."""

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


def region_of(queue: str) -> str | None:
    """The region in a queue's address, which is the only one whose endpoint knows the queue; None for an address that
    names none, as on a laptop."""
    host = queue.split("/")[2].split(".")
    return host[1] if host[0] == "sqs" and "amazonaws" in host else None

"""Access to SQS. A client is made for the first message: most requests need none."""

from functools import cache
from typing import Any

CONNECT_SECONDS = 1.0
READ_SECONDS = 5.0


@cache
def sqs_client() -> Any:
    """The client of this process, made at its first use."""
    from botocore.config import Config
    from botocore.session import get_session

    config = Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries={"total_max_attempts": 3})
    return get_session().create_client("sqs", config=config)

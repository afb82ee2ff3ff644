"""Sessions of AWS, on AWS itself and on a laptop."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import boto3


@cache
def aws_session(region: str, endpoint: str | None) -> "boto3.Session":
    """A session with the caller's own credentials on AWS, and with the emulator's fixed root key on a laptop.

    The fixed key keeps all local stacks in account 000000000000 and a developer's real credentials off the
    emulator.
    """
    import boto3

    if endpoint is None:
        return boto3.Session(region_name=region)
    return boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=region)

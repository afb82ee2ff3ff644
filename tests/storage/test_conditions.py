"""What a write that failed says about its condition."""

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError
from pynamodb.exceptions import PutError

from chalicelib.storage.conditions import unmet


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "-"}}, "PutItem")


def test_only_the_condition_itself_was_not_met() -> None:
    assert unmet(PutError("-", refused("ConditionalCheckFailedException")))
    assert not unmet(PutError("-", refused("ThrottlingException")))


@pytest.mark.parametrize(
    "cause", [ConnectionClosedError(endpoint_url="-"), ReadTimeoutError(endpoint_url="-", error="-")], ids=repr
)
def test_a_lost_connection_says_nothing_of_the_condition(cause: Exception) -> None:
    assert not unmet(PutError("-", cause))

"""What a write that failed says about its condition."""

from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError
from pynamodb.exceptions import PutError

from chalicelib.storage.conditions import put_if, unmet


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "-"}}, "PutItem")


def test_only_the_condition_itself_was_not_met() -> None:
    assert unmet(PutError("-", refused("ConditionalCheckFailedException")))
    assert not unmet(PutError("-", refused("ThrottlingException")))


@pytest.mark.parametrize(
    "cause", [ConnectionClosedError(endpoint_url="-"), ReadTimeoutError(endpoint_url="-", error="-")], ids=repr
)
def test_a_lost_connection_says_nothing_of_the_condition(cause: Exception) -> None:
    assert unmet(PutError("-", cause)) is False


class Item:
    """An item whose writing fails, or not."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def save(self, condition: object) -> None:
        if self.error:
            raise self.error


def test_an_item_is_written_or_not_or_the_failure_is_raised() -> None:
    condition: Any = object()
    assert put_if(Item(), condition) is True  # type: ignore[arg-type]
    assert put_if(Item(PutError("-", refused("ConditionalCheckFailedException"))), condition) is False  # type: ignore[arg-type]
    with pytest.raises(PutError):
        put_if(Item(PutError("-", refused("ThrottlingException"))), condition)  # type: ignore[arg-type]

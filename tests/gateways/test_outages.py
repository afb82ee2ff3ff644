"""What counts as an outage (503, come back) and what as a defect (500)."""

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError
from pynamodb.exceptions import CancellationReason, GetError, TransactWriteError, VerboseClientError

from chalicelib.gateways.outages import is_outage


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "-"}}, "GetItem")


def cancelled(*codes: str | None) -> TransactWriteError:
    reasons = [CancellationReason(code, "-") if code else None for code in codes]
    cause = VerboseClientError(
        {"Error": {"Code": "TransactionCanceledException"}}, "TransactWriteItems", cancellation_reasons=reasons
    )
    return TransactWriteError("cancelled", cause)


@pytest.mark.parametrize(
    "error",
    [
        refused("ThrottlingException"),
        refused("ProvisionedThroughputExceededException"),
        refused("RequestLimitExceeded"),
        refused("InternalServerError"),
        refused("SlowDown"),
        refused("TooManyRequestsException"),
        GetError("-", refused("ThrottlingException")),
        GetError("-", ReadTimeoutError(endpoint_url="-", error="-")),
        ConnectTimeoutError(endpoint_url="-", error="-"),
        EndpointConnectionError(endpoint_url="-"),
        cancelled(None, "ThrottlingError"),
        cancelled("ProvisionedThroughputExceeded", None),
        cancelled("TransactionConflict"),
    ],
    ids=repr,
)
def test_what_may_be_gone_in_a_moment_is_an_outage(error: Exception) -> None:
    assert is_outage(error)
    wrapped = RuntimeError("-")
    wrapped.__cause__ = error
    assert is_outage(wrapped)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("-"),
        KeyError("ThrottlingException"),
        refused("ValidationException"),
        refused("AccessDeniedException"),
        refused("ResourceNotFoundException"),
        GetError("-", refused("ValidationException")),
        cancelled("ValidationError"),
        cancelled("ConditionalCheckFailed", "ThrottlingError"),
    ],
    ids=repr,
)
def test_a_defect_or_a_refusal_is_none(error: Exception) -> None:
    assert not is_outage(error)

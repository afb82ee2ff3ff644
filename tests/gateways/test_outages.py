"""What counts as an outage (503, come back) and what as a defect (500)."""

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError
from botocore.retries.standard import ThrottledRetryableChecker, TransientRetryableChecker
from pynamodb.exceptions import CancellationReason, GetError, TransactWriteError, VerboseClientError

from chalicelib.gateways.outages import is_outage


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "-"}}, "GetItem")


def failed(status: int) -> ClientError:
    """As botocore reads an answer without a body, a load balancer's for example."""
    metadata = {"HTTPStatusCode": status, "HTTPHeaders": {}}
    return ClientError({"Error": {"Code": str(status), "Message": "-"}, "ResponseMetadata": metadata}, "GetItem")


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
        failed(500),
        failed(503),
        failed(504),
        GetError("-", failed(502)),
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


def test_whatever_the_sdk_itself_would_send_again_is_an_outage() -> None:
    again = {*ThrottledRetryableChecker._THROTTLED_ERROR_CODES, *TransientRetryableChecker._TRANSIENT_ERROR_CODES}
    assert {code for code in again if not is_outage(refused(code))} == set()


@pytest.mark.parametrize(
    "error",
    [
        ValueError("-"),
        KeyError("ThrottlingException"),
        refused("ValidationException"),
        refused("AccessDeniedException"),
        refused("ResourceNotFoundException"),
        failed(400),
        failed(404),
        GetError("-", refused("ValidationException")),
        cancelled("ValidationError"),
        cancelled("ConditionalCheckFailed", "ThrottlingError"),
    ],
    ids=repr,
)
def test_a_defect_or_a_refusal_is_none(error: Exception) -> None:
    assert not is_outage(error)

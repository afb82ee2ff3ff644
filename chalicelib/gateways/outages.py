"""Tells an outage of what the system stands on (throttling, time-outs, lost connections) from a defect of its own."""

from __future__ import annotations

from collections.abc import Iterator

_CODES = frozenset(
    {
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "InternalError",
        "InternalFailure",
        "InternalServerError",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceeded",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "RequestTimeout",
        "RequestTimeoutException",
        "ServiceException",
        "ServiceUnavailable",
        "ServiceUnavailableException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingError",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionConflict",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)
"""Error codes of AWS that say nothing against the request: sent again it may succeed. Among them the reasons for which
DynamoDB cancels a transaction (`ThrottlingError`, `ProvisionedThroughputExceeded`, `TransactionConflict`), which its
SDK does not repeat."""

_SERVER_ERRORS = 500
"""The lowest HTTP status by which a service blames itself. A load balancer's answer has no code, only the status."""

_DEPTH = 8


def is_outage(error: BaseException) -> bool:
    """Whether an error, or what it was raised for, is an outage: the same request may succeed in a moment."""
    from botocore.exceptions import ConnectionError as Unreachable
    from botocore.exceptions import HTTPClientError

    return any(
        isinstance(each, HTTPClientError | Unreachable) or _is_servers(each) or not _CODES.isdisjoint(_codes_of(each))
        for each in _causes(error)
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and those it was raised from, the latest first; PynamoDB's errors name theirs in `cause`."""
    found: BaseException | None = error
    for _ in range(_DEPTH):
        if found is None:
            return
        yield found
        found = found.__cause__ or getattr(found, "cause", None)


def _is_servers(error: BaseException) -> bool:
    response = getattr(error, "response", None)
    metadata = response.get("ResponseMetadata", {}) if isinstance(response, dict) else {}
    return int(metadata.get("HTTPStatusCode", 0)) >= _SERVER_ERRORS


def _codes_of(error: BaseException) -> Iterator[str]:
    response = getattr(error, "response", None)
    if isinstance(response, dict):
        yield str(response.get("Error", {}).get("Code"))
        # Cancelled for several items: only if no condition failed is it for want of capacity.
        yield from _reasons(each.get("Code") for each in response.get("CancellationReasons", ()))
    yield from _reasons(each.code for each in getattr(error, "cancellation_reasons", ()) or () if each)


def _reasons(codes: Iterator[str | None]) -> Iterator[str]:
    found = [code for code in codes if code and code != "None"]
    return iter(found if "ConditionalCheckFailed" not in found else ())

"""Injects the faults of AWS into every call that a function makes to it: below the SDK, so that the SDK's own retries,
and those of the storage, work as they do in a function."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from unittest.mock import patch

from botocore.awsrequest import AWSResponse
from botocore.endpoint import Endpoint
from botocore.exceptions import ConnectionClosedError, ReadTimeoutError

_THROTTLED = {
    "dynamodb": ("ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"),
    "s3": ("SlowDown", "ServiceUnavailable"),
    "sqs": ("RequestThrottled", "ThrottlingException"),
    "lambda": ("TooManyRequestsException",),
}
_CANCELLED = ("ThrottlingError", "ProvisionedThroughputExceeded", "TransactionConflict")
_FAILED = {
    "dynamodb": ("InternalServerError", "503"),
    "s3": ("InternalError", "503"),
    "sqs": ("InternalFailure", "503"),
    "lambda": ("ServiceException", "503"),
}
"""By service. `503` is what a response without a body is read as: a load balancer's."""

_EVERY_ATTEMPT = 0.6
"""How many of the calls that meet a fault meet it at each attempt of the SDK; the others at the first one only."""

Answer = tuple[Any, BaseException | None]
"""What the SDK makes of one attempt: response and parsed response, or an error."""


class Fault(StrEnum):
    """`DONE_THEN_FAILED`: the call took effect, and the answer is an error. `SILENT`: no answer before the SDK's
    time-out, whether or not it took effect. `DROPPED`: the connection was closed, before the call or after it.
    `KILLED`: the function's process ended, before the call or after it."""

    THROTTLED = "throttled"
    FAILED = "failed"
    DONE_THEN_FAILED = "done_then_failed"
    SILENT = "silent"
    DROPPED = "dropped"
    KILLED = "killed"


class FunctionEnded(BaseException):
    """As the end of a function's process: no handler of its own survives it."""


@dataclass
class Running:
    """An invocation under way: the function, and how many of its seconds are left."""

    stack: str
    function: str
    seconds_left: float

    def spend(self, seconds: float) -> None:
        """Raises FunctionEnded when the function's time is up, as Lambda ends it."""
        self.seconds_left -= seconds
        if self.seconds_left <= 0:
            raise FunctionEnded("timeout")


@dataclass(frozen=True)
class Plan:
    """Which faults there are, and how many of all calls meet one. Of dropped connections and killed processes it is how
    many attempts."""

    kinds: tuple[Fault, ...]
    share: float


@dataclass
class Injector:
    """Decides by chance which calls meet which fault, and counts. Only functions meet faults; who looks on from outside
    does not. `invoke` runs a function that another one calls."""

    plan: Plan
    chance: random.Random
    running: list[Running] = field(default_factory=list)
    on: bool = True
    calls: Counter[tuple[str, str]] = field(default_factory=Counter)
    met: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    answered: dict[str, Answer] = field(default_factory=dict)

    def spend(self, seconds: float) -> None:
        """Let time pass for the function that runs, if one does."""
        if self.running:
            self.running[-1].spend(seconds)

    def attempt(
        self, endpoint: Endpoint, request: Any, operation: Any, context: dict[str, Any], go: Callable[[], Answer]
    ) -> Answer:
        """One attempt of a call: `go` has it carried out."""
        if not self.running:
            return go()
        running, service, name = self.running[-1], operation.service_model.service_name, operation.name
        self.calls[running.function, f"{service}:{name}"] += 1
        done = lambda: self._once(context, request, go)  # noqa: E731
        fault = self._fault(context)
        if fault is None:
            return done()
        self.met[fault, running.function, f"{service}:{name}"] += 1
        if fault is Fault.THROTTLED:
            return _throttled(self.chance, service, name, request)
        if fault is Fault.FAILED:
            return _failed(self.chance.choice(_FAILED[service]))
        if fault is Fault.DONE_THEN_FAILED:
            done()
            return _failed(self.chance.choice(_FAILED[service]))
        if self.chance.random() < 0.5:
            done()
        if fault is Fault.KILLED:
            raise FunctionEnded("killed")
        if fault is Fault.SILENT:
            running.spend(endpoint.http_session._timeout.read_timeout)
            return None, ReadTimeoutError(endpoint_url=request.url, error="timed out")
        return None, ConnectionClosedError(endpoint_url=request.url)

    def _fault(self, context: dict[str, Any]) -> Fault | None:
        """The fault of this attempt. A call that met one keeps its kind: an outage lasts longer than an attempt."""
        if not self.on:
            return None
        if "fault" not in context:
            kind = self.chance.choice(self.plan.kinds)
            each_attempt = kind in (Fault.DROPPED, Fault.KILLED)
            hit = each_attempt or self.chance.random() < self.plan.share
            context["fault"] = (kind if hit else None, each_attempt or self.chance.random() < _EVERY_ATTEMPT)
            first = True
        else:
            first = False
        kind, lasting = context["fault"]
        if kind in (Fault.DROPPED, Fault.KILLED):
            # A process that is killed at every second call would never get anywhere.
            share = self.plan.share if kind is Fault.DROPPED else min(self.plan.share, 0.05)
            return kind if self.chance.random() < share else None
        return kind if first or lasting else None

    def _once(self, context: dict[str, Any], request: Any, go: Callable[[], Answer]) -> Answer:
        """Carry a transaction out once however often its attempts carry the same token, as DynamoDB does."""
        body = request.body if isinstance(request.body, bytes) else str(request.body or "").encode()
        if b'"ClientRequestToken"' not in body:
            return go()
        token = body.rpartition(b'"ClientRequestToken": "')[2].partition(b'"')[0].decode()
        if token in self.answered:
            return self.answered[token]
        answer = go()
        if answer[0] is not None and answer[0][0].status_code < 300:
            self.answered[token] = answer
        return answer


def _throttled(chance: random.Random, service: str, name: str, request: Any) -> Answer:
    if name != "TransactWriteItems" or chance.random() < 0.3:
        return _error(chance.choice(_THROTTLED[service]), 503 if service == "s3" else 400)
    code = chance.choice(_CANCELLED)
    (_, parsed), _ = _error("TransactionCanceledException", 400)
    reasons = [{"Code": "None"}, {"Code": code, "Message": "-"}]
    return (_response(400), {**parsed, "CancellationReasons": reasons}), None


def _failed(code: str) -> Answer:
    return _error(code, 503 if code == "503" else 500)


def _error(code: str, status: int) -> Answer:
    metadata = {"HTTPStatusCode": status, "HTTPHeaders": {}}
    return (_response(status), {"Error": {"Code": code, "Message": "-"}, "ResponseMetadata": metadata}), None


def _response(status: int) -> AWSResponse:
    response = AWSResponse("https://aws.invalid/", status, {}, None)
    response._content = b""
    return response


@contextmanager
def injected(injector: Injector, invoke: Callable[[str, str, bytes], dict[str, Any]]) -> Iterator[None]:
    """Put the injector between the SDK and AWS. `invoke` carries out calls of Lambda: it is given the name of the
    function, whether somebody waits (`RequestResponse`) or not (`Event`), and the payload."""
    carry_out = Endpoint._do_get_response

    def attempt(self: Endpoint, request: Any, operation: Any, context: dict[str, Any]) -> Answer:
        def go() -> Answer:
            if operation.name != "Invoke":
                found: Answer = carry_out(self, request, operation, context)
                return found
            kind = request.headers.get("X-Amz-Invocation-Type", b"RequestResponse")
            waits = kind.decode() if isinstance(kind, bytes) else kind
            parsed = invoke(request.url.split("/functions/")[1].split("/")[0], waits, request.body)
            return (_response(200), {**parsed, "ResponseMetadata": {"HTTPStatusCode": 200, "HTTPHeaders": {}}}), None

        return injector.attempt(self, request, operation, context, go)

    with patch.object(Endpoint, "_do_get_response", attempt):
        yield

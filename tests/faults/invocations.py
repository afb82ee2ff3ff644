"""What stands around an invocation: what Lambda hands a function, and what a client gets."""

import json
from dataclasses import dataclass
from typing import Any

from tests.faults.injection import Running

REGION = "ap-southeast-3"
METHOD_ARN = f"arn:aws:execute-api:{REGION}:123456789012:api/v1/GET/agencies"
CLOUDWATCH = {
    "id": "-",
    "detail-type": "-",
    "version": "0",
    "account": "123456789012",
    "region": REGION,
    "time": "",
    "resources": [],
}


@dataclass
class Answered:
    """What a client gets."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def gateway_problem(status: int) -> Answered:
    """What API Gateway answers in place of a function."""
    headers = {"content-type": "application/problem+json", "retry-after": "5"}
    return Answered(status, headers, json.dumps({"status": status, "code": "unavailable"}))


@dataclass(frozen=True)
class Context:
    """What Lambda hands a function beside its event."""

    running: Running
    alias: str

    @property
    def function_name(self) -> str:
        return f"{self.running.stack}.{self.running.function}"

    @property
    def invoked_function_arn(self) -> str:
        suffix = f":{self.alias}" if self.alias else ""
        return f"arn:aws:lambda:{REGION}:123456789012:function:{self.function_name}{suffix}"

    @property
    def aws_request_id(self) -> str:
        return "request"

    def get_remaining_time_in_millis(self) -> int:
        return int(self.running.seconds_left * 1000)

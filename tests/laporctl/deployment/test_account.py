"""What an account gets with its first stack."""

import json
from dataclasses import dataclass, field
from typing import Self

import pytest

from laporctl.deployment import account


@dataclass
class Account:
    """An AWS account as far as its logs of API Gateway go: session, and client of both services."""

    logging_role: str = ""
    attached: list[dict[str, str]] = field(default_factory=list)
    not_known_yet: int = 0

    class exceptions:  # noqa: N801
        EntityAlreadyExistsException = KeyError
        BadRequestException = ValueError

    def client(self, service: str, endpoint_url: str | None) -> Self:
        assert service in ("apigateway", "iam")
        return self

    def get_account(self) -> dict[str, str]:
        return {"cloudwatchRoleArn": self.logging_role} if self.logging_role else {}

    def create_role(self, **request: str) -> dict[str, dict[str, str]]:
        (trust,) = json.loads(request["AssumeRolePolicyDocument"])["Statement"]
        assert trust["Principal"] == {"Service": "apigateway.amazonaws.com"}
        return {"Role": {"Arn": f"arn:aws:iam::123456789012:role/{request['RoleName']}"}}

    def attach_role_policy(self, **request: str) -> None:
        self.attached.append(request)

    def update_account(self, patchOperations: list[dict[str, str]]) -> None:  # noqa: N803
        if self.not_known_yet:
            self.not_known_yet -= 1
            raise ValueError
        (change,) = patchOperations
        assert (change["op"], change["path"]) == ("replace", "/cloudwatchRoleArn")
        self.logging_role = change["value"]


def test_the_first_deployment_lets_api_gateway_write_access_logs_and_later_ones_leave_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(account, "ROLE_PAUSE_SECONDS", 0)
    found = Account(not_known_yet=2)
    for _ in range(2):
        account.ensure_access_logging(found, None)
    assert found.logging_role.endswith(f":role/{account.LOGGING_ROLE}")
    assert found.attached == [{"RoleName": account.LOGGING_ROLE, "PolicyArn": account.LOGGING_POLICY}]


def test_a_role_that_an_account_has_for_access_logs_already_is_kept() -> None:
    found = Account("arn:aws:iam::123456789012:role/their-own")
    account.ensure_access_logging(found, None)
    assert (found.logging_role, found.attached) == ("arn:aws:iam::123456789012:role/their-own", [])

"""What an account gets with its first stack."""

import json
from dataclasses import dataclass, field
from typing import Self

import pytest
from botocore.exceptions import ClientError

from laporctl.deployment import account, stack_update
from laporctl.deployment.place import Place


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


@dataclass
class Stacks:
    """CloudFormation with at most the account's stack."""

    outputs: dict[str, str] | None
    parameters: dict[str, str] = field(default_factory=dict)

    def describe_stacks(self, StackName: str) -> dict[str, list[dict[str, object]]]:  # noqa: N803
        if StackName != "lapor-account" or self.outputs is None:
            said = {"Code": "ValidationError", "Message": f"Stack with id {StackName} does not exist"}
            raise ClientError({"Error": said}, "DescribeStacks")
        outputs = [{"OutputKey": name, "OutputValue": value} for name, value in self.outputs.items()]
        parameters = [{"ParameterKey": name, "ParameterValue": value} for name, value in self.parameters.items()]
        return {"Stacks": [{"StackStatus": "CREATE_COMPLETE", "Outputs": outputs, "Parameters": parameters}]}


def at(monkeypatch: pytest.MonkeyPatch, stacks: Stacks) -> Place:
    monkeypatch.setattr(Place, "cloudformation", stacks)
    return Place("kaltim", "ap-southeast-3")


def test_a_stack_takes_the_shared_policies_of_an_account_that_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    place = at(monkeypatch, Stacks({"SecurityHeaders": "id-1", "Boundary": "arn-2", "DeployRole": "arn-3"}))
    found = account.parameters_for(place)
    assert (found["SecurityHeadersPolicy"], found["PermissionsBoundary"]) == ("id-1", "arn-2")
    assert "arn-3" not in found.values()
    assert found["Province"] == "kaltim"


def test_without_an_account_stack_it_makes_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    found = account.parameters_for(at(monkeypatch, Stacks(None)))
    assert not {"SecurityHeadersPolicy", "PermissionsBoundary"} & found.keys()


@pytest.mark.parametrize(("endpoint", "expected"), [(None, {}), ("http://localhost:4566", {"DailyBackups": "no"})])
def test_an_account_has_daily_backups_and_a_laptop_has_none(
    endpoint: str | None, expected: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    brought: list[dict[str, str]] = []
    monkeypatch.setattr(
        stack_update, "bring_to", lambda place, template, parameters, say: brought.append(dict(parameters))
    )
    at(monkeypatch, Stacks(None))
    account.deploy(Place("kaltim", "ap-southeast-3", endpoint), {}, lambda _: None)
    assert brought == [expected]


def test_what_is_not_given_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    brought: list[tuple[str, str, dict[str, str]]] = []
    monkeypatch.setattr(
        stack_update,
        "bring_to",
        lambda place, template, parameters, say: brought.append((place.name, place.region, dict(parameters))),
    )
    place = at(monkeypatch, Stacks({}, {"Repository": "kaltim/lapor", "GitHubProvider": ""}))
    account.deploy(place, {"GitHubProvider": "arn-1"}, lambda _: None)
    account.set_budget(place, "uang@example.go.id", 150, lambda _: None)
    assert brought == [
        ("lapor-account", "ap-southeast-3", {"Repository": "kaltim/lapor", "GitHubProvider": "arn-1"}),
        ("lapor-budget", "us-east-1", {"Email": "uang@example.go.id", "Dollars": "150"}),
    ]

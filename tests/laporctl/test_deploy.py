"""What a stack's configuration becomes when it is deployed."""

import json
from dataclasses import dataclass, field
from typing import Any, Self

import pytest
from botocore.exceptions import ClientError

from laporctl import deploy, stack_config


def parameters(monkeypatch: pytest.MonkeyPatch, endpoint: str | None = None, **settings: Any) -> dict[str, str]:
    lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())
    own = 'slug = "kaltim"\nname = "Kalimantan Timur"\nprovince = "64"\npolicy = "progress-30"\nbrand = "LAPOR!"\n'
    monkeypatch.setattr(deploy, "load_config", lambda slug: stack_config.parse(own + lines, f"stacks/{slug}.toml"))
    return deploy._parameters("kaltim", endpoint)


def test_a_stack_without_limits_of_its_own_has_those_of_the_template(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not set(parameters(monkeypatch)) & set(stack_config.PARAMETERS.values())


def test_a_stacks_limits_become_its_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    found = parameters(
        monkeypatch,
        limit_factor=2.5,
        throttle_rate=900,
        throttle_burst=1800,
        filing_rate=300,
        filing_burst=600,
        stream_parallelism=2,
    )
    assert {name: found[name] for name in stack_config.PARAMETERS.values()} == {
        "LimitFactor": "2.5",
        "ThrottleRate": "900",
        "ThrottleBurst": "1800",
        "FilingRate": "300",
        "FilingBurst": "600",
        "StreamParallelism": "2",
    }


def test_a_laptop_where_everybody_has_one_address_has_wide_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parameters(monkeypatch, "http://localhost:4567")["LimitFactor"] == deploy.LOCAL_LIMIT_FACTOR


def test_a_stacks_own_host_name_is_for_aws_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"domain": "lapor.example.go.id", "certificate": "arn:aws:acm:us-east-1:000000000000:certificate/0"}
    on_aws, on_a_laptop = parameters(monkeypatch, **own), parameters(monkeypatch, "http://localhost:4567", **own)

    assert (on_aws["SiteDomain"], on_aws["SiteCertificate"]) == tuple(own.values())
    assert not {"SiteDomain", "SiteCertificate"} & on_a_laptop.keys()
    assert not {"SiteDomain", "SiteCertificate"} & parameters(monkeypatch).keys()


def test_accounts_of_the_exchange_become_a_parameter(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "ExchangeAccounts" not in parameters(monkeypatch)
    found = parameters(monkeypatch, exchange_accounts=["111111111111", "222222222222"])
    assert found["ExchangeAccounts"] == "111111111111,222222222222"


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
    monkeypatch.setattr(deploy, "ROLE_PAUSE_SECONDS", 0)
    account = Account(not_known_yet=2)
    for _ in range(2):
        deploy._ensure_access_logging(account, None)
    assert account.logging_role.endswith(f":role/{deploy.LOGGING_ROLE}")
    assert account.attached == [{"RoleName": deploy.LOGGING_ROLE, "PolicyArn": deploy.LOGGING_POLICY}]


def test_a_role_that_an_account_has_for_access_logs_already_is_kept() -> None:
    account = Account("arn:aws:iam::123456789012:role/their-own")
    deploy._ensure_access_logging(account, None)
    assert (account.logging_role, account.attached) == ("arn:aws:iam::123456789012:role/their-own", [])


class Bucket:
    """S3 as far as the bucket of artifacts goes: missing, one's own, or somebody else's."""

    def __init__(self, code: str | None) -> None:
        self.code, self.created = code, list[dict[str, Any]]()

    def head_bucket(self, **request: str) -> None:
        assert request["ExpectedBucketOwner"] == "123456789012"
        if self.code:
            raise ClientError({"Error": {"Code": self.code, "Message": ""}}, "HeadBucket")

    def create_bucket(self, **request: Any) -> None:
        self.created.append(request)

    def put_public_access_block(self, **_: Any) -> None:
        pass


@pytest.mark.parametrize(
    ("region", "place"),
    [
        ("us-east-1", {}),
        ("ap-southeast-3", {"CreateBucketConfiguration": {"LocationConstraint": "ap-southeast-3"}}),
    ],
)
def test_the_bucket_of_artifacts_is_made_in_every_region(region: str, place: dict[str, Any]) -> None:
    bucket = Bucket("404")
    deploy._ensure_bucket(bucket, "lapor-artifacts", region, "123456789012")
    assert bucket.created == [{"Bucket": "lapor-artifacts", **place}]


def test_a_bucket_that_is_there_is_not_made_again() -> None:
    bucket = Bucket(None)
    deploy._ensure_bucket(bucket, "lapor-artifacts", "ap-southeast-3", "123456789012")
    assert bucket.created == []


def test_a_bucket_of_somebody_else_gets_no_code() -> None:
    with pytest.raises(deploy.DeployError, match="is not of account 123456789012"):
        deploy._ensure_bucket(Bucket("403"), "lapor-artifacts", "ap-southeast-3", "123456789012")

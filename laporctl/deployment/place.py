"""Where a stack is deployed, and with which parameters of the template."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from laporctl.session import aws_session
from laporctl.stacks import load_config, stack_name

LOCAL_LIMIT_FACTOR = "1000"
"""On a laptop everybody has one address, and some of them are load tests."""
LOCAL_LONGEST_PAUSE = "2"
"""On a laptop the next attempt at a receiver follows after seconds, so that its developer sees it."""


@dataclass(frozen=True)
class Place:
    """A stack's region, and the embedded AWS's address on a laptop; deployed or not."""

    slug: str
    region: str
    endpoint: str | None = None

    @property
    def name(self) -> str:
        return stack_name(self.slug)

    def client(self, service: str) -> Any:
        """A boto3 client of `service` there."""
        return aws_session(self.region, self.endpoint).client(service, endpoint_url=self.endpoint)

    @cached_property
    def cloudformation(self) -> Any:
        return self.client("cloudformation")


def parameters_of(slug: str, endpoint: str | None) -> dict[str, str]:
    """The template's parameters for a stack, as its configuration has them. Raises StackError when it is not
    configured."""
    config = load_config(slug)
    parameters = {"Province": slug, "Environment": "production", "Policy": config.policy, **config.parameters}
    if config.exchange_accounts:
        parameters["ExchangeAccounts"] = ",".join(config.exchange_accounts)
    if endpoint is None:
        domain = {"SiteDomain": config.domain, "SiteCertificate": config.certificate}
        return parameters | {name: value for name, value in domain.items() if value}
    protocol, _, address = endpoint.partition("://")
    host, _, port = address.partition(":")
    return parameters | {
        "Environment": "local",
        "LimitFactor": LOCAL_LIMIT_FACTOR,
        "WebhookLongestPause": LOCAL_LONGEST_PAUSE,
        "ApiOriginDomain": host,
        "ApiOriginPort": port,
        "ApiOriginProtocol": f"{protocol}-only",
        "ApiOriginPathPrefix": "/_aws/execute-api",
    }

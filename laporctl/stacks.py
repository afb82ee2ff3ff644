"""Stacks: how each is configured (`stacks/<slug>.toml`) and where a deployed one is reached.

A command that works on a deployed stack begins with `find_stack(slug)`. On a laptop the answer comes from
`.local/stacks.json`, which `laporctl run` keeps while it runs; otherwise from CloudFormation.
"""

import json
import os
import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from laporctl import paths

if TYPE_CHECKING:
    import boto3

DEFAULT_REGION = "ap-southeast-3"
"""Jakarta: the citizens' data stays in the country."""

REQUIRED_OUTPUTS = ("SiteUrl", "ApiUrl", "ComplaintsTable", "IdentitiesTable", "SiteBucket", "DistributionId")


class StackError(Exception):
    """Raised when a stack is not configured, not deployed or not reachable; the message is one line."""


@dataclass(frozen=True)
class Stack:
    """A deployed stack.

    `endpoint` is the embedded AWS's address on a laptop and None on AWS itself. `outputs` are the
    CloudFormation outputs by name. `keys` are the demo API keys by role (laptop only).
    """

    slug: str
    region: str
    outputs: dict[str, str]
    endpoint: str | None = None
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return stack_name(self.slug)

    @property
    def site(self) -> str:
        """Address of the site; the API is below it at /v1."""
        return self.outputs["SiteUrl"]

    @property
    def api(self) -> str:
        """Address of the API without CloudFront, the stage's name included: a route such as /complaints follows."""
        return self.outputs["ApiUrl"]

    def client(self, service: str) -> Any:
        """A boto3 client of `service` for this stack."""
        return aws_session(self.region, self.endpoint).client(service, endpoint_url=self.endpoint)

    def resource(self, service: str) -> Any:
        """A boto3 resource of `service` for this stack."""
        return aws_session(self.region, self.endpoint).resource(service, endpoint_url=self.endpoint)


def stack_name(slug: str) -> str:
    """Name of the CloudFormation stack of `slug`."""
    return f"lapor-{slug}"


@cache
def aws_session(region: str, endpoint: str | None) -> "boto3.Session":
    """A session with the caller's own credentials on AWS, and with the emulator's fixed root key on a laptop.

    The fixed key keeps all local stacks in account 000000000000 and a developer's real credentials off the
    emulator.
    """
    import boto3

    if endpoint is None:
        return boto3.Session(region_name=region)
    return boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=region)


def configured() -> list[str]:
    """Slugs of all stacks that have a configuration."""
    return sorted(p.stem for p in paths.STACKS.glob("*.toml"))


def load_config(slug: str) -> dict[str, Any]:
    """The configuration of `slug` as written in its TOML file. Raises StackError when there is none."""
    file = paths.STACKS / f"{slug}.toml"
    if not file.exists():
        known = ", ".join(configured()) or "none"
        raise StackError(f"no stack '{slug}': stacks/{slug}.toml does not exist (there are: {known})")
    return tomllib.loads(file.read_text())


def province_of(slug: str) -> dict[str, Any]:
    """The row of provinces.json that the stack serves."""
    provinces = json.loads((paths.ROOT / "chalicelib" / "data" / "provinces.json").read_text())
    for province in provinces:
        if province["slug"] == slug:
            return dict(province)
    raise StackError(f"no province has the slug '{slug}' in chalicelib/data/provinces.json")


def find_stack(slug: str) -> Stack:
    """The deployed stack of `slug`: the one running on this laptop if any, else the one on AWS.

    LAPOR_ENDPOINT names another endpoint than AWS's own, AWS_DEFAULT_REGION another region than Jakarta.
    Raises StackError when the stack is not there.
    """
    running = running_stacks()
    if slug in running:
        return running[slug]
    endpoint = os.environ.get("LAPOR_ENDPOINT")
    region = os.environ.get("AWS_DEFAULT_REGION", DEFAULT_REGION)
    return from_cloudformation(slug, region, endpoint)


def running_stacks() -> dict[str, Stack]:
    """The stacks of a `laporctl run` in progress, by slug; empty when there is none."""
    try:
        saved = json.loads(paths.STACKS_JSON.read_text())
    except FileNotFoundError:
        return {}
    return {
        slug: Stack(slug, entry["region"], entry["outputs"], entry["endpoint"], entry["keys"])
        for slug, entry in saved.items()
    }


def write_running(stacks: list[Stack]) -> None:
    """Publish the running stacks in `.local/stacks.json`, readable by this user alone: it holds keys."""
    content = {
        stack.slug: {
            "site": stack.site,
            "api": stack.api,
            "keys": stack.keys,
            "region": stack.region,
            "endpoint": stack.endpoint,
            "stack": stack.name,
            "outputs": stack.outputs,
        }
        for stack in stacks
    }
    temporary = paths.STACKS_JSON.with_suffix(".tmp")
    temporary.touch(mode=0o600)
    temporary.write_text(json.dumps(content, indent=2) + "\n")
    temporary.replace(paths.STACKS_JSON)


def from_cloudformation(slug: str, region: str, endpoint: str | None) -> Stack:
    """The stack of `slug` as CloudFormation describes it. Raises StackError when it is not deployed."""
    from botocore.exceptions import BotoCoreError, ClientError

    cloudformation = aws_session(region, endpoint).client("cloudformation", endpoint_url=endpoint)
    try:
        described = cloudformation.describe_stacks(StackName=stack_name(slug))["Stacks"][0]
    except (ClientError, BotoCoreError) as error:
        raise StackError(f"stack {stack_name(slug)} cannot be found in {region}: {error}") from error
    outputs = {o["OutputKey"]: o["OutputValue"] for o in described.get("Outputs", [])}
    missing = [name for name in REQUIRED_OUTPUTS if name not in outputs]
    if missing:
        raise StackError(f"stack {stack_name(slug)} is {described['StackStatus']}, without {', '.join(missing)}")
    return Stack(slug, region, outputs, endpoint)

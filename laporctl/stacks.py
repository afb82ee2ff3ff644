"""Stacks: how each is configured (`stacks/<slug>.toml`) and where a deployed one is reached.

A command that works on a deployed stack begins with `find_stack(slug)`. On a laptop the answer comes from
`.local/stacks.json`, which `laporctl run` keeps while it runs; otherwise from CloudFormation. Which of the two it is,
`target` says.
"""

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from laporctl import paths, stack_config, stack_settings, target
from laporctl.errors import OperatorError
from laporctl.session import aws_session
from laporctl.stack_config import ConfigError, StackConfig

if TYPE_CHECKING:
    pass

REQUIRED_OUTPUTS = ("SiteUrl", "ApiUrl", "ComplaintsTable", "IdentitiesTable", "SiteBucket", "DistributionId")


class StackError(OperatorError):
    """Raised when a stack is not configured or cannot be used; the message is one line."""


class NotDeployed(StackError):
    """Raised when no stack of that name is there, on AWS or on this laptop."""


class HalfMade(StackError):
    """Raised when a stack is there that cannot be worked with: its creation failed, or has not ended."""


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


def configured() -> list[str]:
    """Slugs of all stacks that have a configuration."""
    return sorted(p.stem for p in paths.STACKS.glob("*.toml"))


def load_config(slug: str) -> StackConfig:
    """The configuration of `slug`, checked. Raises StackError when there is none or it cannot be used."""
    file = paths.STACKS / f"{slug}.toml"
    try:
        return stack_config.parse(file.read_text("utf-8"), f"stacks/{slug}.toml")
    except FileNotFoundError:
        raise StackError(f'no stack "{slug}"; {stack_settings.nearest(slug, configured())}') from None
    except (ConfigError, UnicodeDecodeError) as error:
        raise StackError(str(error)) from None


def province_of(slug: str) -> dict[str, Any]:
    """The row of provinces.json that the stack serves. Raises StackError for a slug that is no stack."""
    try:
        return stack_settings.provinces()[slug]
    except KeyError:
        raise StackError(f'no stack "{slug}"; {stack_settings.nearest(slug, stack_settings.provinces())}') from None


def find_stack(slug: str) -> Stack:
    """The deployed stack of `slug` where this command works (`laporctl/target.py`). Raises StackError when it is not
    configured, NotDeployed when it is not there."""
    if slug not in configured():
        raise StackError(f'no stack "{slug}"; {stack_settings.nearest(slug, configured())}')
    where = target.current()
    if where.local:
        running = running_stacks()
        if slug not in running:
            started = f"; {', '.join(running)} are" if running else ": `make run` starts it"
            raise NotDeployed(f"{slug} does not run on this laptop{started}")
        where.announce(stack_name(slug), running[slug].endpoint)
        return running[slug]
    found = from_cloudformation(slug, where.region, where.endpoint)
    where.announce(found.name, where.endpoint)
    return found


def place_of(slug: str) -> tuple[str, str | None]:
    """Region and endpoint where a stack of this slug is to be deployed: those of the command's target. Raises
    NotDeployed when that is a laptop on which nothing runs."""
    where = target.current()
    region, endpoint = where.region, where.endpoint
    if where.local:
        running = next(iter(running_stacks().values()), None)
        if running is None:
            raise NotDeployed("nothing runs on this laptop: `make run` starts it")
        region, endpoint = running.region, running.endpoint
    where.announce(stack_name(slug), endpoint)
    return region, endpoint


def deployed_stack(slug: str) -> Stack | None:
    """The same, or None where it is not deployed, or half made."""
    try:
        return find_stack(slug)
    except (NotDeployed, HalfMade):
        return None


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
    """The stack of `slug` as CloudFormation describes it. Raises NotDeployed when it does not, HalfMade when nothing
    can be done with it."""
    from botocore.exceptions import ClientError

    cloudformation = aws_session(region, endpoint).client("cloudformation", endpoint_url=endpoint)
    try:
        described = cloudformation.describe_stacks(StackName=stack_name(slug))["Stacks"][0]
    except ClientError as error:
        if "does not exist" not in str(error):
            raise
        raise NotDeployed(
            f"{stack_name(slug)} is not deployed in {region}: `laporctl stack deploy {slug}` does it"
        ) from None
    outputs = {o["OutputKey"]: o["OutputValue"] for o in described.get("Outputs", [])}
    missing = [name for name in REQUIRED_OUTPUTS if name not in outputs]
    if missing:
        raise HalfMade(f"stack {stack_name(slug)} is {described['StackStatus']}, without {', '.join(missing)}")
    return Stack(slug, region, outputs, endpoint)

"""Where a command works: the stacks on AWS, or those that `laporctl run` keeps running on this laptop.

A laptop run that happens to be up must not shadow production, nor production a laptop: with `--local` it is the laptop;
without it AWS, where credentials are configured, and the laptop only where none are. Every command says on standard
error where it works, before it does.
"""

import os
from dataclasses import dataclass
from functools import cache

import click

from laporctl import paths
from laporctl.errors import OperatorError

DEFAULT_REGION = "ap-southeast-3"
"""Jakarta: the citizens' data stays in the country."""


class NoTarget(OperatorError):
    """Raised when there is neither a laptop run nor an account to work in."""


@dataclass(frozen=True)
class Target:
    """`local` is the laptop. Otherwise `region` of the account whose credentials are at hand, at `endpoint` if that is
    not AWS's own."""

    local: bool
    region: str = DEFAULT_REGION
    endpoint: str | None = None

    def announce(self, name: str, endpoint: str | None) -> None:
        """Say on standard error which stack it is, in which account and region."""
        if self.local:
            where = f"on this laptop, {endpoint}"
        else:
            where = f"in account {_account(self.region, endpoint)}, {self.region}{f', {endpoint}' if endpoint else ''}"
            if endpoint is None and paths.STACKS_JSON.exists():
                where += " (--local would be the one on this laptop)"
        click.echo(f"{name} {where}", err=True)


def current() -> Target:
    """The target of the command that runs. Raises NoTarget."""
    context = click.get_current_context(silent=True)
    if context and context.find_root().params.get("local"):
        return Target(local=True)
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or _region_of_profile()
    if endpoint := os.environ.get("LAPOR_ENDPOINT"):
        return Target(False, region or DEFAULT_REGION, endpoint)
    if _has_credentials():
        return Target(False, region or DEFAULT_REGION)
    if paths.STACKS_JSON.exists():
        return Target(local=True)
    raise NoTarget(
        "nowhere to work: no AWS credentials (set AWS_PROFILE or run `aws configure`), and nothing runs on this laptop "
        "(`make run`)"
    )


@cache
def _has_credentials() -> bool:
    import boto3

    return boto3.Session().get_credentials() is not None


@cache
def _region_of_profile() -> str | None:
    import boto3

    return boto3.Session().region_name


@cache
def _account(region: str, endpoint: str | None) -> str:
    from laporctl.session import aws_session

    sts = aws_session(region, endpoint).client("sts", endpoint_url=endpoint)
    return str(sts.get_caller_identity()["Account"])

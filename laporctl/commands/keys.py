"""`laporctl keys`: the bearer keys of offices."""

from datetime import UTC, datetime, timedelta

import click

from chalicelib.domain.case import Role
from laporctl.operating import services_of
from laporctl.stacks import Stack, find_stack

_ROLES = [Role.OFFICER, Role.APPROVER, Role.COORDINATOR, Role.OVERSEER, Role.ADMIN, Role.APPLICATION]
DEFAULT_DAYS = 365


@click.group()
def keys() -> None:
    """Bearer keys for agencies."""


@keys.command()
@click.argument("slug")
@click.option("--role", type=click.Choice([str(role) for role in _ROLES]), required=True)
@click.option("--agency", required=True, help="Agency id, for instance 64.08-pupr.")
@click.option("--days", default=DEFAULT_DAYS, show_default=True, help="How long the key is valid.")
def issue(slug: str, role: str, agency: str, days: int) -> None:
    """Issue a key for AGENCY in stack SLUG and print it. It cannot be shown again."""
    click.echo(issue_key(find_stack(slug), role, agency, days))


def issue_key(stack: Stack, role: str, agency: str, days: int = DEFAULT_DAYS) -> str:
    """A new bearer key. Raises UnknownAgency if the stack's directory does not have the office."""
    services = services_of(stack)
    now = datetime.now(UTC)
    return services.access.issue(Role(role), services.triage.office(agency), now, now + timedelta(days=days))

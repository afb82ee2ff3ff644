"""`laporctl grants`: the people who work cases, and by which decree."""

from datetime import UTC, datetime, timedelta

import click

from chalicelib.services.access.people import PEOPLES_ROLES
from chalicelib.services.access.sessions import holds
from chalicelib.services.ports.people_store import Grant
from laporctl.grants import add_grant, operator
from laporctl.remote import services_of
from laporctl.stacks import find_stack

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def grants() -> None:
    """Grants of people who sign in. For programs there are keys."""


@grants.command()
@click.argument("slug")
@click.argument("agency")
@click.option("--role", type=click.Choice([str(role) for role in PEOPLES_ROLES]), required=True)
@click.option("--email", required=True, help="Where the person signs in; who has no account gets an e-mail.")
@click.option("--name", required=True, help="What the office calls the person.")
@click.option("--decree", required=True, help="Number of the decree (nomor SK) behind the grant.")
@click.option("--until", type=_DAY, help="Last day of the grant; without it, a year from now.")
@click.option("--category", "categories", multiple=True, help="A category of a priority programme; repeat it.")
def add(
    slug: str,
    agency: str,
    role: str,
    email: str,
    name: str,
    decree: str,
    until: datetime | None,
    categories: tuple[str, ...],
) -> None:
    """Let a person act for AGENCY of stack SLUG. Prints the grant's id."""
    stack = find_stack(slug)
    ends = None
    if until:
        offset = services_of(stack).stack.province.utc_offset
        ends = until.replace(tzinfo=UTC) + timedelta(days=1) - timedelta(hours=offset)
    click.echo(add_grant(stack, agency, role, email, name, decree, ends, categories).id)


@grants.command("list")
@click.argument("slug")
@click.option("--agency", help="Only the grants in this office.")
def list_(slug: str, agency: str | None) -> None:
    """The grants of stack SLUG, by office: id, standing, role, decree, last day, name."""
    now = datetime.now(UTC)
    for grant in services_of(find_stack(slug)).people.people.of_office(agency):
        click.echo("  ".join((f"{grant.agency:24}", *_columns(grant, now))))


@grants.command()
@click.argument("slug")
@click.argument("agency")
@click.argument("grant_id")
def end(slug: str, agency: str, grant_id: str) -> None:
    """End GRANT_ID in AGENCY of stack SLUG, and the sessions under it within a minute. Safe to repeat."""
    services = services_of(find_stack(slug))
    services.people.end_as_operator(agency, grant_id, datetime.now(UTC), operator())
    click.echo(f"{grant_id}: ended")


def _columns(grant: Grant, now: datetime) -> tuple[str, ...]:
    standing = "ended" if grant.ended_at else "valid" if holds(grant, now) else "closed"
    return grant.id, f"{standing:8}", f"{grant.role:20}", f"{grant.decree:24}", f"{grant.ends_at:%F}", grant.name

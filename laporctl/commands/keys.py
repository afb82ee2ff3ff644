"""`laporctl keys`: the bearer keys of offices, and the grants they carry."""

from datetime import UTC, datetime, timedelta

import click

from chalicelib.runtime.container import Container
from chalicelib.services.access.keys import ISSUED_ROLES, standing
from chalicelib.services.ports.key_store import ApiKey, NoSuchKey
from laporctl.keys import DEFAULT_DAYS, issue_key
from laporctl.remote import services_of
from laporctl.stacks import find_stack

DEFAULT_OVERLAP_HOURS = 24
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def keys() -> None:
    """Bearer keys for agencies, applications and overseers."""


@keys.command()
@click.argument("slug")
@click.option("--role", type=click.Choice([str(role) for role in ISSUED_ROLES]), required=True)
@click.option("--agency", help="Agency id, for instance 64.08-pupr; an overseer's follows from the role.")
@click.option("--decree", required=True, help="Number of the decree (nomor SK) behind the grant.")
@click.option("--from", "valid_from", type=_DAY, help="First day of the grant; without it, now.")
@click.option("--until", type=_DAY, help="Last day of the grant, instead of --days.")
@click.option("--days", default=DEFAULT_DAYS, show_default=True, help="How long the key is valid.")
@click.option("--category", "categories", multiple=True, help="A category of a priority programme; repeat it.")
def issue(
    slug: str,
    role: str,
    agency: str | None,
    decree: str,
    valid_from: datetime | None,
    until: datetime | None,
    days: int,
    categories: tuple[str, ...],
) -> None:
    """Issue a key in stack SLUG and print it. It cannot be shown again. Days are those of the stack's time zone."""
    stack = find_stack(slug)
    services = services_of(stack)
    begins = _midnight(services, valid_from)
    ends = _midnight(services, until + timedelta(days=1)) if until else None
    click.echo(issue_key(stack, role, agency, days, decree, begins, ends, categories))


@keys.command()
@click.argument("slug")
@click.argument("key_id")
@click.option("--overlap", default=DEFAULT_OVERLAP_HOURS, show_default=True, help="Hours the earlier secret opens.")
def rotate(slug: str, key_id: str, overlap: int) -> None:
    """Give key KEY_ID of stack SLUG another secret and print it."""
    try:
        bearer = services_of(find_stack(slug)).keys.rotate(key_id, datetime.now(UTC), timedelta(hours=overlap))
    except NoSuchKey:
        raise click.ClickException(f"no key {key_id} in {slug}, or it is over: issue another") from None
    click.echo(bearer)


@keys.command()
@click.argument("slug")
@click.argument("key_id")
def revoke(slug: str, key_id: str) -> None:
    """End key KEY_ID of stack SLUG; API Gateway honours it for another minute at most. Safe to repeat."""
    try:
        services_of(find_stack(slug)).keys.keys.revoke(key_id, datetime.now(UTC))
    except NoSuchKey:
        raise click.ClickException(f"no key {key_id} in {slug}") from None
    click.echo(f"{key_id}: revoked")


@keys.command("list")
@click.argument("slug")
@click.option("--agency", help="Only the keys of this office.")
def list_(slug: str, agency: str | None) -> None:
    """The keys of stack SLUG, by office: id, standing, role, decree, last day, last use."""
    now = datetime.now(UTC)
    for key in services_of(find_stack(slug)).keys.keys.issued(agency):
        click.echo("  ".join((f"{key.agency:24}", *_columns(key, now))))


@keys.command()
@click.argument("slug")
@click.argument("key_id")
def show(slug: str, key_id: str) -> None:
    """Everything that is known of key KEY_ID of stack SLUG. Its secret is not."""
    key = services_of(find_stack(slug)).keys.keys.get(key_id)
    if key is None:
        raise click.ClickException(f"no key {key_id} in {slug}")
    for name, value in _facts(key, datetime.now(UTC)).items():
        click.echo(f"{name:14}{value}")


def _midnight(services: Container, day: datetime | None) -> datetime | None:
    """When a day begins in the stack's own time zone."""
    if day is None:
        return None
    return day.replace(tzinfo=UTC) - timedelta(hours=services.stack.province.utc_offset)


def _columns(key: ApiKey, now: datetime) -> tuple[str, ...]:
    last = key.last_used.isoformat() if key.last_used else "never"
    return key.id, f"{standing(key, now):8}", f"{key.role:20}", f"{key.decree or '-':24}", f"{key.expires_at:%F}", last


def _facts(key: ApiKey, now: datetime) -> dict[str, str]:
    facts = {
        "key": key.id,
        "standing": str(standing(key, now)),
        "role": str(key.role),
        "agency": f"{key.agency} ({key.agency_name})",
        "decree": key.decree or "-",
        "issued at": f"{key.issued_at:%F %R} UTC",
        "valid from": f"{key.valid_from or key.issued_at:%F %R} UTC",
        "valid until": f"{key.expires_at:%F %R} UTC",
        "last used": key.last_used.isoformat() if key.last_used else "never",
    }
    if key.categories:
        facts["categories"] = ", ".join(key.categories)
    if key.earlier_until and key.earlier_until > now:
        facts["earlier secret"] = f"opens until {key.earlier_until:%F %R} UTC"
    if key.revoked_at:
        facts["revoked at"] = f"{key.revoked_at:%F %R} UTC"
    return facts

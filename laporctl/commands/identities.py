"""`laporctl identities`: what an operator does with reporters' identities. Reading them is not among it."""

import click

from chalicelib.domain.cases.model import Actor, Role
from chalicelib.domain.cases.tracking_id import parse_own_tracking_id
from chalicelib.domain.errors import DomainError, UnknownCase
from laporctl.remote import vault_of
from laporctl.stacks import Stack, find_stack, province_of

OPERATOR = Actor(Role.ADMIN)


@click.group()
def identities() -> None:
    """Reporters' identities. Only the vault function reads them; an operator can have one erased."""


@identities.command()
@click.argument("slug")
@click.argument("tracking_id")
def erase(slug: str, tracking_id: str) -> None:
    """Erase who filed TRACKING_ID in stack SLUG. Safe to repeat; the case stays, and its timeline says so."""
    try:
        event = erase_identity(find_stack(slug), tracking_id)
    except UnknownCase:
        raise click.ClickException(f"no case {tracking_id} in {slug}") from None
    except DomainError as error:
        raise click.ClickException(f"{type(error).__name__}: {error}") from None
    click.echo(f"erased; event {event} of the timeline says so")


def erase_identity(stack: Stack, tracking_id: str) -> int:
    """Have the stack's vault erase the identity; the number of the event that says so. Raises DomainError for an id
    with a typo, of another stack, or of no case, and VaultFailed."""
    number = parse_own_tracking_id(tracking_id, province_of(stack.slug)["prefix"])
    return vault_of(stack).erase(number, OPERATOR)

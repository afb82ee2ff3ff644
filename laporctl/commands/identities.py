"""`laporctl identities`: what an operator may do with reporters' identities. Reading them is not part of it."""

import click

from chalicelib.domain.errors import UnknownCase
from laporctl.identities import erase_identity
from laporctl.stacks import find_stack


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
    click.echo(f"erased; event {event} of the timeline says so")

"""`laporctl cursors`: the secret that cursors are signed with."""

import click

from laporctl.remote import services_of
from laporctl.stacks import find_stack


@click.group()
def cursors() -> None:
    """What the API's cursors are signed with."""


@cursors.command()
@click.argument("slug")
def rotate(slug: str) -> None:
    """Sign the cursors of stack SLUG with a new secret. Cursors of the secret until now stay valid until the next
    rotation; give programs that poll time to come by in between."""
    click.echo(f"generation {services_of(find_stack(slug)).cursor_signer.rotate()}")

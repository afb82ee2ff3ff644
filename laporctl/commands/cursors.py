"""`laporctl cursors`: the secret that signs cursors."""

import click

from laporctl.remote import services_of
from laporctl.stacks import find_stack


@click.group()
def cursors() -> None:
    """The secret that signs the API's cursors."""


@cursors.command()
@click.argument("slug")
def rotate(slug: str) -> None:
    """Sign the cursors of stack SLUG with a new secret. Cursors of the old one stay valid until the next rotation;
    leave programs that poll enough time in between."""
    click.echo(f"generation {services_of(find_stack(slug)).cursor_signer.rotate()}")

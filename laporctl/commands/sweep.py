"""`laporctl sweep`: run the sweep now instead of waiting for its schedule."""

import json

import click

from laporctl.remote import SWEEP, invoke
from laporctl.stacks import find_stack


@click.command()
@click.argument("slug")
def sweep(slug: str) -> None:
    """Invoke the sweep function of stack SLUG and print what it did."""
    click.echo(json.dumps(invoke(find_stack(slug), SWEEP)))

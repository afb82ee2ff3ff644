"""`laporctl stacks`: the stacks there are, and what they know of each other."""

import click

from laporctl.stack_register import link_stacks
from laporctl.stacks import StackError, configured, find_stack, province_of


@click.group()
def stacks() -> None:
    """Every configured stack."""


@stacks.command("list")
def list_() -> None:
    """Print each configured stack with its tracking prefix and, if it is deployed, its address."""
    for slug in configured():
        try:
            address = find_stack(slug).site
        except StackError:
            address = "not deployed"
        click.echo(f"{slug}\t{province_of(slug)['prefix']}\t{address}")


@stacks.command()
def link() -> None:
    """Write the addresses of all deployed stacks into each, so that a tracking number entered at the wrong stack leads
    to the right one and cases can be handed over. To be run after a stack was added."""
    click.echo(f"{link_stacks([find_stack(slug) for slug in configured()])} stacks know of each other")

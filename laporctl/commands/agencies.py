"""`laporctl agencies`: the directory of a deployed stack."""

import click

from laporctl.stacks import find_stack
from tools.dev.directory_loader import load_directory, load_routing


@click.group()
def agencies() -> None:
    """The regions and offices that a stack routes to."""


@agencies.command()
@click.argument("slug")
def load(slug: str) -> None:
    """Write the directory made by `laporctl data build` into the table of stack SLUG."""
    stack = find_stack(slug)
    regions, offices = load_directory(stack)
    load_routing(stack)
    click.echo(f"{slug}: {regions} regions and {offices} offices")

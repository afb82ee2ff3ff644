"""`laporctl deadlines`: the deadlines that are written with each case."""

import click

from chalicelib.services.deadlines.renewal import RenewalService
from chalicelib.storage.table_keys import CLOCK_SHARDS
from laporctl.remote import services_of
from laporctl.stacks import find_stack


@click.group()
def deadlines() -> None:
    """The deadlines of a stack's open cases."""


@deadlines.command()
@click.argument("slug")
def renew(slug: str) -> None:
    """Write the deadlines of every open case of stack SLUG anew, with your own credentials: after a release that counts
    them otherwise, or when holidays were corrected. Safe to repeat, and while the stack works."""
    services = services_of(find_stack(slug))
    written, moved_on = RenewalService(services.adapters.cases, services.stack, CLOCK_SHARDS).renew()
    click.echo(f"{written} cases written, {moved_on} changed meanwhile")

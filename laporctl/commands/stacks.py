"""`laporctl stacks`: the stacks there are, and what they know of each other."""

import click

from chalicelib.domain.timestamps import to_text
from laporctl.remote import services_of
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
@click.argument("slug")
@click.option("--now", is_flag=True, help="Send all of it again now instead of waiting for the next time.")
def owed(slug: str, now: bool) -> None:
    """Print what other stacks have not acknowledged to stack SLUG: case, redaction or erasure, stack, since when, how
    often it was sent again, when next. `unanswered` are those that somebody must look after."""
    services = services_of(find_stack(slug))
    for debt in services.adapters.debts.open():
        when = to_text(debt.next_at) if debt.next_at else ""
        mark = "unanswered" if debt.unanswered else "waiting"
        line = (debt.tracking_id, debt.kind, debt.to, to_text(debt.since), str(debt.tries), when, mark)
        click.echo("\t".join(line))
    if now:
        click.echo(f"{services.debts.repeat_all(services.now())} sent again")


@stacks.command()
def link() -> None:
    """Write the addresses of all deployed stacks into each, so that a tracking number entered at the wrong stack leads
    to the right one and cases can be handed over. To be run after a stack was added."""
    click.echo(f"{link_stacks([find_stack(slug) for slug in configured()])} stacks know of each other")

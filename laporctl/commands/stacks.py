"""`laporctl stacks`: the stacks there are, and what they know of each other."""

import click

from chalicelib.domain.timestamps import to_text
from laporctl.refused import refused_letters, retry_refused
from laporctl.remote import services_of
from laporctl.stack_register import link_stacks
from laporctl.stacks import configured, deployed_stack, find_stack, province_of


@click.group()
def stacks() -> None:
    """Every configured stack."""


@stacks.command("list")
def list_() -> None:
    """Print each configured stack with its tracking prefix and, if it is deployed, its address."""
    for slug in configured():
        found = deployed_stack(slug)
        click.echo(f"{slug}\t{province_of(slug)['prefix']}\t{found.site if found else 'not deployed'}")


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
@click.option(
    "--rotate", is_flag=True, help="Give every pair new secrets; those of before stay valid until the next time."
)
def link(rotate: bool) -> None:
    """Write the addresses of all deployed stacks into each, so that a tracking number entered at the wrong stack leads
    to the right one and cases can be handed over, and give each pair what its messages are signed with. To be run after
    a stack was added."""
    deployed = [stack for slug in configured() if (stack := deployed_stack(slug))]
    click.echo(f"{link_stacks(deployed, rotate=rotate)} stacks know of each other")


@stacks.command()
@click.argument("slug")
def refused(slug: str) -> None:
    """Print the messages of other stacks that stack SLUG refused in the last two weeks: id, when, why, who it says it
    is from, and what it is."""
    for letter in refused_letters(find_stack(slug)):
        click.echo("\t".join((letter.id, letter.at, letter.reason, letter.sender or "-", letter.kind or "-")))


@stacks.command()
@click.argument("slug")
@click.argument("message_id")
def retry(slug: str, message_id: str) -> None:
    """Put a refused message into SLUG's inbox again, once what it was refused for is put right."""
    if not retry_refused(find_stack(slug), message_id):
        raise click.ClickException(
            f"no refused message {message_id} in {slug}; one that was just listed is hidden for a while"
        )
    click.echo("sent again")

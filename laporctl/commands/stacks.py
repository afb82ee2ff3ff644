"""`laporctl stacks`: the stacks there are, and what they know of each other."""

from datetime import UTC, datetime
from pathlib import Path

import click

from chalicelib.domain.timestamps import to_text
from laporctl.partners.offer import Offer, OfferError, parse, same_fingerprint
from laporctl.partners.offer import to_text as to_file
from laporctl.partners.pairing import missing_partner, pairing_of
from laporctl.refused import refused_letters, retry_refused
from laporctl.remote import services_of
from laporctl.stack_register import link_stacks, reachable
from laporctl.stacks import configured, find_stack, province_of


@click.group()
def stacks() -> None:
    """Every configured stack."""


@stacks.command("list")
def list_() -> None:
    """Print each configured stack with its tracking prefix and its address, or why it has none."""
    found, left_out = reachable(configured())
    sites = {stack.slug: stack.site for stack in found}
    for slug in configured():
        click.echo(f"{slug}\t{province_of(slug)['prefix']}\t{sites.get(slug) or left_out[slug]}")


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
    a stack was added. A stack that cannot be reached is named and left out."""
    found, left_out = reachable(configured())
    for slug, why in left_out.items():
        click.echo(f"{slug} left out: {why}", err=True)
    if not found:
        raise click.ClickException("there is no stack to link")
    click.echo(f"{link_stacks(found, rotate=rotate)} stacks know of each other")


@stacks.command()
@click.argument("slug")
@click.option("--to", "other", required=True, help="The stack it is for.")
@click.option("--new-key", is_flag=True, help="Begin new secrets for the two; those of before are taken meanwhile.")
def offer(slug: str, other: str, new_key: bool) -> None:
    """Write into a file what the admin of the stack OTHER, in another account or region, needs to link it with stack
    SLUG. The file holds nothing secret and may go by mail; its fingerprint goes by telephone."""
    pairing = pairing_of(find_stack(slug), other)
    _tell(pairing.offer(datetime.now(UTC), new_key=new_key))


@stacks.command()
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--fingerprint", help="What the other admin read out; asked for where it is left out.")
def accept(slug: str, file: Path, fingerprint: str | None) -> None:
    """Take up the offer of another stack in FILE: keep its address, agree on secrets, and write the answer into a file
    of its own. Accepting the same offer again changes nothing."""
    offered = parse(file.read_text("utf-8"), file.name)
    stack = find_stack(slug)
    pairing = pairing_of(stack, offered.sender)
    said = fingerprint or click.prompt(f"The fingerprint, as the admin of {offered.sender} reads it out by telephone")
    if not same_fingerprint(said, offered):
        raise OfferError(f"{file.name} is not the file that has this fingerprint: do not use it, ask for it again")
    accepted = pairing.accept(offered, datetime.now(UTC))
    if lines := missing_partner(slug, pairing.own, offered):
        click.echo(f"Its functions may not write here yet. Add to stacks/{slug}.toml and deploy:\n\n{lines}")
    if accepted.sends:
        click.echo(f"{slug} sends cases to {offered.sender}.")
    else:
        click.echo(f"{slug} sends nothing to {offered.sender} before that has accepted the answer.")
    if accepted.owes_answer:
        _tell(accepted.answer)


def _tell(offered: Offer) -> None:
    Path(offered.file_name).write_text(to_file(offered), "utf-8")
    click.echo(f"{offered.file_name} written: mail it to the admin of {offered.to}, who runs")
    command = f"laporctl stacks accept {offered.to} {offered.file_name}"
    click.echo(f"`{command}`; read out by telephone: {offered.fingerprint}")


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

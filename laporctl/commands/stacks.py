"""`laporctl stacks`: the stacks there are, and what they know of each other."""

from collections.abc import Sequence

import click

from chalicelib.storage.stack_register import DynamoStackRegister
from laporctl.remote import tables_of
from laporctl.stacks import Stack, StackError, configured, find_stack, province_of


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
    """Tell every deployed stack where the others live, so that a tracking number asked at the wrong door is answered
    with the right one and cases can be handed over. To be run after a stack was added."""
    click.echo(f"{link_stacks([find_stack(slug) for slug in configured()])} stacks know of each other")


def link_stacks(known: Sequence[Stack]) -> int:
    """Write each stack's address into the tables of all, its own too, because it names itself to programs; answers how
    many stacks there are."""
    for stack in known:
        register = DynamoStackRegister(tables_of(stack))
        for other in known:
            # Nothing is handed over to oneself.
            inbox = other.outputs["ReferralInbox"] if other.slug != stack.slug else None
            register.put(province_of(other.slug)["prefix"], other.site, inbox)
    return len(known)

"""`laporctl holidays`: correct a stack's holidays without a deployment."""

from datetime import datetime

import click

from chalicelib.storage.holidays import DynamoHolidays
from laporctl.remote import tables_of
from laporctl.stacks import find_stack


@click.group()
def holidays() -> None:
    """Days on which no clock of working days counts."""


@holidays.command("set")
@click.argument("slug")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("name", default="")
def set_(slug: str, day: datetime, name: str) -> None:
    """Make DAY a holiday called NAME in stack SLUG; without a NAME, a working day. In force within ten minutes.

    Deadlines that are shown follow at once; a timer already set keeps its day until the case's next event.
    """
    store = DynamoHolidays(tables_of(find_stack(slug)))
    store.put(store.load() | {day.date(): name})
    click.echo(f"{slug}: {day.date()} is {name or 'a working day'}")


@holidays.command("list")
@click.argument("slug")
def list_(slug: str) -> None:
    """Print the corrections of stack SLUG."""
    for day, name in sorted(DynamoHolidays(tables_of(find_stack(slug))).load().items()):
        click.echo(f"{day}\t{name or 'working day'}")

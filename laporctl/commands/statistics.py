"""`laporctl statistics`: count again what happened on some days, and write the public files that they touch."""

import json
from datetime import UTC, datetime

import click

from laporctl.remote import COUNTING, invoke
from laporctl.stacks import find_stack
from laporctl.statistics import fold_days

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def statistics() -> None:
    """Counts and public files of a stack."""


@statistics.command()
@click.argument("slug")
@click.option("--from", "first", type=_DAY, required=True, help="The first day, in UTC.")
@click.option("--to", "last", type=_DAY, help="The last day, in UTC; today if left out.")
def fold(slug: str, first: datetime, last: datetime | None) -> None:
    """Count the events of these days in stack SLUG again, from its log, with your own credentials, and write the public
    files of the months they touch. Safe to repeat: counts are replaced, never added to."""
    end = last.date() if last else datetime.now(UTC).date()
    click.echo(json.dumps(fold_days(find_stack(slug), first.date(), end)))


@statistics.command()
@click.argument("slug")
def run(slug: str) -> None:
    """Invoke the counting function of stack SLUG now instead of waiting for its schedule, and print what it did."""
    click.echo(json.dumps(invoke(find_stack(slug), COUNTING)))

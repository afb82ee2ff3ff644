"""`laporctl setbacks`: cases whose clocks the sweep could not fire."""

from datetime import UTC, datetime

import click

from chalicelib.domain.timestamps import to_text
from chalicelib.storage.setback_store import DynamoSetbackStore
from laporctl.remote import tables_of
from laporctl.stacks import find_stack

_PAGE = 100


@click.command()
@click.argument("slug")
def setbacks(slug: str) -> None:
    """List the cases of stack SLUG that the sweep has set aside: id, failures in a row, last error, when, next try."""
    store, after = DynamoSetbackStore(tables_of(find_stack(slug))), None
    while True:
        page = store.listed(datetime.now(UTC), _PAGE, after)
        for each in page.items:
            when, until = to_text(each.at), to_text(each.until)
            click.echo(f"{each.tracking_id}\t{each.times}\t{each.error}\t{when}\tnext try {until}")
        if not (after := page.after):
            return

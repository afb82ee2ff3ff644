"""`laporctl verify`: whether anybody altered the cases on record."""

import click

from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.errors import UnknownCase
from chalicelib.storage.case_store import DynamoCaseStore
from laporctl.case_audit import find_alterations, verdict_on
from laporctl.remote import tables_of
from laporctl.stacks import find_stack


@click.command()
@click.argument("slug")
@click.argument("tracking_ids", nargs=-1, required=True)
def verify(slug: str, tracking_ids: tuple[str, ...]) -> None:
    """Check cases of stack SLUG: the chain of hashes, the citizen's words, and the state against the events."""
    store = DynamoCaseStore(tables_of(find_stack(slug)))
    wrong = 0
    for typed in tracking_ids:
        tracking_id = parse_tracking_id(typed)
        try:
            history = store.load_history(tracking_id)
        except UnknownCase:
            findings, verdict = ["there is no such case"], ""
        else:
            findings, verdict = find_alterations(history), verdict_on(history)
        wrong += bool(findings)
        click.echo(f"{tracking_id}\t{'; '.join(findings) or verdict}")
    if wrong:
        raise click.ClickException(f"{wrong} of {len(tracking_ids)} are not as they were written")

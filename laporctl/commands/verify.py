"""`laporctl verify`: has anybody altered what is on record?"""

import click

from chalicelib.domain.cases import hash_chain
from chalicelib.domain.cases.fold import fold
from chalicelib.domain.cases.model import REDACTED
from chalicelib.domain.cases.tracking_id import parse_tracking_id
from chalicelib.domain.errors import UnknownCase
from chalicelib.services.ports.case_store import CaseHistory
from chalicelib.storage.case_store import DynamoCaseStore
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
            findings = examine(store.load_history(tracking_id))
        except UnknownCase:
            findings = ["there is no such case"]
        wrong += bool(findings)
        click.echo(f"{tracking_id}\t{'; '.join(findings) or 'whole'}")
    if wrong:
        raise click.ClickException(f"{wrong} of {len(tracking_ids)} are not as they were written")


def examine(record: CaseHistory) -> list[str]:
    """What is wrong with a case; empty if nothing is."""
    findings = []
    broken = hash_chain.first_broken(record.case.id, record.events)
    if broken is not None:
        findings.append(f"the chain breaks at event {broken}")
    elif record.case.chain != record.events[-1].hash:
        findings.append("events are missing at the end of the chain")
    else:
        if fold(record.case.filing, record.events) != record.case:
            findings.append("the state does not follow from the events")
        redacted = {event.data.get("part") for event in record.events if event.kind == "redacted"}
        gone = {part for part in ("text", "place") if getattr(record.content, part) == REDACTED}
        as_filed = hash_chain.commit_content(record.content) == record.events[0].data["content"]
        if not as_filed and not (gone and gone <= redacted):
            findings.append("the citizen's words are not those that were filed")
    return findings

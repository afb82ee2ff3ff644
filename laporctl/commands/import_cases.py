"""`laporctl import`: cases that were filed in another system, with the days on which things happened there."""

from datetime import UTC
from pathlib import Path

import click

from laporctl.case_import import import_cases
from laporctl.remote import services_of
from laporctl.stacks import find_stack


@click.command("import")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(slug: str, file: Path) -> None:
    """File the cases of FILE in stack SLUG. Each line is a JSON object as POST /v1/complaints takes it, with the
    moment it was filed (RFC 3339) in `filed_at`. If the case is over, `ended_at` says since when, and `archived_for`
    why it was archived; then no clock starts. The clocks of an open case start now. Nobody is told of an import.

    Safe to repeat: receipt keys of lines without one are kept in FILE.receipts. Whoever has that file can act as the
    reporters: keep it like the identities.
    """
    failed, days = 0, set()
    for outcome in import_cases(services_of(find_stack(slug)).filing, file):
        failed += bool(outcome.error)
        days |= {moment.astimezone(UTC).date() for moment in outcome.days}
        click.echo(f"{outcome.line}\t{outcome.tracking_id or outcome.error}")
    if days:
        span = f"--from {min(days)} --to {max(days)}"
        click.echo(f"count them: laporctl statistics fold {slug} {span}")
    if failed:
        raise click.ClickException(f"{failed} lines were not imported")

"""`laporctl import`: cases that were filed elsewhere, with the day they were filed on."""

from pathlib import Path

import click

from laporctl.case_import import import_cases
from laporctl.stacks import find_stack


@click.command("import")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(slug: str, file: Path) -> None:
    """File the cases of FILE in stack SLUG. Each line is a JSON object as POST /v1/complaints takes it, with the
    moment it was filed (RFC 3339) in `filed_at`. A line with a `receipt_key` can be imported again safely."""
    failed = 0
    for outcome in import_cases(find_stack(slug), file):
        failed += bool(outcome.error)
        click.echo(f"{outcome.line}\t{outcome.tracking_id or outcome.error}")
    if failed:
        raise click.ClickException(f"{failed} lines were not imported")

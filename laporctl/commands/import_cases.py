"""`laporctl import`: cases that were filed elsewhere, with the day they were filed on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from chalicelib.api.schemas import ComplaintIn, decode
from chalicelib.domain.errors import InvalidInput
from laporctl.remote import services_of
from laporctl.stacks import Stack, find_stack


@dataclass(frozen=True)
class Imported:
    """One line's outcome: its receipt, or what was wrong with it."""

    line: int
    tracking_id: str = ""
    secret: str = ""
    replayed: bool = False
    error: str = ""


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


def import_cases(stack: Stack, file: Path) -> Iterator[Imported]:
    """File each line as of its own date, by the same rules as if it had come by the web that day."""
    services = services_of(stack)
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                fields = json.loads(line)
                filed_at = datetime.fromisoformat(fields.pop("filed_at"))
                complaint = decode(ComplaintIn, json.dumps(fields).encode())
                filed = services.filing.file(complaint.submission(), filed_at)
            except (ValueError, KeyError, AttributeError, InvalidInput) as error:
                yield Imported(number, error=f"{type(error).__name__}: {error}")
            else:
                yield Imported(number, filed.receipt.tracking_id, filed.receipt.secret, filed.replayed)

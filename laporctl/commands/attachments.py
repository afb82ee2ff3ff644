"""`laporctl attachments`: files that were sent to a stack and refused."""

import click

from chalicelib.domain.timestamps import to_text
from laporctl.attachments import refused_files
from laporctl.stacks import find_stack


@click.group()
def attachments() -> None:
    """Files that people sent."""


@attachments.command()
@click.argument("slug")
def refused(slug: str) -> None:
    """List what stack SLUG has refused in the last 30 days: when, why, bytes, and the key in the bucket. The files
    are as they were sent: do not open them on a machine you care for."""
    for file in refused_files(find_stack(slug)):
        click.echo(f"{to_text(file.at)}\t{file.reason}\t{file.size}\t{file.key}")

"""`laporctl report`: what an office hands in each month."""

from datetime import UTC, datetime
from pathlib import Path

import click

from laporctl.stacks import find_stack


@click.group()
def report() -> None:
    """Reports made from a stack's statistics."""


@report.command()
@click.argument("slug")
@click.option("--month", required=True, help="Such as 2026-11.")
@click.option("--into", default=".", show_default=True, type=click.Path(file_okay=False, path_type=Path), help="Where.")
def monev(slug: str, month: str, into: Path) -> None:
    """Write the month of stack SLUG for monitoring and evaluation, as a spreadsheet and as a PDF: the same figures as
    `/v1/statistics`, by office, region, category, type and channel, and by month of the year up to it."""
    from laporctl.remote import services_of
    from laporctl.reports import document, spreadsheet
    from laporctl.reports.monev import checked_month, report_of

    found = report_of(services_of(find_stack(slug)), checked_month(month), datetime.now(UTC))
    into.mkdir(parents=True, exist_ok=True)
    for writer, ending in ((spreadsheet, "xlsx"), (document, "pdf")):
        file = into / f"monev-{slug}-{month}.{ending}"
        writer.write(found, file)
        click.echo(file)

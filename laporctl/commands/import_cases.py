"""`laporctl import`: cases that were filed in another system, with the days on which things happened there."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from laporctl.lazy import LazyGroup

if TYPE_CHECKING:
    from chalicelib.runtime.container import Container
    from laporctl.legacy.conversion import Conversion, Problem
    from laporctl.legacy.row_files import RowFile, RowFiles
    from laporctl.legacy.source import SourceRow
    from laporctl.legacy.transfer import Outcome, Transfer

HERE = __name__
COMMANDS = {
    "csv": (HERE, "csv_", "Take over a table with commas, semicolons or tabs."),
    "jsonl": (HERE, "jsonl", "Take over a file with a JSON object a line."),
    "lines": (HERE, "lines", "File lines as POST /v1/complaints takes them."),
    "reconcile": (HERE, "reconcile", "Count an export against the stack, both ways."),
    "xlsx": (HERE, "xlsx", "Take over the first sheet of a workbook."),
}
FILE = click.Path(dir_okay=False, path_type=Path)
ATTACHMENTS = click.option(
    "--attachments", type=click.Path(path_type=Path), help="The folder, or a ZIP of it, with the files that rows name."
)


@click.group("import", cls=LazyGroup, table=COMMANDS)
def import_() -> None:
    """Cases of another system, with their own days; nobody is told of them."""


@click.command("lines")
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def lines(slug: str, file: Path) -> None:
    """File the cases of FILE in stack SLUG. Each line is a JSON object as POST /v1/complaints takes it, with the
    moment it was filed (RFC 3339) in `filed_at`. If the case is over, `ended_at` says since when, and `archived_for`
    why it was archived; then no clock starts. The clocks of an open case start now. Nobody is told of an import.

    Safe to repeat: receipt keys of lines without one are kept in FILE.receipts. Whoever has that file can act as the
    reporters: keep it like the identities.
    """
    from laporctl.case_import import import_cases
    from laporctl.remote import services_of
    from laporctl.stacks import find_stack

    failed, days = 0, set[date]()
    for outcome in import_cases(services_of(find_stack(slug)).filing, file):
        failed += bool(outcome.error)
        days |= {moment.astimezone(UTC).date() for moment in outcome.days}
        click.echo(f"{outcome.line}\t{outcome.tracking_id or outcome.error}")
    _say_days(slug, days)
    if failed:
        raise click.ClickException(f"{failed} lines were not imported")


def _of(kind: str, name: str) -> click.Command:
    @click.command(name)
    @click.argument("slug")
    @click.argument("file", type=FILE)
    @click.option("--mapping", required=True, help="A TOML file, or a shipped one: sitanggap, lapor.")
    @ATTACHMENTS
    @click.option("--write/--dry-run", default=False, help="Write; without it nothing is, and what would be is told.")
    def command(slug: str, file: Path, mapping: str, attachments: Path | None, write: bool) -> None:
        """Take the rows of FILE over into stack SLUG: closed ones as history, open ones with their own dates. A row is
        known by its number there; what is here already stays as it is. Prints every row that cannot be taken over, with
        its column and what would be right, and nothing of what is in it. Exit code 1 if there is one.

        Files that rows name are sent to where citizens' photos arrive, and cleaned as those are. What does not come
        over is said by row; FILE.attachments.csv has every file by name, with what became of it.

        Receipt keys are kept in FILE.receipts. Whoever has that file can act as the reporters: keep both like the
        identities.
        """
        _take_over(kind, slug, file, mapping, attachments, write)

    return command


csv_, jsonl, xlsx = _of("csv", "csv"), _of("jsonl", "jsonl"), _of("xlsx", "xlsx")


@click.command()
@click.argument("kind", type=click.Choice(["csv", "xlsx", "jsonl"]))
@click.argument("slug")
@click.argument("file", type=FILE)
@click.option("--mapping", required=True, help="The mapping that the rows were taken over with.")
@ATTACHMENTS
def reconcile(kind: str, slug: str, file: Path, mapping: str, attachments: Path | None) -> None:
    """Count the rows of FILE against what stack SLUG took over from the same system: reports and days by month, status
    and office, each report there and here, and each file. Prints what differs; exit code 1 if anything does."""
    from laporctl.legacy import attachment_count, reconciliation
    from laporctl.legacy.conversion import LegacyCase

    services, conversion, rows = _opened(kind, slug, file, mapping)
    row_files = _row_files(attachments, conversion)
    rows = row_files.noting(rows) if row_files else rows
    converted = [conversion.convert(row) for row in rows]
    wrong = [problem for case in converted if not isinstance(case, LegacyCase) for problem in case]
    cases = [case for case in converted if isinstance(case, LegacyCase)]
    zone, now = services.stack.calendar.zone, services.now()
    system, store, numbers = conversion.mapping.system, services.adapters.cases, services.adapters.former_numbers
    found = reconciliation.reconcile(cases, system, store, numbers, zone, now)
    differences = len(wrong) + len(found.differences)
    for line in (*_lines_of(file, wrong), *reconciliation.told(found)):
        click.echo(line)
    if row_files:
        counted = attachment_count.count(cases, row_files, system, store, numbers, now)
        differences += len(counted.differences)
        for line in attachment_count.told(counted):
            click.echo(line)
    if differences:
        raise click.ClickException(f"{differences} differences")


def _take_over(kind: str, slug: str, file: Path, mapping: str, attachments: Path | None, write: bool) -> None:
    from laporctl.case_import import ReceiptKeys
    from laporctl.legacy.transfer import Transfer

    services, conversion, rows = _opened(kind, slug, file, mapping)
    row_files = _row_files(attachments, conversion)
    keys, now = ReceiptKeys(file.with_name(f"{file.name}.receipts")), conversion.around.now
    transfer = Transfer(services.filing, services.adapters.former_numbers, conversion, keys, now, write)
    endings, late, days, files = Counter[str](), 0, set[date](), list["RowFile"]()
    for outcome, named in _delivered(transfer, rows, row_files, services):
        endings[outcome.ending] += 1
        for line in _lines_of(file, outcome.problems):
            click.echo(line)
        if outcome.ending == "changed":
            click.echo(
                f"{file.name}:{outcome.row}: here already as {outcome.tracking_id}, and the row has changed since"
            )
        late += _is_late(outcome, services)
        days |= _days_of(outcome)
        files += named
    told = ", ".join(f"{endings[ending]} {ending}" for ending in ("new", "same", "changed", "wrong"))
    click.echo(f"{told}{'' if write else '; nothing was written: --write does it'}")
    if late:
        click.echo(f"{late} open ones are past a deadline: the first sweep says so, and moves them up")
    left = _say_files(file, files, sorted(row_files.folder.of_nobody())) if row_files else 0
    _say_days(slug, days if write else set())
    if rows_left := endings["wrong"] + endings["changed"]:
        raise click.ClickException(f"{rows_left} rows were not taken over as they are")
    if left:
        raise click.ClickException(f"{left} files were not taken over: {file.name}.attachments.csv lists them")


def _row_files(attachments: Path | None, conversion: Conversion) -> RowFiles | None:
    if attachments is None:
        return None
    from laporctl.legacy.folder import open_folder
    from laporctl.legacy.row_files import RowFiles

    return RowFiles(open_folder(attachments), conversion.mapping)


def _delivered(
    transfer: Transfer, rows: Iterator[SourceRow], row_files: RowFiles | None, services: Container
) -> Iterator[tuple[Outcome, list[RowFile]]]:
    """The outcome of each row, with its files if there is a folder of them."""
    if row_files is None:
        return ((outcome, []) for outcome in transfer.run(rows))
    from laporctl.legacy.attachments import AttachmentTransfer

    adapters = services.adapters
    sending = AttachmentTransfer(row_files, adapters.cases, adapters.files, transfer.now, transfer.write, time.sleep)
    return sending.run(transfer.run(row_files.noting(rows)))


def _say_files(file: Path, files: list[RowFile], of_nobody: list[str]) -> int:
    """Print what became of the files, without a name of one, and write the list that has them; answers how many did not
    come over."""
    from laporctl.legacy import attachments
    from laporctl.legacy.row_files import KEPT_BACK, RIGHT

    for each in files:
        if each.reason in RIGHT:
            click.echo(f"{file.name}:{each.row}: {each.column}: file {each.place} {RIGHT[each.reason]}")
    endings = Counter(each.ending for each in files)
    told = ", ".join(f"{endings[ending]} {ending}" for ending in ("new", "attached", "same", "waiting"))
    click.echo(f"files: {told}, {endings[KEPT_BACK]} kept back; {len(of_nobody)} belong to no row")
    attachments.write_list(file.with_name(f"{file.name}.attachments.csv"), files, of_nobody)
    return endings[KEPT_BACK] + endings["waiting"] + len(of_nobody)


def _opened(kind: str, slug: str, file: Path, mapping: str) -> tuple[Container, Conversion, Iterator[SourceRow]]:
    """The stack's use cases, and the rows of an export with their conversion. Raises OperatorError."""
    from laporctl.errors import OperatorError
    from laporctl.legacy import mapping as mappings
    from laporctl.legacy import source
    from laporctl.legacy.conversion import Conversion, Surroundings
    from laporctl.remote import services_of
    from laporctl.stacks import find_stack

    chosen = mappings.load(mapping)
    services = services_of(find_stack(slug))
    offices = cache(lambda agency_id: services.adapters.directory.agencies([agency_id]).get(agency_id))
    around = Surroundings(services.stack.calendar.zone, offices, services.now())
    if not file.is_file():
        raise OperatorError(f"there is no file {file}")
    present, rows = source.columns_of(source.read(kind, file))
    if missing := [chosen.columns[name] for name in mappings.NEEDED if chosen.columns[name] not in present]:
        raise OperatorError(f"{file.name} has no column {', '.join(missing)}, which the mapping names")
    return services, Conversion(chosen, around), rows


def _lines_of(file: Path, problems: Iterable[Problem]) -> Iterator[str]:
    return (f"{file.name}:{each.row}: {each.column}: {each.what}" for each in problems)


def _is_late(outcome: Outcome, services: Container) -> bool:
    if outcome.ending != "new" or outcome.case is None:
        return False
    due = services.stack.office_due(outcome.case)
    return due is not None and due.at < services.now()


def _days_of(outcome: Outcome) -> set[date]:
    if outcome.ending != "new" or outcome.legacy is None:
        return set()
    moments = (outcome.legacy.filed_at, *(step.at for step in outcome.legacy.steps))
    return {moment.astimezone(UTC).date() for moment in moments}


def _say_days(slug: str, days: set[date]) -> None:
    if days:
        click.echo(f"count them: laporctl statistics fold {slug} --from {min(days)} --to {max(days)}")

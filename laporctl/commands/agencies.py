"""`laporctl agencies`: the directory of a deployed stack."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chalicelib.domain.cases.model import Actor, Role
from laporctl.agencies import sheet
from laporctl.agencies.mergers import move_cases
from laporctl.agencies.store import DirectoryStore
from laporctl.remote import services_of, tables_of
from laporctl.stacks import Stack, find_stack
from tools.dev.directory_loader import load_directory, load_routing, regions_and_offices

if TYPE_CHECKING:
    from laporctl.agencies.comparison import Comparison
    from laporctl.agencies.office import Office

_FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


_A_PAGE = 100


@click.group()
def agencies() -> None:
    """The regions and offices that a stack routes to."""


@agencies.command()
@click.argument("slug")
@click.option(
    "--take", "taken", multiple=True, metavar="ID[/FIELD]", help="Give up what was changed by hand; may be repeated."
)
def load(slug: str, taken: tuple[str, ...]) -> None:
    """Write the directory made by `laporctl data build` into the table of stack SLUG.

    What was changed by hand since the last load is kept and listed; --take gives it up, for one field or a whole office
    or region."""
    stack = find_stack(slug)
    loaded = load_directory(stack, taken)
    load_routing(stack)
    for line in loaded.lines(slug):
        click.echo(line)


@agencies.command()
@click.argument("slug")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(slug: str, file: Path) -> None:
    """Write the offices of stack SLUG into FILE (.csv or .xlsx), as `import` takes them."""
    stack = find_stack(slug)
    places, ids = regions_and_offices(slug)
    store = DirectoryStore(tables_of(stack))
    # Offices that an import added serve a government; those of villages all come with the reference data.
    governments = [code for code in places if code.count(".") < 2] or ["00"]
    offices = store.offices(ids) | {office.id: office for code in governments for office in store.offices_of(code)}
    click.echo(f"{sheet.write(file, [offices[each] for each in sorted(offices)])} offices -> {file}")


@agencies.command()
@click.argument("slug")
@_FILE
def diff(slug: str, file: Path) -> None:
    """What importing FILE into stack SLUG would change, and what is wrong with FILE. Writes nothing; exit code 1 if
    anything is wrong."""
    _report(file, _compared(find_stack(slug), file))


@agencies.command("import")
@click.argument("slug")
@_FILE
@click.option("--dry-run", is_flag=True, help="Only say what would change, like `diff`.")
def import_(slug: str, file: Path, dry_run: bool) -> None:
    """Write the offices of FILE (.csv or .xlsx) into stack SLUG: corrections, renamings, new offices, and those that
    ended, whose open cases go to their successor. Nothing is written while anything in FILE is wrong. Safe to
    repeat."""
    stack = find_stack(slug)
    compared = _compared(stack, file)
    _report(file, compared)
    if dry_run:
        return
    keys = DirectoryStore(tables_of(stack)).apply(compared.changes)
    click.echo(f"{len(compared.changes)} offices written, {keys} keys have the new name of their office")
    for office, successor in compared.mergers:
        _move(stack, office, successor)


@agencies.command()
@click.argument("slug")
@click.argument("agency")
def show(slug: str, agency: str) -> None:
    """An office of stack SLUG: its name, those that it had before and until when, and how it ended."""
    office = DirectoryStore(tables_of(find_stack(slug))).offices([agency]).get(agency)
    if office is None:
        raise click.ClickException(f"{slug} has no office {agency}")
    for earlier in office.earlier:
        click.echo(f"{earlier.name}\tuntil {earlier.until}\t{earlier.decree}")
    click.echo(f"{office.name}\t" + (f"since {office.since}\t{office.decree}" if office.since else "now"))
    if office.ended:
        click.echo(f"ended {office.ended}\t{office.end_decree}\t{office.successor or 'no successor'}")


@agencies.command()
@click.argument("slug")
@click.option("--region", help="Only the offices of exactly this region, those where nobody is appointed too.")
def status(slug: str, region: str | None) -> None:
    """How far the offices of stack SLUG are: pledged, trained, live or silent, and when they were seen last."""
    services = services_of(find_stack(slug))
    after: str | None = None
    while True:
        page = services.readiness.page(Actor(Role.ADMIN), region, _A_PAGE, after, services.now())
        for line in page.items:
            click.echo(f"{line.readiness}\t{line.office.id}\t{line.presence.seen or 'never'}\t{line.office.name}")
        if page.after is None:
            return
        after = page.after


def _compared(stack: Stack, file: Path) -> "Comparison":
    from laporctl.agencies.comparison import compare, ids_in

    lines = sheet.read(file)
    stored = DirectoryStore(tables_of(stack)).offices(ids_in(lines))
    services = services_of(stack)
    places, _ = regions_and_offices(stack.slug)
    return compare(lines, stored, places, services.stack.calendar.local_date(services.now()))


def _report(file: Path, compared: "Comparison") -> None:
    for change in compared.changes:
        click.echo(str(change))
    for problem in compared.problems:
        click.echo(f"{file}: {problem}", err=True)
    count = f"{len(compared.changes)} changes, {compared.unchanged} unchanged, {len(compared.problems)} wrong"
    if compared.problems:
        raise click.ClickException(f"{count}: nothing is written")
    click.echo(count)


def _move(stack: Stack, office: "Office", successor: "Office") -> None:
    """Move the cases of an office that ended, and say what stays."""
    handled = list(move_cases(services_of(stack), office, successor))
    left = [each for each in handled if each.left]
    click.echo(f"{office.id}: {len(handled) - len(left)} cases went to {successor.id}, {len(left)} stay")
    for each in left:
        click.echo(f"{each.tracking_id}\tstays\t{each.left}")
    if left:
        click.echo("import the same file again when they have moved on: it takes what is left")

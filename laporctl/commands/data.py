"""`laporctl data`: build the reference data from its sources."""

import csv
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import click

from laporctl import paths
from laporctl.agencies import sheet
from laporctl.stacks import configured
from tools.refdata import bodies, ordinary_names, shipped, stack_files, tables

_OUT = click.Path(dir_okay=False, path_type=Path)


@click.group()
def data() -> None:
    """Reference data: regions, agencies, categories, holidays, policies."""


@data.command()
@click.option("--slug", "slugs", multiple=True, help="Only this stack's files; may be repeated.")
def build(slugs: tuple[str, ...]) -> None:
    """Build the shipped data and the files of every stack in stacks/, or only the files of the stacks named.

    chalicelib/data/ is committed; build/directory/, build/regions/ and build/categories.json are not.
    """
    if not slugs:
        click.echo(_write(paths.SHIPPED, shipped.files()))
        for slug in configured():
            _write(paths.BUILD, stack_files.files(slug))
        click.echo(f"the files of {len(configured())} stacks -> {paths.BUILD.relative_to(paths.ROOT)}")
    for slug in slugs:
        try:
            click.echo(_write(paths.BUILD, stack_files.files(slug)))
        except KeyError as error:
            raise click.BadParameter(error.args[0], param_hint="--slug") from error


@data.command()
@click.option("--accept", is_flag=True, help="Write those that are new into the list, with today's date.")
def names(accept: bool) -> None:
    """List the names of regions in all provinces that the texts of the models also use as ordinary words.

    Exit code 1 if one is not in tools/refdata/sources/ordinary_names.csv yet.
    """
    found = ordinary_names.new()
    for word, times in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])):
        click.echo(f"{times:6} {word}")
    click.echo(f"{len(found)} new, {len(tables.ordinary_names())} accepted")
    if accept:
        ordinary_names.accept(found, datetime.now(UTC).date())
    elif found:
        raise SystemExit(1)


@data.command("bodies")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day asked for; today if left out.")
@click.option("--list", "listed", type=_OUT, help="Write the bodies of that day into this file (.csv).")
@click.option("--offices", type=_OUT, help="Write those of the centre as offices for `agencies import pusat`.")
def bodies_(day: datetime | None, listed: Path | None, offices: Path | None) -> None:
    """Count the bodies that SP4N-LAPOR! connects, and hold the list against what sources state.

    A source that names no bodies can only be compared by number: what is missing or too much is said so."""
    asked = (day or datetime.now(UTC)).date()
    found = bodies.on(asked)
    for kind in bodies.KINDS:
        click.echo(f"{asked}\t{kind}\t{sum(body.kind == kind for body in found)}")
    for count in bodies.counts():
        review = f" ({count.review})" if count.review else ""
        click.echo(
            f"{count.as_of}\t{count.kind}\tstated {count.stated}\tlisted {count.listed}\t{count.finding}{review}"
        )
    if listed:
        columns = [field.name for field in fields(bodies.Body)]
        with listed.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows([columns, *([getattr(body, name) for name in columns] for body in found)])
        click.echo(f"{len(found)} bodies -> {listed}")
    if offices:
        click.echo(f"{sheet.write(offices, bodies.as_offices(found))} offices -> {offices}")


def _write(folder: Path, files: dict[str, str]) -> str:
    """What was written, in a line."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    size = sum(len(content.encode()) for content in files.values())
    return f"{len(files)} files, {size / 1024:.0f} KiB -> {folder.relative_to(paths.ROOT)}"

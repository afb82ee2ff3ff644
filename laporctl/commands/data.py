"""`laporctl data`: build the reference data from its sources."""

from pathlib import Path

import click

from laporctl import paths
from laporctl.stacks import configured
from tools.refdata import shipped, stack_files


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
        _write(paths.SHIPPED, shipped.files())
        slugs = tuple(configured())
    for slug in slugs:
        try:
            _write(paths.BUILD, stack_files.files(slug))
        except KeyError as error:
            raise click.BadParameter(error.args[0], param_hint="--slug") from error


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    size = sum(len(content.encode()) for content in files.values())
    click.echo(f"{len(files)} files, {size / 1024:.0f} KiB -> {folder.relative_to(paths.ROOT)}")

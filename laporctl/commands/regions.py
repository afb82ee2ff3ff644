"""`laporctl regions`: where a stack's kabupaten and kota lie."""

import json
from pathlib import Path

import click

from chalicelib.domain.routing.jurisdiction import CENTRE
from chalicelib.runtime.reference import load_place_words
from chalicelib.storage.place_finder import DynamoPlaceFinder
from laporctl.remote import tables_of
from laporctl.stacks import find_stack, province_of
from tools.refdata import region_grids

LARGEST = 300_000
"""Bytes that the grid may have: it is one item of the table."""


@click.group()
def regions() -> None:
    """Outlines of a stack's regions."""


@regions.command()
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--property", "name", default="code", show_default=True, help="Holds the Kemendagri code of a feature.")
@click.option("--step", type=float, help="Size of a cell in degrees: 0.001, for the whole country 0.01.")
def boundaries(slug: str, file: Path, name: str, step: float | None) -> None:
    """Draw the outlines in FILE (GeoJSON) into the grid by which stack SLUG finds the region of a point that comes
    without a place. FILE may hold kabupaten and kota, kecamatan, or both, and should hold those of the neighbouring
    provinces too: without them a point across the border counts as one off the coast."""
    stack, code = find_stack(slug), province_of(slug)["code"]
    try:
        usual = region_grids.STEP_OF_COUNTRY if code == CENTRE else region_grids.STEP
        drawn = region_grids.draw(json.loads(file.read_text()), name, "" if code == CENTRE else code, step or usual)
    except region_grids.NoOutlines as error:
        raise click.ClickException(str(error)) from error
    size = len(drawn.pack())
    if size > LARGEST:
        raise click.ClickException(f"the grid has {size:,} bytes, {LARGEST:,} are the most: choose a larger step")
    DynamoPlaceFinder(tables_of(stack), load_place_words).put_outlines(drawn)
    own = {each for group in drawn.groups for each in group if each.startswith("" if code == CENTRE else code)}
    click.echo(f"{slug}: {len(own)} regions, {len(drawn.rows)} rows, {size:,} bytes")

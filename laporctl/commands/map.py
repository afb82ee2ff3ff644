"""`laporctl map`: the tiles that a stack's pages draw."""

from pathlib import Path

import click

from laporctl import maps
from laporctl.stacks import find_stack, province_of
from tools.refdata import tables

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ATTRIBUTION = click.option("--attribution", help="Whose data it is, in place of what the file says.")


@click.group("map")
def map_() -> None:
    """The map of a stack's pages: one PMTiles file in its own bucket."""


@map_.command()
@click.argument("file", type=_FILE)
@_ATTRIBUTION
def inspect(file: Path, attribution: str | None) -> None:
    """Say what FILE (PMTiles) holds, and whether the pages can draw it."""
    click.echo(_told(maps.inspect(file, attribution)))


@map_.command()
@click.argument("slug")
@click.argument("file", type=_FILE)
@_ATTRIBUTION
def put(slug: str, file: Path, attribution: str | None) -> None:
    """Make FILE (PMTiles, in the Protomaps schema) the map of stack SLUG."""
    found = maps.inspect(file, attribution)
    maps.check_place(found, tables.frames()[province_of(slug)["code"]])
    uploaded = maps.put(find_stack(slug), file, found)
    click.echo(f"{slug}: {'uploaded' if uploaded else 'is there already'}\n{_told(found)}")


@map_.command()
@click.argument("slug")
def remove(slug: str) -> None:
    """Leave stack SLUG without tiles: its pages draw the coast."""
    had = maps.remove(find_stack(slug))
    click.echo(f"{slug}: {'removed' if had else 'had no map'}")


def _told(found: maps.MapFile) -> str:
    west, south, east, north = found.bounds
    return (
        f"{found.tiles:,} tiles of zoom {found.min_zoom} to {found.max_zoom}, {found.size / 1e6:,.1f} MB\n"
        f"{west:.3f},{south:.3f},{east:.3f},{north:.3f}\n"
        f"{found.attribution}"
    )

"""`laporctl openapi`: the API's description, and whether it keeps what was promised."""

import sys

import click

from laporctl import paths
from tools.apispec import collection, compatibility, document


@click.group()
def openapi() -> None:
    """The API's description (OpenAPI 3.1)."""


@openapi.command()
def build() -> None:
    """Write chalicelib/data/openapi.json, which the API serves and the site's page is made from, and the collection."""
    text, described = document.as_text(), document.build()
    paths.DESCRIPTION.write_text(text, encoding="utf-8")
    paths.COLLECTION.write_text(collection.as_text(described), encoding="utf-8")
    operations = sum(len(methods) for methods in described["paths"].values())
    click.echo(f"{operations} operations, {len(text.encode()) / 1024:.0f} KiB -> {_inside(paths.DESCRIPTION)}")
    click.echo(f"{operations} requests -> {_inside(paths.COLLECTION)}")


@openapi.command()
def check() -> None:
    """Compare with the last released description; fails if a client of that one would break."""
    broken, added = _compared()
    for line in added:
        click.echo(f"added    {line}")
    for line in broken:
        click.echo(f"BREAKING {line}")
    click.echo(f"{len(broken)} breaking, {len(added)} added since {_inside(paths.RELEASED_DESCRIPTION)}")
    if broken:
        sys.exit(1)


@openapi.command()
@click.option("--although-it-breaks", is_flag=True, help="Release what breaks clients; say why in docs/decisions.")
def release(although_it_breaks: bool) -> None:
    """Make the present description the released one."""
    if paths.RELEASED_DESCRIPTION.exists():
        broken, _ = _compared()
        if broken and not although_it_breaks:
            raise click.ClickException("this would break clients:\n" + "\n".join(broken))
    paths.RELEASED_DESCRIPTION.parent.mkdir(parents=True, exist_ok=True)
    paths.RELEASED_DESCRIPTION.write_text(document.as_text(), encoding="utf-8")
    click.echo(f"version {document.VERSION} -> {_inside(paths.RELEASED_DESCRIPTION)}")


def _compared() -> tuple[list[str], list[str]]:
    return compatibility.compare(compatibility.read_description(paths.RELEASED_DESCRIPTION), document.build())


def _inside(path: object) -> str:
    return str(path).removeprefix(f"{paths.ROOT}/")

"""`laporctl route ship`: the models that are shipped, made from the complaints that were written for them."""

from pathlib import Path

import click

from laporctl import paths
from laporctl.routing import hints, starting, training
from laporctl.routing.examples import Example
from laporctl.routing.training import Settings

CATEGORIES, ALARMS = "categories", "alarms"


@click.command()
@click.argument("which", type=click.Choice([CATEGORIES, ALARMS]), required=False)
def ship(which: str | None) -> None:
    """Make both shipped models, or one of them: that of categories takes a few minutes, that of alarms half a one."""
    if which != ALARMS:
        _make(starting.SHIPPED, starting.written(), Settings(target="type", source=starting.source()))
    if which != CATEGORIES:
        _make(hints.SHIPPED, hints.written(), hints.settings())


def _make(file: Path, examples: list[Example], settings: Settings) -> None:
    made = training.train(examples, settings, starting.DAY, lambda line: click.echo(line, err=True))
    file.write_bytes(made)
    click.echo(f"{file.relative_to(paths.ROOT)}: {len(made):,} bytes")

"""`laporctl route ship`: the models that are shipped, made from the complaints that were written for them."""

from pathlib import Path

import click

from laporctl import paths
from tools.textmodel import alarm_corpus, shipped_corpus, training
from tools.textmodel.examples import Example
from tools.textmodel.training import Settings

CATEGORIES, ALARMS = "categories", "alarms"


@click.command()
@click.argument("which", type=click.Choice([CATEGORIES, ALARMS]), required=False)
def ship(which: str | None) -> None:
    """Make both shipped models, or one of them: that of categories takes a few minutes, that of alarms half a one."""
    if which != ALARMS:
        _make(shipped_corpus.SHIPPED, shipped_corpus.examples(), shipped_corpus.settings())
    if which != CATEGORIES:
        _make(alarm_corpus.SHIPPED, alarm_corpus.examples(), alarm_corpus.settings())


def _make(file: Path, examples: list[Example], settings: Settings) -> None:
    made = training.train(examples, settings, shipped_corpus.DAY, lambda line: click.echo(line, err=True))
    file.write_bytes(made)
    click.echo(f"{file.relative_to(paths.ROOT)}: {len(made):,} bytes")

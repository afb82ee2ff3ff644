"""`laporctl route train` and `laporctl route evaluate`."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from chalicelib.domain.text.model_file import UnreadableModel
from chalicelib.runtime.reference import shipped_model
from tools.textmodel import evaluation, examples, training

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The model's file."
)
@click.option(
    "--target",
    type=click.Choice(["agency", "type"]),
    default="agency",
    help="What `agency` in FILE holds: names of offices (folded into kinds by the place), or kinds of office.",
)
@click.option("--places/--no-places", default=None, help="Learn from district and subdistrict too; for offices.")
@click.option("--date", "trained", type=click.DateTime(["%Y-%m-%d"]), help="Day of the training in the version; today.")
def train(file: Path, output: Path, target: str, places: bool | None, trained: datetime | None) -> None:
    """Make a model from FILE: JSON Lines with text and agency, if known district, subdistrict and date. What the
    shipped model scores is learnt from as well."""
    by_place = target == "agency" if places is None else places
    settings = training.Settings(target=target, places=by_place, borrowed=shipped_model())
    day = (trained or datetime.now(UTC)).date().isoformat()
    try:
        made = training.train(examples.read_examples(file), settings, day, _print)
    except (examples.WrongExample, training.TooFewExamples) as error:
        raise click.ClickException(str(error)) from error
    output.write_bytes(made)
    _print(f"{output}: {len(made):,} bytes")


@click.command()
@click.argument("model", type=_FILE)
@click.argument("file", type=_FILE)
def evaluate(model: Path, file: Path) -> None:
    """Judge MODEL on the complaints of FILE, which it must not have learnt from, and print the figures as JSON."""
    try:
        figures = evaluation.evaluate(model.read_bytes(), examples.read_examples(file))
    except (examples.WrongExample, UnreadableModel) as error:
        raise click.ClickException(str(error)) from error
    click.echo(json.dumps(figures, indent=2))


def _print(line: str) -> None:
    click.echo(line, err=True)

"""`laporctl route export`, `promote`, `learn` and `rollback`: a stack learns from what its offices and coordinators
decided."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from chalicelib.domain.text.classifier import TextModel
from chalicelib.domain.text.model_file import UnreadableModel
from chalicelib.runtime.reference import shipped_model
from chalicelib.services.ports.model_register import ModelVersions
from chalicelib.services.text.classifier import LARGEST_MODEL, model_key
from chalicelib.storage.model_register import DynamoModelRegister
from laporctl.remote import services_of, tables_of
from laporctl.stacks import Stack, find_stack
from tools.textmodel import examples, retraining, shipped_corpus
from tools.textmodel.decided_cases import labelled, masked, public_histories

_CHANGED = "somebody else promoted or rolled back a model at the same moment"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OLDEST = datetime(2000, 1, 1, tzinfo=UTC)


@click.command()
@click.argument("slug")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only cases filed from this day on.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
def export(slug: str, since: datetime | None, output: Path) -> None:
    """Take from stack SLUG every public case that an office accepted or a coordinator assigned, with the category it
    was worked under. Of the words only those stay that several complaints use; numbers and addresses never do."""
    stack = find_stack(slug)
    began = since.replace(tzinfo=UTC) if since else _OLDEST
    rows = list(masked(labelled(public_histories(stack, began))))
    output.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    click.echo(f"{output}: {len(rows)} complaints")


@click.command()
@click.argument("slug")
@click.argument("model", type=_FILE)
@click.option("--newest", type=_FILE, required=True, help="Labelled complaints that MODEL has not learnt from.")
def promote(slug: str, model: Path, newest: Path) -> None:
    """Put MODEL into use in stack SLUG if it is more often right than the one in use on the newest cases, and not
    otherwise."""
    stack, data = find_stack(slug), model.read_bytes()
    if len(data) > LARGEST_MODEL:
        raise click.ClickException(f"{model} has {len(data):,} bytes; {LARGEST_MODEL:,} are the most")
    register = DynamoModelRegister(tables_of(stack))
    line = register.line()
    try:
        judged = retraining.judge(_in_use(stack, line), data, examples.read_examples(newest))
    except (examples.WrongExample, UnreadableModel) as error:
        raise click.ClickException(str(error)) from error
    _put_into_use(stack, register, line, data, judged)


@click.command()
@click.argument("slug")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only cases filed from this day on.")
def learn(slug: str, since: datetime | None) -> None:
    """All of it at once: take what the people of stack SLUG decided, hold back the newest fifth, make a model from the
    rest and the complaints that are shipped, and put it into use if it is more often right on what was held back."""
    stack = find_stack(slug)
    register = DynamoModelRegister(tables_of(stack))
    line = register.line()
    rows = masked(labelled(public_histories(stack, since.replace(tzinfo=UTC) if since else _OLDEST)))
    day = datetime.now(UTC).date().isoformat()
    try:
        data, held = retraining.retrain(retraining.examples_of(rows), shipped_corpus.examples(), day, _print)
        judged = retraining.judge(_in_use(stack, line), data, held)
    except (retraining.TooFewDecided, UnreadableModel) as error:
        raise click.ClickException(f"{error}: nothing was changed") from error
    _put_into_use(stack, register, line, data, judged)


@click.command()
@click.argument("slug")
def rollback(slug: str) -> None:
    """Have stack SLUG read with the model that it used before; the last one to go back to is the shipped one."""
    register = DynamoModelRegister(tables_of(find_stack(slug)))
    line = register.line().rolled_back()
    if not register.put(line):
        raise click.ClickException(f"{_CHANGED}; nothing was rolled back")
    click.echo(f"{slug} reads with {line.live or 'the shipped model'}, within ten minutes everywhere")


def _put_into_use(
    stack: Stack, register: DynamoModelRegister, line: ModelVersions, data: bytes, judged: retraining.Judgement
) -> None:
    """If it is better than the one that `line` has in use; otherwise the operator reads why not."""
    for figures in judged.lines():
        click.echo(figures)
    if not judged.better:
        raise click.ClickException("not better: nothing was changed")
    version = TextModel.load(data).version
    stack.client("s3").put_object(Bucket=stack.outputs["AttachmentsBucket"], Key=model_key(version), Body=data)
    if version != line.live and not register.put(line.promoted(version)):
        raise click.ClickException(f"{_CHANGED}; compare with the one in use now: run this command again")
    click.echo(f"{stack.slug} reads with {version}, within ten minutes everywhere")


def _print(line: str) -> None:
    click.echo(line, err=True)


def _in_use(stack: Stack, line: ModelVersions) -> bytes:
    if line.live is None:
        return shipped_model()
    found = services_of(stack).uploads.files.take(model_key(line.live), LARGEST_MODEL)
    return found.data if found and found.data else shipped_model()

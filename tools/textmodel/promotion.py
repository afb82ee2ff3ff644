"""`laporctl route export`, `promote`, `learn` and `rollback`: a stack learns from what its offices and coordinators
decided."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from chalicelib.domain import validation
from chalicelib.domain.cases.model import Event
from chalicelib.domain.text.classifier import TextModel
from chalicelib.domain.text.model_file import UnreadableModel
from chalicelib.runtime.reference import shipped_model
from chalicelib.services.cases.public_record import PublicQuery
from chalicelib.services.ports.case_store import CaseHistory
from chalicelib.services.ports.model_register import ModelVersions
from chalicelib.services.text.classifier import LARGEST_MODEL, model_key
from chalicelib.storage.model_register import DynamoModelRegister
from laporctl.remote import services_of, tables_of
from laporctl.stacks import Stack, StackError, find_stack
from tools.textmodel import examples, retraining, shipped_corpus

RARE = 3
"""A word that fewer complaints use is replaced by `_`: names of people are rare, names of things are not."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_DECIDED = ("disposed", "accepted")
_CHANGED = "somebody else promoted or rolled back a model at the same moment"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OLDEST = datetime(2000, 1, 1, tzinfo=UTC)
_PAGE = 100


@click.command()
@click.argument("slug")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only cases filed from this day on.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
def export(slug: str, since: datetime | None, output: Path) -> None:
    """Take from stack SLUG every public case that an office took on or a coordinator disposed, with the category it was
    worked under. Of the words only those stay that several complaints use; numbers and addresses never do."""
    stack = _stack(slug)
    began = since.replace(tzinfo=UTC) if since else _OLDEST
    rows = list(masked(labelled(_records(stack, began))))
    output.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    click.echo(f"{output}: {len(rows)} complaints")


@click.command()
@click.argument("slug")
@click.argument("model", type=_FILE)
@click.option("--newest", type=_FILE, required=True, help="Labelled complaints that MODEL has not learnt from.")
def promote(slug: str, model: Path, newest: Path) -> None:
    """Put MODEL into use in stack SLUG if it is more often right than the one in use on the newest cases, and not
    otherwise."""
    stack, data = _stack(slug), model.read_bytes()
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
    stack = _stack(slug)
    register = DynamoModelRegister(tables_of(stack))
    line = register.line()
    rows = masked(labelled(_records(stack, since.replace(tzinfo=UTC) if since else _OLDEST)))
    day = datetime.now(UTC).date().isoformat()
    try:
        data, held = retraining.school(retraining.examples_of(rows), shipped_corpus.written(), day, _say)
        judged = retraining.judge(_in_use(stack, line), data, held)
    except (retraining.TooFewDecided, UnreadableModel) as error:
        raise click.ClickException(f"{error}: nothing was changed") from error
    _put_into_use(stack, register, line, data, judged)


@click.command()
@click.argument("slug")
def rollback(slug: str) -> None:
    """Have stack SLUG read with the model that it used before; the last one to go back to is the shipped one."""
    register = DynamoModelRegister(tables_of(_stack(slug)))
    line = register.line().rolled_back()
    if not register.put(line):
        raise click.ClickException(f"{_CHANGED}; nothing was rolled back")
    click.echo(f"{slug} reads with {line.live or 'the shipped model'}, within ten minutes everywhere")


def labelled(records: Iterable[CaseHistory]) -> Iterator[dict[str, Any]]:
    """What people decided: of each case its words, and the category it was worked under when an office took it on or a
    coordinator disposed it. What only the machine decided teaches nothing."""
    for record in records:
        case = record.case
        if case.category and any(_decides(event) for event in record.events):
            yield {
                "text": validation.title_and_text(case.filing.title, record.content.text),
                "agency": case.category.partition(".")[0],
                "date": case.filing.filed_at.date().isoformat(),
            }


def masked(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows in lower case, with `_` for every number and every word that fewer than RARE of them use."""
    told = list(rows)
    said = [[word.lower() for word in _WORD.findall(row["text"])] for row in told]
    used = Counter(word for found in said for word in set(found))
    for row, found in zip(told, said, strict=True):
        kept = (word if word.isalpha() and used[word] >= RARE else "_" for word in found)
        yield {**row, "text": " ".join(kept)}


def _put_into_use(
    stack: Stack, register: DynamoModelRegister, line: ModelVersions, data: bytes, judged: retraining.Judgement
) -> None:
    """If it is better than the one that `line` has in use; otherwise the operator is told why not."""
    for told in judged.told():
        click.echo(told)
    if not judged.better:
        raise click.ClickException("not better: nothing was changed")
    version = TextModel.load(data).version
    stack.client("s3").put_object(Bucket=stack.outputs["AttachmentsBucket"], Key=model_key(version), Body=data)
    if version != line.live and not register.put(line.promoted(version)):
        raise click.ClickException(f"{_CHANGED}; compare with the one in use now: run this command again")
    click.echo(f"{stack.slug} reads with {version}, within ten minutes everywhere")


def _say(line: str) -> None:
    click.echo(line, err=True)


def _decides(event: Event) -> bool:
    return event.kind in _DECIDED


def _records(stack: Stack, since: datetime) -> Iterator[CaseHistory]:
    services, after = services_of(stack), None
    while True:
        page = services.public_record.page(PublicQuery(since=since, until=services.now(), limit=_PAGE, after=after))
        for case in page.items:
            yield services.reporter.look_up(case.id, None, services.now())
        after = page.after
        if after is None:
            return


def _in_use(stack: Stack, line: ModelVersions) -> bytes:
    if line.live is None:
        return shipped_model()
    found = services_of(stack).uploads.files.take(model_key(line.live), LARGEST_MODEL)
    return found.data if found and found.data else shipped_model()


def _stack(slug: str) -> Stack:
    try:
        return find_stack(slug)
    except StackError as error:
        raise click.ClickException(str(error)) from error

"""Every command that a page shows is one that its program takes: options that exist, all that are required, targets,
scripts, modules and files that are there."""

import importlib.util
import json
import re
import shlex
from collections.abc import Callable, Iterator
from itertools import groupby

import click
import pytest

from laporctl.cli import main
from tests.docs.samples import PAGES, ROOT, Sample, name_of, prose_of, samples
from tests.support.loops import at_least_one
from tests.support.typed_clients import JAVA_OPTIONS, TYPESCRIPT_OPTIONS

_MAKEFILE = (ROOT / "Makefile").read_text()
_SCRIPTS = json.loads((ROOT / "web" / "package.json").read_text())["scripts"]
_INLINE = re.compile(r"`([^`\n]+)`")


def laporctl(words: list[str]) -> None:
    """Has click read the words as it would for an operator, and stops before anything is done."""
    command, context, words = find_command(words)
    command.make_context(context.info_name, words, parent=context.parent)


def find_command(words: list[str]) -> tuple[click.Command, click.Context, list[str]]:
    command, context, rest = main, click.Context(main, info_name="laporctl"), list(words)
    while isinstance(command, click.Group) and rest and (found := command.get_command(context, rest[0])):
        command, context = found, click.Context(found, info_name=rest.pop(0), parent=context)
    assert not isinstance(command, click.Group) or not rest, f"there is no command {shlex.join(words)}"
    return command, context, rest


def make(words: list[str]) -> None:
    for word in words:
        if "=" not in word:
            known = re.search(rf"^{re.escape(word)}:", _MAKEFILE, re.MULTILINE)
            assert known, f"the Makefile has no target {word}"
        else:
            assert word.partition("=")[0] in _MAKEFILE, word


def npm(words: list[str]) -> None:
    if words[0] == "run":
        assert words[1] in _SCRIPTS
    else:
        assert words[0] == "ci" or words[0] in _SCRIPTS


def pytest_(words: list[str]) -> None:
    """Files and directories must be there, and names of tests as well."""
    for word in words:
        path, _, name = word.partition("::")
        if "/" in path:
            assert (ROOT / path).exists(), path
            assert name in (ROOT / path).read_text() if name else True, word


def python(words: list[str]) -> None:
    assert words[0] == "-m", words
    assert importlib.util.find_spec(words[1]), words[1]


def cd(words: list[str]) -> None:
    assert (ROOT / words[0]).is_dir(), words


def npx(words: list[str]) -> None:
    """The generator of types, in the version and with the options that a test uses."""
    package, _, version = words[0].rpartition("@")
    assert json.loads((ROOT / "tools" / "apispec" / "package.json").read_text())["devDependencies"][package] == version
    assert tuple(words[-len(TYPESCRIPT_OPTIONS) :]) == TYPESCRIPT_OPTIONS


def openapi_generator_cli(words: list[str]) -> None:
    assert tuple(words[-len(JAVA_OPTIONS) :]) == JAVA_OPTIONS
    assert words[:5] == ["generate", "-g", "java", "--library", "native"]


def openapi_python_client(words: list[str]) -> None:
    assert words[:2] == ["generate", "--path"]


def checked_elsewhere(words: list[str]) -> None:
    """`curl` is sent by `test_requests.py` and `tests/api/test_open311_docs.py`."""


PROGRAMS: dict[str, Callable[[list[str]], None]] = {
    "laporctl": laporctl,
    "make": make,
    "npm": npm,
    "pytest": pytest_,
    "python": python,
    "cd": cd,
    "curl": checked_elsewhere,
    "npx": npx,
    "openapi-generator-cli": openapi_generator_cli,
    "openapi-python-client": openapi_python_client,
}

SHELL = [sample for sample in samples() if sample.language == "sh" and not sample.not_run]


def calls(command: str) -> Iterator[list[str]]:
    """What a line calls, one program after the other: without settings before it and what it is written into,
    `.venv/bin/` left out."""
    for is_break, group in groupby(shlex.split(command, comments=True), lambda word: word in ("&&", "|")):
        if is_break:
            continue
        words = list(group)
        while "=" in words[0]:
            words.pop(0)
        end = words.index(">") if ">" in words else len(words)
        yield [words[0].removeprefix(".venv/bin/"), *words[1:end]]


@pytest.mark.parametrize("sample", SHELL, ids=str)
def test_every_command_of_a_block_is_one_that_its_program_takes(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAPOR_KEY", "lapor_EXAMPLE")
    for command in at_least_one(sample.commands):
        for program, *words in at_least_one(calls(command)):
            assert program in PROGRAMS, f"{sample}: no test knows `{program}`; mark the block as not run, and why"
            try:
                PROGRAMS[program](words)
            except click.UsageError as error:
                pytest.fail(f"{sample}: {command}\n{error.format_message()}")


def mentions() -> Iterator[tuple[str, str]]:
    """Every command of ours that stands in the text of a page, in back quotes."""
    for page in PAGES:
        for mention in _INLINE.findall(prose_of(page)):
            if mention.split()[0] in ("laporctl", "make", "npm"):
                yield name_of(page), mention.replace("\\|", "|")


@pytest.mark.parametrize(("page", "mention"), sorted(set(mentions())))
def test_every_command_named_in_a_text_exists_with_its_options(page: str, mention: str) -> None:
    program, *words = mention.split()
    if program != "laporctl":
        PROGRAMS[program](words or ["help"])
        return
    if words and words[0].isupper():
        return
    command, _, _ = find_command(words)
    told = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", mention))
    options = [option for option in command.params if isinstance(option, click.Option)]
    known = {name for option in options for name in (*option.opts, *option.secondary_opts)} | {"--help"}
    assert told <= known, f"{page}: {mention} has no {sorted(told - known)}"
    if told:
        for option in options:
            missing = option.required and not option.envvar and not told & set(option.opts)
            assert not missing, f"{page}: `{mention}` needs {option.opts[0]}"


def leaves(command: click.Command, path: str = "") -> Iterator[str]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found
            yield from leaves(found, f"{path} {name}".strip())
    else:
        yield path


@pytest.mark.parametrize("path", sorted(leaves(main)))
def test_every_command_of_the_operator_is_in_the_table_of_operations(path: str) -> None:
    *group, name = path.split()
    table = (ROOT / "docs" / "operations.md").read_text().split("## Commands")[1].split("\n## ")[0]
    rows = [row.replace("\\|", "|") for row in table.splitlines() if row.startswith("| `laporctl")]
    here = [row for row in rows if row.startswith(f"| `laporctl {' '.join([*group, ''])}")]
    assert any(re.search(rf"`(laporctl {' '.join([*group, ''])})?{name}\b", row) for row in here), path

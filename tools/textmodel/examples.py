"""Labelled complaints: JSON Lines with `text`, and if known `agency`, `district`, `subdistrict`, `topic`, `date`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32


class WrongExample(ValueError):
    """A line that is no example; says which and why."""


@dataclass(frozen=True, slots=True)
class Example:
    """One complaint, and the office that had to work it. Empty is what is not known."""

    text: str
    agency: str
    district: str = ""
    subdistrict: str = ""
    date: str = ""


def read_examples(path: Path) -> list[Example]:
    """The examples of a file, oldest first: by date where every one has a date, else as they stand.

    Raises `WrongExample`."""
    examples = [_example(number, line) for number, line in _lines(path)]
    if not examples:
        raise WrongExample(f"{path}: no examples")
    return sorted(examples, key=lambda example: example.date) if dated(examples) else examples


def dated(examples: list[Example]) -> bool:
    """Whether the order of the examples is that of time."""
    return all(example.date for example in examples)


def hold_out(examples: list[Example], share: float) -> tuple[list[Example], list[Example]]:
    """Examples to learn from and examples to judge by: the newest, because a model is used on what comes after it.
    Where dates are missing, a choice by the hash of the text."""
    if dated(examples):
        border = round(len(examples) * (1 - share))
        return examples[:border], examples[border:]
    marked = [(crc32(example.text.encode()) % 1000 < share * 1000, example) for example in examples]
    return [example for out, example in marked if not out], [example for out, example in marked if out]


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield f"{path}, line {number}", line


def _example(place: str, line: str) -> Example:
    try:
        fields = json.loads(line)
    except ValueError as error:
        raise WrongExample(f"{place}: {error}") from error
    if not isinstance(fields, dict):
        raise WrongExample(f"{place}: not an object")
    for name in ("text", "agency"):
        if not isinstance(fields.get(name), str):
            raise WrongExample(f"{place}: `{name}` is missing or no text")
    if not fields["agency"].strip():
        raise WrongExample(f"{place}: `agency` is empty")
    return Example(fields["text"], fields["agency"], *(str(fields.get(name) or "") for name in _OPTIONAL))


_OPTIONAL = ("district", "subdistrict", "date")

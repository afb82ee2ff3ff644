"""The rows of an earlier system's export: CSV, XLSX, or a JSON object a line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from laporctl.errors import OperatorError

KINDS = ("csv", "xlsx", "jsonl")


class SourceError(OperatorError):
    """Raised when an export cannot be read; the message is for the operator and holds nothing of a row."""


@dataclass(frozen=True)
class SourceRow:
    """A row by its number in the file, as a person counts, and its cells by column. Empty cells are left out."""

    number: int
    cells: Mapping[str, Any]


def read(kind: str, file: Path) -> Iterator[SourceRow]:
    """The rows of a file, without empty ones. Raises SourceError."""
    return {"csv": _csv, "xlsx": _xlsx, "jsonl": _jsonl}[kind](file)


def _row(number: int, cells: Mapping[Any, Any]) -> SourceRow:
    kept = {str(column).strip(): value for column, value in cells.items() if column and value not in (None, "")}
    return SourceRow(number, kept)


def _csv(file: Path) -> Iterator[SourceRow]:
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        # What older spreadsheets write.
        text = file.read_text("cp1252", errors="replace")
    head = text.partition("\n")[0]
    lines = csv.DictReader(text.splitlines(keepends=True), delimiter=max(",;\t", key=head.count))
    for cells in lines:
        # A cell may hold several lines: a row is known by its first one.
        first = lines.line_num - sum(str(cell).count("\n") for cell in cells.values())
        if None in cells:
            raise SourceError(f"{file.name}:{first}: more cells than columns: is a quotation mark missing?")
        if (row := _row(first, cells)).cells:
            yield row


def _xlsx(file: Path) -> Iterator[SourceRow]:
    try:
        # Here, because few commands read spreadsheets.
        from openpyxl import load_workbook
    except ImportError:
        raise SourceError("openpyxl is needed to read XLSX: `make deps` installs it") from None
    try:
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
    except Exception as error:
        raise SourceError(f"{file.name} is no XLSX file: {type(error).__name__}") from None
    rows = sheet.iter_rows(values_only=True)
    head = [str(cell or "").strip() for cell in next(rows, ())]
    for number, cells in enumerate(rows, 2):
        if (row := _row(number, dict(zip(head, cells, strict=False)))).cells:
            yield row


def _jsonl(file: Path) -> Iterator[SourceRow]:
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                cells = json.loads(line)
            except ValueError:
                cells = None
            if not isinstance(cells, dict):
                raise SourceError(f"{file.name}:{number}: is no JSON object")
            yield _row(number, cells)


def columns_of(rows: Iterator[SourceRow]) -> tuple[set[str], Iterator[SourceRow]]:
    """The columns that the first rows have, and all rows, the first ones too."""
    first = [row for row, _ in zip(rows, range(100), strict=False)]
    return {column for row in first for column in row.cells}, chain(first, rows)

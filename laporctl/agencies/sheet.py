"""Offices in a file that people work on: CSV, or a workbook of a spreadsheet (xlsx)."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from laporctl.agencies.office import Office
from laporctl.errors import OperatorError

COLUMNS = ("id", "name", "tier", "coordinates", "since", "decree", "ended", "successor", "end_decree")
REQUIRED = ("id", "name")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class SheetError(OperatorError):
    """Raised for a file that cannot be read as a table at all; the message is one line."""


@dataclass(frozen=True)
class Line:
    """A row below the heading, with its number as a spreadsheet counts. Columns that the file does not have are
    absent."""

    row: int
    cells: dict[str, str]


def read(file: Path) -> list[Line]:
    """The rows of a file that say anything. Raises SheetError for one that is no table of offices."""
    rows = enumerate(_rows(file), 1)
    number, heading = next(((number, row) for number, row in rows if any(row)), (0, []))
    names = [name.strip().lower() for name in heading]
    if unknown := [name for name in names if name not in COLUMNS]:
        raise SheetError(f"{file}: row {number}: there is no column {unknown[0]!r}: write {', '.join(COLUMNS)}")
    if missing := [name for name in REQUIRED if name not in names]:
        raise SheetError(
            f"{file}: row {number or 1}: the column {missing[0]} is missing: the first row names the columns"
        )
    if len(set(names)) < len(names):
        raise SheetError(f"{file}: row {number}: a column stands there twice")
    lines = []
    for number, row in rows:
        if len(row) > len(names) and any(row[len(names) :]):
            raise SheetError(f"{file}: row {number}: has more cells than there are columns: quote a name with a comma")
        if any(row):
            lines.append(Line(number, dict(zip(names, [*row, *[""] * len(names)], strict=False))))
    return lines


def write(file: Path, offices: Iterable[Office]) -> int:
    """Write offices, and how many there were. No cell can be taken for a formula."""
    rows = [[_cell(getattr(office, name)) for name in COLUMNS] for office in offices]
    if file.suffix == ".xlsx":
        _write_workbook(file, [COLUMNS, *rows])
    else:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\r\n").writerows([COLUMNS, *rows])
        file.write_bytes(out.getvalue().encode("utf-8-sig"))
    return len(rows)


def _rows(file: Path) -> Iterator[list[str]]:
    if not file.is_file():
        raise SheetError(f"there is no file {file}")
    if file.suffix == ".xlsx":
        return _rows_of_workbook(file)
    if file.suffix == ".csv":
        return _rows_of_csv(file)
    raise SheetError(f"{file}: is neither .csv nor .xlsx")


def _rows_of_csv(file: Path) -> Iterator[list[str]]:
    """Commas or semicolons: an Excel with Indonesian settings writes semicolons."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SheetError(f"{file}: is not UTF-8: save it as “CSV UTF-8”") from error
    heading = text.partition("\n")[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield [_without_guard(cell.strip()) for cell in row]


def _rows_of_workbook(file: Path) -> Iterator[list[str]]:
    # Here, because few commands read a workbook.
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise SheetError(f"{file}: is no workbook: save it as .xlsx") from error
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield [_text(value) for value in row]
    finally:
        book.close()


def _write_workbook(file: Path, rows: Sequence[Sequence[str]]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("offices")
    sheet.freeze_panes = "A2"
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text)
            # A code such as 64.08 is a text, and so is what begins like a formula.
            cell.data_type, cell.number_format = "s", "@"
            cells.append(cell)
        sheet.append(cells)
    book.save(file)


def _cell(value: Any) -> str:
    text = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _without_guard(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text


def _text(value: Any) -> str:
    """A cell of a workbook as a text; dates as ISO dates, however they are shown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10]
    return _without_guard(str(value).strip())

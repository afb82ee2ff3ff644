"""Files of offices as people make them: from Excel, from a text editor, with mistakes."""

import csv
import io
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from laporctl.agencies import sheet
from laporctl.agencies.office import Office
from laporctl.agencies.sheet import COLUMNS, SheetError, read, write
from tests.support.loops import at_least_one

OFFICE = Office("64.08-pupr", "Dinas PU, Kutai Timur", "opd", since="2026-01-01", decree="Perda 3/2025")
FORMULA = Office("64.08-dlh", "=HYPERLINK(1)", "opd", coordinates=True)


def csv_file(folder: Path, text: str | bytes) -> Path:
    file = folder / "offices.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def workbook(folder: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "offices.xlsx")
    return folder / "offices.xlsx"


@pytest.mark.parametrize("name", ["offices.csv", "offices.xlsx"])
def test_what_was_written_reads_back_equal(tmp_path: Path, name: str) -> None:
    assert write(tmp_path / name, [OFFICE, FORMULA]) == 2
    first, second = read(tmp_path / name)
    assert tuple(first.cells) == COLUMNS
    assert first.cells["name"] == "Dinas PU, Kutai Timur"
    assert (first.cells["since"], first.cells["coordinates"]) == ("2026-01-01", "no")
    assert (second.row, second.cells["name"], second.cells["coordinates"]) == (3, "=HYPERLINK(1)", "yes")


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    write(tmp_path / "offices.csv", [FORMULA])
    write(tmp_path / "offices.xlsx", [FORMULA])
    rows = list(csv.reader(io.StringIO((tmp_path / "offices.csv").read_text("utf-8-sig"))))
    assert rows[1][1] == "'=HYPERLINK(1)"
    cells = list(load_workbook(tmp_path / "offices.xlsx").worksheets[0][2])
    assert {cell.data_type for cell in at_least_one(cells) if cell.value} == {"s"}


def test_a_code_stays_a_text_in_a_workbook(tmp_path: Path) -> None:
    write(tmp_path / "offices.xlsx", [OFFICE])
    assert load_workbook(tmp_path / "offices.xlsx").worksheets[0]["A2"].number_format == "@"


def test_an_excel_with_indonesian_settings_writes_semicolons(tmp_path: Path) -> None:
    file = csv_file(tmp_path, "\ufeffID;Name\r\n64.08-pupr;Dinas PU, Kutai Timur\r\n\r\n")
    assert [(line.row, line.cells) for line in read(file)] == [
        (2, {"id": "64.08-pupr", "name": "Dinas PU, Kutai Timur"})
    ]


def test_dates_of_a_workbook_are_days_and_empty_rows_are_none(tmp_path: Path) -> None:
    file = workbook(
        tmp_path,
        ["id", "name", "since", "ended", "coordinates"],
        [None, None],
        ["64.08-pupr", " Dinas PU ", datetime.fromisoformat("2026-01-01"), date(2026, 2, 3), True],
    )
    (line,) = read(file)
    assert line.row == 3
    assert list(line.cells.values()) == ["64.08-pupr", "Dinas PU", "2026-01-01", "2026-02-03", "yes"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,nama\n", "row 1: there is no column 'nama': write id, name"),
        ("id,tier\n", "row 1: the column name is missing"),
        ("", "row 1: the column id is missing"),
        ("id,name,id\n", "row 1: a column stands there twice"),
        ("id,name\n64-pupr,Dinas PU, Kaltim\n", "row 2: has more cells than there are columns"),
        (b"id,name\n64-pupr,Caf\xe9\n", "is not UTF-8"),
    ],
)
def test_a_file_that_is_no_table_of_offices_is_refused_with_its_row(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    with pytest.raises(SheetError, match=r"offices\.csv") as refused:
        read(csv_file(tmp_path, text))
    assert message in str(refused.value)


def test_a_file_that_is_neither_is_refused(tmp_path: Path) -> None:
    (tmp_path / "offices.ods").write_text("id,name\n")
    with pytest.raises(SheetError, match=r"neither \.csv nor \.xlsx"):
        read(tmp_path / "offices.ods")
    with pytest.raises(SheetError, match=r"there is no file .*offices\.csv"):
        read(tmp_path / "offices.csv")
    (tmp_path / "offices.xlsx").write_text("id,name\n")
    with pytest.raises(SheetError, match="is no workbook"):
        read(tmp_path / "offices.xlsx")


def test_a_row_that_ends_early_has_empty_cells(tmp_path: Path) -> None:
    (line,) = sheet.read(csv_file(tmp_path, "id,name,tier\n64-pupr,Dinas PU\n"))
    assert line.cells == {"id": "64-pupr", "name": "Dinas PU", "tier": ""}

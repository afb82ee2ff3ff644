"""The monthly report as a spreadsheet: a sheet for each table and one that says what each figure means."""

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from laporctl.reports.monev import FIGURES, Report, Table, month_name

_FORMATS = {"count": "#,##0", "number": "0.0", "share": "0%"}
_HEAD = PatternFill("solid", fgColor="FFE8EEF4")
_WIDEST = 60


def write(report: Report, file: Path) -> None:
    """Write the report; a figure that says nothing is an empty cell, not a zero."""
    book = Workbook()
    summary = book.active
    assert isinstance(summary, Worksheet)
    _summary(summary, report)
    for table in report.tables:
        _sheet(book.create_sheet(table.title), table)
    _meanings(book.create_sheet("Arti angka"))
    book.save(file)


def _summary(sheet: Worksheet, report: Report) -> None:
    sheet.title = "Ringkasan"
    sheet.append([f"LAPOR! {report.stack_name}"])
    sheet.append([f"Laporan bulan {month_name(report.month)}"])
    sheet.append([f"Dihitung sampai sebelum {report.counted_until or '-'}; dibuat {report.made_at:%Y-%m-%d %H:%M} UTC"])
    sheet.append([])
    sheet["A1"].font = Font(bold=True, size=14)
    for figure in FIGURES:
        sheet.append([figure.label, report.total.get(figure.name)])
        sheet.cell(sheet.max_row, 2).number_format = _FORMATS[figure.style]
    sheet.column_dimensions["A"].width = 28


def _sheet(sheet: Worksheet, table: Table) -> None:
    sheet.append([table.first_column, *(figure.label for figure in FIGURES)])
    for label, line in table.lines:
        # As text, whatever it begins with: a name is no formula.
        sheet.append([None, *(line.get(figure.name) for figure in FIGURES)])
        first = sheet.cell(sheet.max_row, 1)
        first.value, first.data_type = label, "s"
        for column, figure in enumerate(FIGURES, 2):
            sheet.cell(sheet.max_row, column).number_format = _FORMATS[figure.style]
    _dress(sheet)


def _meanings(sheet: Worksheet) -> None:
    sheet.append(["Angka", "Artinya"])
    for figure in FIGURES:
        sheet.append([figure.label, figure.meaning])
    _dress(sheet)


def _dress(sheet: Worksheet) -> None:
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    for number, column in enumerate(sheet.iter_cols(), 1):
        longest = max(_length(cell.value) for cell in column)
        sheet.column_dimensions[get_column_letter(number)].width = min(longest + 2, _WIDEST)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _length(value: Any) -> int:
    return len(str(value)) if value is not None else 0

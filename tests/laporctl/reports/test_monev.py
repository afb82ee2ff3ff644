"""The report that is handed in holds the figures of the API, and nothing in it is a formula."""

from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from chalicelib.domain.cases.commands import Command
from chalicelib.services.statistics.query import StatisticsQuery
from laporctl.reports import document, spreadsheet
from laporctl.reports.monev import FIGURES, NoMonth, Report, checked_month, report_of
from tests.support.loops import at_least_one
from tests.support.world import World

MONTH, BEFORE = "2026-12", "2026-11"
OFFICE = "64.08-pupr"
STRANGE = '=HYPERLINK("http://example.id";"Dinas")'


@pytest.fixture
def world() -> World:
    """Seven reports of November, six of them answered in December."""
    world = World()
    filed = [world.file_and_route() for _ in range(7)]
    for each in filed:
        world.do(each, Command.ACCEPT)
    world.now += timedelta(days=10)
    for each in filed[:6]:
        world.do(each, Command.RESPOND, note="Lubang ditambal tim pemeliharaan pada Kamis pagi.")
    world.now += timedelta(days=1)
    first = world.stack.calendar.local_date(world.now) - timedelta(days=20)
    world.services.aggregation.fold(first, world.now.date(), world.now)
    return world


@pytest.fixture
def report(world: World) -> Report:
    return report_of(world.services, MONTH, world.now)


def test_the_figures_are_those_of_the_api(world: World, report: Report) -> None:
    assert report.total["answered"] == 6
    for by in ("agency", "region", "category"):
        lines = world.services.statistics.answer(StatisticsQuery(MONTH, MONTH, by, 100), world.now).lines
        (table,) = (each for each in report.tables if each.lines and each.lines[0][1]["by"] == by)
        assert [line for _, line in table.lines] == list(lines)
    assert report.total == world.services.statistics.answer(StatisticsQuery(MONTH, MONTH, "month", 1), world.now).total


def test_offices_have_their_names_and_months_without_counts_are_left_out(report: Report) -> None:
    tables = {table.title: [label for label, _ in table.lines] for table in report.tables}
    assert tables["Instansi"] == ["Dinas PUPR Kabupaten Kutai Timur"]
    assert tables["Bulan"] == ["November 2026", "Desember 2026"]


def test_every_figure_of_the_statistics_is_in_the_report_with_its_meaning(report: Report) -> None:
    said = {figure.name for figure in FIGURES}
    assert said | {"by", "key", "in_time"} == report.total.keys()
    assert all(figure.meaning.endswith(".") for figure in at_least_one(FIGURES))


def test_a_spreadsheet_reads_back_with_an_empty_cell_where_a_figure_says_nothing(
    report: Report, tmp_path: Path
) -> None:
    file = tmp_path / "monev.xlsx"
    spreadsheet.write(report, file)
    book = load_workbook(file)
    assert book.sheetnames == ["Ringkasan", *(table.title for table in report.tables), "Arti angka"]
    head, line = book["Instansi"].iter_rows(values_only=True)
    found = dict(zip(head, line, strict=True))
    assert (found["Ditanggapi"], found["Tepat waktu"], found["Hari ke tanggapan"]) == (6, 1, 10)
    assert found["Bintang"] is None
    assert dict(row[:2] for row in book["Ringkasan"].iter_rows(min_row=5, values_only=True))["Ditanggapi"] == 6


def test_a_name_that_looks_like_a_formula_is_a_text(world: World, tmp_path: Path) -> None:
    office = world.directory.offices[OFFICE]
    world.directory.offices[OFFICE] = type(office)(OFFICE, STRANGE, office.tier)
    file = tmp_path / "monev.xlsx"
    spreadsheet.write(report_of(world.services, MONTH, world.now), file)
    cell = load_workbook(file)["Instansi"]["A2"]
    assert (cell.value, cell.data_type) == (STRANGE, "s")


def test_a_pdf_says_the_month_in_words_and_has_every_office(report: Report, tmp_path: Path) -> None:
    file = tmp_path / "monev.pdf"
    document.write(report, file)
    reader = PdfReader(file)
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert (
        "0 laporan masuk, 6 ditanggapi, 100% di antaranya tepat waktu. Separuhnya ditanggapi dalam 10,0 hari." in text
    )
    assert "Dinas PUPR Kabupaten Kutai Timur" in text
    assert reader.metadata
    assert reader.metadata.title == "Laporan Desember 2026 LAPOR! Kalimantan Timur"


def test_a_month_in_which_nothing_happened_is_a_report_too(world: World, tmp_path: Path) -> None:
    empty = report_of(world.services, "2025-01", world.now)
    for writer, name in ((spreadsheet, "monev.xlsx"), (document, "monev.pdf")):
        writer.write(empty, tmp_path / name)
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "monev.pdf").pages)
    assert "0 laporan masuk, 0 ditanggapi." in text
    assert "Tidak ada pada bulan ini." in text


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "26-01", "2026-11-01", "", "desember"])
def test_what_is_no_month_is_refused(month: str) -> None:
    with pytest.raises(NoMonth):
        checked_month(month)
    assert checked_month(BEFORE) == BEFORE

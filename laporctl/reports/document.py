"""The monthly report as a PDF that is printed, signed and handed in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from laporctl.reports.monev import FIGURES, Figure, Report, Table, month_name

_STYLES = getSampleStyleSheet()
_LINE = colors.HexColor("#9aa7b4")
_HEAD = colors.HexColor("#e8eef4")
_FIRST_COLUMN = 80 * mm
_PAGE = landscape(A4)
_MARGIN = 14 * mm
_COLUMNS = 12
_ON_ONE_PAGE = tuple(FIGURES[start : start + _COLUMNS] for start in range(0, len(FIGURES), _COLUMNS))
"""The figures that stand beside each other; the others follow below, with the same lines."""


def write(report: Report, file: Path) -> None:
    """Write the report: the month in sentences and figures, a table for each part, what each figure means."""
    document = SimpleDocTemplate(
        str(file),
        pagesize=_PAGE,
        title=f"Laporan {month_name(report.month)} LAPOR! {report.stack_name}",
        author=f"LAPOR! {report.stack_name}",
        lang="id",
        **dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), _MARGIN),
    )
    story: list[Flowable] = [
        Paragraph(escape(f"LAPOR! {report.stack_name}: laporan bulan {month_name(report.month)}"), _STYLES["Title"]),
        *(Paragraph(escape(sentence), _STYLES["BodyText"]) for sentence in sentences(report)),
        Spacer(0, 4 * mm),
    ]
    for table in report.tables:
        story.append(Paragraph(escape(table.title), _STYLES["Heading2"]))
        story += [part for figures in _ON_ONE_PAGE for part in (_grid(table, figures), Spacer(0, 4 * mm))]
    story += [PageBreak(), Paragraph("Arti angka", _STYLES["Heading2"]), *map(_meaning, FIGURES)]
    document.build(story, onFirstPage=_number, onLaterPages=_number)


def sentences(report: Report) -> list[str]:
    """The month in words, the most important first."""
    total = report.total
    answered, share = total["answered"], total["in_time_share"]
    in_time = f", {share:.0%} di antaranya tepat waktu" if share is not None else ""
    days = total["days_to_first_response"]
    median = f" Separuhnya ditanggapi dalam {_written(days, 'number')} hari." if days is not None else ""
    counted = report.counted_until.isoformat() if report.counted_until else "-"
    still = ""
    if total["open"] is not None:
        still = f" Belum selesai: {total['open']}, {total['open_over_60']} di antaranya lebih dari 60 hari."
    return [
        f"{total['filed']} laporan masuk, {answered} ditanggapi{in_time}.{median}",
        f"{total['closed']} laporan selesai, {total['breached']} tenggat terlewat.{still}",
        f"Dihitung sampai sebelum {counted}; dibuat {report.made_at:%Y-%m-%d %H:%M} UTC.",
    ]


def _meaning(figure: Figure) -> Paragraph:
    return Paragraph(f"<b>{escape(figure.label)}</b>: {escape(figure.meaning)}", _STYLES["BodyText"])


def _grid(table: Table, figures: Sequence[Figure]) -> Flowable:
    if not table.lines:
        return Paragraph("Tidak ada pada bulan ini.", _STYLES["BodyText"])
    small = _STYLES["BodyText"].clone("small", fontSize=8, leading=10)
    right = small.clone("right", alignment=TA_RIGHT)
    head = [Paragraph(f"<b>{escape(table.first_column)}</b>", small)]
    head += [Paragraph(f"<b>{escape(figure.label)}</b>", right) for figure in figures]
    rows = [
        [Paragraph(escape(label), small), *(_written(line.get(each.name), each.style) for each in figures)]
        for label, line in table.lines
    ]
    width = (_PAGE[0] - 2 * _MARGIN - _FIRST_COLUMN) / len(figures)
    grid = LongTable([head, *rows], colWidths=[_FIRST_COLUMN, *[width] * len(figures)], repeatRows=1)
    grid.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
                ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("FONTSIZE", (0, 1), (-1, -1), 8),
            ]
        )
    )
    return grid


def _written(value: Any, style: str) -> str:
    """As Indonesians write numbers; nothing for what says nothing."""
    if value is None:
        return ""
    if style == "share":
        return f"{value:.0%}"
    text = f"{value:,}" if style == "count" else f"{value:,.1f}"
    return text.translate(str.maketrans(",.", ".,"))


def _number(canvas: Canvas, document: Any) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(_PAGE[0] - _MARGIN, _MARGIN / 2, str(document.page))

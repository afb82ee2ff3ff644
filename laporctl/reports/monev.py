"""The monthly report for monitoring and evaluation (monev): what it holds. How it looks is in `spreadsheet` and
`document`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from chalicelib.services.statistics.labels import labels_of
from chalicelib.services.statistics.query import StatisticsQuery
from laporctl.errors import OperatorError

if TYPE_CHECKING:
    from chalicelib.runtime.container import Container

EVERY_LINE = 100_000
"""More lines than a stack has offices."""

MONTHS_SHOWN = 12
_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Figure:
    """A column: its name in a line of the statistics, what it is called, what it means, and how it is written."""

    name: str
    label: str
    meaning: str
    style: str = "count"


FIGURES = (
    Figure("filed", "Masuk", "Laporan yang diterima pada bulan itu. Instansi tidak menerima laporan secara langsung."),
    Figure("emergency", "Darurat", "Bagian dari yang masuk: nyawa terancam saat ini."),
    Figure("urgent", "Mendesak", "Bagian dari yang masuk: dapat mencelakai orang bila ditunda."),
    Figure("routed", "Diteruskan", "Laporan yang tiba di instansi. Laporan yang dipindahkan tiba sekali lagi."),
    Figure("answered", "Ditanggapi", "Laporan yang mendapat tanggapan pertamanya pada bulan itu."),
    Figure(
        "in_time_share",
        "Tepat waktu",
        "Bagian dari yang ditanggapi, yang sampai saat itu tidak satu tenggat pun terlewat. Kosong bila kurang dari 5.",
        "share",
    ),
    Figure(
        "days_to_first_response",
        "Hari ke tanggapan",
        "Median hari kalender sejak laporan masuk sampai tanggapan pertama. Kosong bila kurang dari 5.",
        "number",
    ),
    Figure("closed", "Selesai", "Laporan yang ditutup pelapor atau setelah tanggapan; dibuka lagi, dihitung lagi."),
    Figure(
        "days_to_closing",
        "Hari ke selesai",
        "Median hari kalender sejak laporan masuk sampai selesai. Kosong bila kurang dari 5.",
        "number",
    ),
    Figure("breached", "Tenggat terlewat", "Tenggat yang terlewat, pada instansi yang memegang laporan saat itu."),
    Figure("rated", "Dinilai", "Laporan yang pertama kali dinilai pelapornya."),
    Figure("stars", "Bintang", "Rata-rata penilaian, 1 sampai 5. Kosong bila kurang dari 5.", "number"),
    Figure("reopened", "Dibuka lagi", "Jawaban atau penutupan yang menurut pelapor belum menyelesaikan laporannya."),
    Figure(
        "no_longer_good", "Tidak lagi beres", "Bagian dari yang dibuka lagi: jawaban atas tanya ulang setelah selesai."
    ),
    Figure("objected", "Keberatan", "Keberatan pelapor atas pengarsipan, pada instansi yang mengarsipkan."),
    Figure("upheld", "Diterima", "Keberatan yang sesudahnya diserahkan koordinator kepada instansi."),
    Figure("responses", "Semua tanggapan", "Setiap tanggapan; laporan yang dibuka lagi ditanggapi lagi."),
    Figure("copied", "Salinan", "Bagian dari semua tanggapan: kata-katanya sama dengan tanggapan lain instansi itu."),
    Figure(
        "copied_share",
        "Bagian salinan",
        "Salinan dibagi semua tanggapan. Kosong bila kurang dari 5.",
        "share",
    ),
    Figure("repairs", "Perbaikan", "Bagian dari semua tanggapan: yang tentang perbaikan, sehingga foto diharapkan."),
    Figure("shown", "Dengan foto", "Bagian dari tanggapan perbaikan: instansi mengirim foto, sebelum atau sesudahnya."),
    Figure(
        "shown_share",
        "Bagian berfoto",
        "Dengan foto dibagi tanggapan perbaikan. Kosong bila kurang dari 5.",
        "share",
    ),
    Figure("open", "Belum selesai", "Laporan terbuka yang belum selesai pada akhir bulan itu, atau hari ini."),
    Figure("open_over_30", "> 30 hari", "Bagian dari yang belum selesai: masuk lebih dari 30 hari sebelumnya."),
    Figure("open_over_60", "> 60 hari", "Bagian dari yang belum selesai: masuk lebih dari 60 hari sebelumnya."),
    Figure("open_over_180", "> 180 hari", "Bagian dari yang belum selesai: masuk lebih dari 180 hari sebelumnya."),
    Figure("silent_offices", "Instansi diam", "Instansi yang tidak terlihat lebih lama dari batas; menurut wilayah."),
)


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of one kind, each with its label and its figures by name."""

    title: str
    first_column: str
    lines: tuple[tuple[str, Mapping[str, Any]], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A month of one stack. `counted_until` is the first day that is not counted in full, None if nothing was."""

    stack_name: str
    month: str
    made_at: datetime
    counted_until: date | None
    total: Mapping[str, Any]
    tables: tuple[Table, ...]


class NoMonth(OperatorError):
    """Raised for a month that is none."""


def checked_month(month: str) -> str:
    """The month, if it is one such as `2026-11`; raises NoMonth."""
    if not _MONTH.fullmatch(month):
        raise NoMonth(f"{month} is no month such as 2026-11")
    return month


def month_name(month: str) -> str:
    """As Indonesians write a month: `2026-11` is November 2026."""
    year, _, of_year = month.partition("-")
    return f"{_MONTHS[int(of_year) - 1]} {year}"


def report_of(services: Container, month: str, now: datetime) -> Report:
    """The report for a month such as `2026-11`, from the same counts as `/v1/statistics`."""
    parts = (
        ("Instansi", "Instansi", "agency"),
        ("Wilayah", "Wilayah", "region"),
        ("Kategori", "Kategori", "category"),
        ("Jenis", "Jenis", "type"),
        ("Saluran", "Saluran", "channel"),
    )
    months = _table(services, "Bulan", "Bulan", "month", _months_before(month, MONTHS_SHOWN - 1), month, now)
    tables = [_table(services, title, column, by, month, month, now) for title, column, by in parts]
    answer = services.statistics.answer(StatisticsQuery(month, month, "month", 1), now)
    province = services.stack.province
    return Report(province.name, month, now, answer.through, answer.total, (months, *tables))


def _table(services: Container, title: str, column: str, by: str, first: str, last: str, now: datetime) -> Table:
    lines = services.statistics.answer(StatisticsQuery(first, last, by, EVERY_LINE), now).lines
    labels = [label["id"] for label in labels_of(lines, services.stack, services.places.names)]
    if by == "month":
        labels = [month_name(label) for label in labels]
    return Table(title, column, tuple(zip(labels, lines, strict=True)))


def _months_before(month: str, number: int) -> str:
    year, of_year = map(int, month.split("-"))
    count = year * 12 + of_year - 1 - number
    return f"{count // 12}-{count % 12 + 1:02}"

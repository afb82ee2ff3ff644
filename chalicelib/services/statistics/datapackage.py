"""The data package: the description of the public files (datapackage.org, version 2), with the columns of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.domain.cases.model import TYPES, Priority, Status
from chalicelib.domain.statistics.counts import DIMENSIONS
from chalicelib.domain.statistics.open_cases import AGES
from chalicelib.domain.timestamps import to_text
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.services.ports.public_files import PublicFile
    from chalicelib.services.stack import Stack

EXCEL = "excel.csv"
"""What the name of a file for spreadsheets ends in."""

_EXCEL_MOMENT = "%Y-%m-%d %H:%M:%S"

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its type in a Table Schema, its description, and its allowed values."""

    name: str
    type: str
    description: str
    required: bool = False
    values: tuple[str, ...] = ()

    def described(self, *, excel: bool) -> Mapping[str, Any]:
        """The field descriptor of a Table Schema; with `excel` of a file for spreadsheets."""
        rules: dict[str, Any] = {"required": True} if self.required else {}
        if self.values:
            rules["enum"] = list(self.values)
        form = {"format": _EXCEL_MOMENT if excel else "default"} if self.type == "datetime" else {}
        if excel and self.type == "number":
            form["decimalChar"] = ","
        constraints = {"constraints": rules} if rules else {}
        return {"name": self.name, "type": self.type, **form, "description": self.description, **constraints}


COMPLAINTS = (
    Field("tracking_id", "string", "Nomor laporan; halamannya /lacak.html?id=… / The number; its page", required=True),
    Field("type", "string", "Jenis / Type", required=True, values=TYPES),
    Field("category", "string", "Id kategori, lihat /v1/categories / Category id"),
    Field("region", "string", "Kode wilayah Kemendagri / Region code of the Ministry of Home Affairs"),
    Field("agency", "string", "Id instansi pemegang / Id of the office that holds it"),
    Field("status", "string", "Status sekarang / Present status", required=True, values=tuple(Status)),
    Field("tier", "string", "Jenjang / Tier"),
    Field("filed_at", "datetime", "Laporan masuk / Filed", required=True),
    Field("routed_at", "datetime", "Pertama kali sampai di instansi / First arrival at an office"),
    Field("accepted_at", "datetime", "Pertama kali diterima instansi / First taken on by an office"),
    Field("first_response_at", "datetime", "Tanggapan pertama / First response"),
    Field("closed_at", "datetime", "Selesai atau diarsipkan / Closed or archived"),
    Field("citizen_due_at", "datetime", "Batas langkah berikutnya bagi warga / Until when the next step is owed"),
    Field("office_due_at", "datetime", "Batas bagi instansi pemegang / When the office that holds it loses it"),
    Field("breached", "boolean", "Pernah melewati batas / Has been past a deadline", required=True),
    Field("rating", "integer", "Penilaian pelapor, 1 sampai 5 / The reporter's rating"),
    Field("hops", "integer", "Berapa kali dinyatakan bukan wewenang / How often an office passed it on", required=True),
    Field("policy", "string", "Standar waktu yang berlaku / The time limits it is under", required=True),
    Field("priority", "string", "Prioritas sekarang / Present priority", required=True, values=tuple(Priority)),
)

STATISTICS = (
    Field("month", "yearmonth", "Bulan menurut waktu setempat / Local month", required=True),
    Field("by", "string", "Menurut / By", required=True, values=("total", *DIMENSIONS)),
    Field(
        "key",
        "string",
        "Kode atau id dari yang dihitung itu / Code or id of what is counted",
    ),
    Field("filed", "integer", "Laporan masuk / Reports filed"),
    Field("routed", "integer", "Sampai di instansi / Arrivals at an office", required=True),
    Field("answered", "integer", "Mendapat tanggapan pertama / Got the first response", required=True),
    Field("days_to_first_response", "number", "Median hari sampai tanggapan pertama / Median days to it"),
    Field("in_time", "integer", "Di antaranya tanpa melewati batas / Of those, with all deadlines kept", required=True),
    Field("in_time_share", "number", "Bagiannya / Their share"),
    Field("closed", "integer", "Selesai / Closings", required=True),
    Field("days_to_closing", "number", "Median hari sampai selesai / Median days to closing"),
    Field("breached", "integer", "Batas yang terlewati / Deadlines broken", required=True),
    Field("emergency", "integer", "Diteruskan sebagai darurat / Passed on as emergencies", required=True),
    Field("urgent", "integer", "Diteruskan sebagai mendesak / Passed on as urgent", required=True),
    Field("rated", "integer", "Dinilai / Rated", required=True),
    Field("stars", "number", "Rata-rata penilaian / Mean rating"),
    Field("reopened", "integer", "Dibuka lagi oleh pelapor / Reopened by the reporter", required=True),
    Field("no_longer_good", "integer", "Di antaranya dijawab tidak lagi beres / Of those, good no more", required=True),
    Field("objected", "integer", "Keberatan atas pengarsipan / Objections to an archiving", required=True),
    Field("upheld", "integer", "Keberatan yang diterima / Objections upheld", required=True),
    Field("responses", "integer", "Semua tanggapan / All responses", required=True),
    Field("copied", "integer", "Di antaranya salinan tanggapan lain / Of those, in another's words", required=True),
    Field("copied_share", "number", "Bagiannya / Their share"),
    Field("repairs", "integer", "Tanggapan tentang perbaikan / Responses about repairs", required=True),
    Field("shown", "integer", "Di antaranya dengan foto instansi / Of those, with the office's photo", required=True),
    Field("shown_share", "number", "Bagiannya / Their share"),
    Field("open", "integer", "Laporan terbuka belum selesai pada akhir bulan / Public reports open at its end"),
    *(
        Field(f"open_over_{days}", "integer", f"Di antaranya lebih dari {days} hari / Of those, older than {days} days")
        for days in AGES
    ),
    Field("silent_offices", "integer", "Instansi yang diam, menurut wilayah / Silent offices, by region"),
)
"""Every column, in order; `key` is empty where the place, category or office is not known."""

_SCHEMAS = {"complaints": COMPLAINTS, "statistics": STATISTICS}
_TITLES = {
    "complaints": "Laporan terbuka yang masuk pada {month} / Public reports filed in {month}",
    "statistics": "Statistik {month} / Statistics of {month}",
}


def flat(line: Mapping[str, Any]) -> Mapping[str, Any]:
    """A line of statistics with every column."""
    return {field.name: line.get(field.name) for field in STATISTICS if field.name != "month"}


def describe(stack: Stack, files: Iterable[PublicFile], now: datetime) -> Mapping[str, Any]:
    """The description of all files."""
    province = stack.province
    return {
        "$schema": PROFILE,
        "name": f"sp4n-lapor-{province.slug}",
        "title": f"SP4N-LAPOR! {province.name}",
        "description": (
            "Laporan terbuka tanpa isi dan tanpa nama, dan statistik. Laporan rahasia tidak tercantum satu per satu. "
            "Ditulis ulang seluruhnya, jadi pakai salinan yang terbaru. / Public reports without words and names, and "
            "statistics. Secret reports are not listed. Rewritten whole: use the newest copy."
        ),
        "created": to_text(now),
        "licenses": [LICENCE],
        "sources": [{"title": f"SP4N-LAPOR! {province.name}"}],
        "resources": [_resource(file) for file in files],
    }


def _resource(file: PublicFile) -> Mapping[str, Any]:
    kind, _, rest = file.name.partition("-")
    month, _, suffix = rest.partition(".")
    excel = suffix == EXCEL
    dialect = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
    if excel:
        # The first line is for the spreadsheet: sep=;
        dialect |= {"delimiter": ";", "headerRows": [2]}
    fields = [field.described(excel=excel) for field in _SCHEMAS[kind]]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if kind == "complaints":
        schema["primaryKey"] = ["tracking_id"]
    return {
        "name": file.name.replace(".", "-"),
        "path": file.name,
        "type": "table",
        "title": _TITLES[kind].format(month=month),
        "format": suffix.rpartition(".")[2],
        "mediatype": "application/x-ndjson" if suffix == "jsonl" else "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
        "modified": to_text(file.at),
        **({} if suffix == "jsonl" else {"dialect": dialect}),
        "schema": schema,
    }

"""Invented exports of an earlier system, and their import into a world in memory."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from laporctl.case_import import ReceiptKeys
from laporctl.legacy import mapping as mappings
from laporctl.legacy.conversion import Conversion, Surroundings
from laporctl.legacy.mapping import LegacyMapping
from laporctl.legacy.source import SourceRow
from laporctl.legacy.transfer import Outcome, Transfer
from tests.support.world import World

SITANGGAP = mappings.load("sitanggap")

CLOSED: dict[str, Any] = {
    "No Tiket": "TKT/2021/00042",
    "Tanggal Masuk": "02/03/2021 09:15",
    "Judul": "Jalan berlubang",
    "Isi Pengaduan": "Jalan di depan pasar berlubang sedalam lutut.",
    "Jenis": "Pengaduan",
    "Kategori": "Jalan Rusak",
    "Kode Wilayah": "64.08",
    "Status": "Selesai",
    "OPD Tujuan": "Dinas PUPR Kutai Timur",
    "Tanggal Disposisi": "02/03/2021 11:00",
    "Tanggal Tanggapan": "09/03/2021 08:00",
    "Tanggapan": "Lubang sudah ditambal pada 8 Maret.",
    "Tanggal Selesai": "23/03/2021 08:00",
    "Nama Pelapor": "Pelapor Contoh",
    "No HP": "0811000111",
}
WORKED: dict[str, Any] = {
    **{name: CLOSED[name] for name in CLOSED if name not in ("Tanggal Tanggapan", "Tanggapan", "Tanggal Selesai")},
    "No Tiket": "TKT/2026/00007",
    "Tanggal Masuk": "09/11/2026 09:15",
    "Tanggal Disposisi": "09/11/2026 11:00",
    "Tanggal Diproses": "10/11/2026 08:00",
    "Status": "Diproses",
}
NEW: dict[str, Any] = {
    **{name: WORKED[name] for name in WORKED if name not in ("Tanggal Disposisi", "Tanggal Diproses", "OPD Tujuan")},
    "No Tiket": "TKT/2026/00008",
    "Status": "Masuk",
}


def conversion(world: World, mapping: LegacyMapping = SITANGGAP, **changes: Any) -> Conversion:
    around = Surroundings(world.stack.calendar.zone, world.directory.offices.get, world.now)
    return Conversion(replace(mapping, **changes), around)


def rows(*lines: Mapping[str, Any]) -> Iterator[SourceRow]:
    return (SourceRow(number, line) for number, line in enumerate(lines, 2))


def transfer(
    world: World, folder: Path, *lines: Mapping[str, Any], write: bool = True, **changes: Any
) -> list[Outcome]:
    keys = ReceiptKeys(folder / "export.csv.receipts")
    converting = conversion(world, **changes)
    run = Transfer(world.services.filing, world.former_numbers, converting, keys, world.now, write)
    return list(run.run(rows(*lines)))

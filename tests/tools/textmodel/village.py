"""Complaints of an invented town, enough to learn from in a second."""

import itertools
import json
import random
from pathlib import Path

PLACES = [("Timur", "Kampung Baru"), ("Timur", "Karang Anyar"), ("Barat", "Pasir Putih"), ("Barat", "Sungai Lama")]
MATTERS = {
    "Dinas Perhubungan": ["lampu jalan mati", "pju padam", "parkir liar di trotoar", "traffic light rusak"],
    "Dinas Pekerjaan Umum": ["jalan berlubang", "aspal rusak parah", "drainase mampet", "jembatan retak"],
    "Kelurahan": ["pak lurah tidak di tempat", "surat pengantar lama", "petugas loket kelurahan", "iuran rt rw"],
}
STARTS = ["mohon ditindak", "selamat pagi pak", "tolong segera", "sudah lama", "kami warga melaporkan"]
ENDS = ["terima kasih", "sudah seminggu", "sangat mengganggu", "di depan rumah saya"]


def complaints() -> list[dict[str, str]]:
    """Every matter told in every way, in one shuffled order, with rising dates."""
    rows = []
    for (kind, matters), start, end in itertools.product(MATTERS.items(), STARTS, ENDS):
        for number, matter in enumerate(matters):
            district, subdistrict = PLACES[number]
            agency = f"Kelurahan {subdistrict}" if kind == "Kelurahan" else kind
            rows.append(
                {
                    "text": f"{start} {matter} {end}",
                    "agency": agency,
                    "district": district,
                    "subdistrict": subdistrict.replace(" ", ""),
                }
            )
    random.Random(5).shuffle(rows)
    for day, complaint in enumerate(rows):
        complaint["date"] = f"2026-{1 + day // 28:02}-{1 + day % 28:02}"
    return rows


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    """The rows as JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path

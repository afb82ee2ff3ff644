"""Invented statistics for tests of the pages, in the shape the API gives them."""

from typing import Any

PLACES = {
    "region": [("64.72", "Kota Samarinda"), ("64.71", "Kota Balikpapan"), ("64.08", "Kabupaten Kutai Timur")],
    "category": [("jalan-rusak", "Jalan rusak atau berlubang"), (None, "Belum diketahui")],
    "agency": [
        ("64.72-pupr", "Dinas Pekerjaan Umum dan Penataan Ruang Kota Samarinda"),
        ("64.08-diskominfo", "Dinas Komunikasi dan Informatika Kabupaten Kutai Timur"),
    ],
}
MONTHS = ["2026-08", "2026-09", "2026-10", "2026-11"]

FILES: dict[str, Any] = {
    "/data/index.json": {
        "resources": [
            {
                "path": f"{kind}-2026-11.{suffix}",
                "title": f"{title} 2026-11 / {title} 2026-11",
                "format": suffix.rpartition(".")[2],
                "bytes": 41_000,
            }
            for kind, title in (("complaints", "Laporan terbuka"), ("statistics", "Statistik"))
            for suffix in ("csv", "excel.csv", "jsonl")
        ]
    }
}


def answer(asked: dict[str, list[str]]) -> dict[str, Any]:
    """`GET /v1/statistics`; the numbers differ by month, so that choosing one shows."""
    by = asked["by"][0]
    scale = 1 if asked["from"] == asked["to"] else 10
    if by == "month":
        items = [_line(by, key, key, 300 * number) for number, key in enumerate(MONTHS, start=1)]
    else:
        items = [_line(by, key, name, 400 * scale // (number + 1)) for number, (key, name) in enumerate(PLACES[by])]
    found = len(items) + (by == "agency") * 12
    return {
        "from": asked["from"][0],
        "to": asked["to"][0],
        "by": by,
        "items": items,
        "found": found,
        "total": _line("total", None, "", 3000),
        "complete_before": "2026-11-21",
    }


def _line(by: str, key: str | None, name: str, size: int) -> dict[str, Any]:
    few = key is None and by != "total"
    return {
        "by": by,
        "key": key,
        "label": {"id": name, "en": name},
        **({} if by == "agency" else {"filed": size}),
        "routed": size,
        "answered": size * 3 // 4,
        "days_to_first_response": None if few else 6.5,
        "in_time": size * 3 // 4 * 82 // 100,
        "in_time_share": None if few else 0.82,
        "closed": size // 3,
        "days_to_closing": 14,
        "breached": size // 20,
        "rated": size // 30,
        "stars": 3.9,
    }

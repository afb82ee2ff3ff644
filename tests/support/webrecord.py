"""An invented public record for tests of the pages, in the shape the API gives it."""

from typing import Any

from tests.support import webcases

_OFFICE = {"id": "64.08-pupr", "name": "Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Kutai Timur"}
_LINES = [
    ("Jalan berlubang di depan pasar", "jalan-rusak", "64.08.04.2003", "routed", "Diteruskan ke instansi", _OFFICE),
    ("Jembatan kayu ambruk", "jalan-rusak", "64.08", "in_progress", "Sedang ditindaklanjuti", _OFFICE),
    ("", None, "64.71", "triage", "Sedang dicarikan instansi yang tepat", None),
]

POINTS = "/open311/v2/requests.json"
_PLACED = {
    webcases.ROUTED: (-0.502, 117.154),
    "KI-0000-0000-0001-0": (-0.503, 117.155),
    "KI-0000-0000-0009-0": (1.2, 117.9),
}


def points(asked: dict[str, list[str]]) -> list[dict[str, Any]]:
    """`GET /open311/v2/requests.json` by numbers: all of them are there, and one has no point."""
    numbers = asked["service_request_id"][0].split(",")
    placed = [(number, *_PLACED.get(number, (None, None))) for number in numbers]
    return [{"service_request_id": number, "lat": lat, "long": lon} for number, lat, lon in placed]


def answer(asked: dict[str, list[str]]) -> dict[str, Any]:
    """`GET /v1/complaints`: by `words`, which is looked for as it stands, and one report more behind a cursor."""
    words = asked.get("words", [""])[0].lower()
    if "cursor" in asked:
        return {"items": [_line(9, ("Lampu jalan padam", "jalan-rusak", "64.72", "closed", "Selesai", _OFFICE))]} | {
            "next_cursor": None
        }
    items = [_line(number, line) for number, line in enumerate(_LINES) if words in line[0].lower()]
    return {"items": items, "next_cursor": "older" if words in ("", "lampu") else None}


def _line(number: int, line: tuple[str, str | None, str, str, str, dict[str, str] | None]) -> dict[str, Any]:
    title, category, region, status, label, office = line
    return {
        "tracking_id": webcases.ROUTED if number == 0 else f"KI-0000-0000-000{number}-0",
        "type": "complaint",
        "title": title,
        "category": category,
        "region": region,
        "filed_at": "2026-11-21T06:05:00Z",
        "status": status,
        "status_label": {"id": label, "en": label},
        "agency": office,
        "breached": False,
    }

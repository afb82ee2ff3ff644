"""Examples of the statistics."""

from typing import Any

_OFFICE = "Dinas PUPR Kabupaten Kutai Timur"

_FIGURES: dict[str, Any] = {
    "routed": 41,
    "answered": 30,
    "days_to_first_response": 6.5,
    "in_time": 27,
    "in_time_share": 0.9,
    "closed": 22,
    "days_to_closing": 15,
    "breached": 3,
    "emergency": 2,
    "urgent": 4,
    "rated": 3,
    "stars": None,
    "reopened": 2,
    "no_longer_good": 1,
    "objected": 1,
    "upheld": 1,
    "responses": 31,
    "copied": 4,
    "copied_share": 0.129,
    "repairs": 12,
    "shown": 9,
    "shown_share": 0.75,
    "open": 19,
    "open_over_30": 6,
    "open_over_60": 2,
    "open_over_180": 0,
    "silent_offices": None,
}

STATISTICS: dict[str, Any] = {
    "from": "2026-11",
    "to": "2026-11",
    "by": "agency",
    "items": [
        {
            "by": "agency",
            "key": "64.08-pupr",
            "label": {"id": _OFFICE, "en": _OFFICE},
            **_FIGURES,
        }
    ],
    "found": 1,
    "total": {"by": "total", "key": None, "filed": 38, **_FIGURES, "silent_offices": 2},
    "complete_before": "2026-11-21",
}

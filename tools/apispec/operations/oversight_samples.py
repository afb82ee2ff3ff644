"""Examples of the lists for those who look after offices."""

from typing import Any

from tools.apispec.operations.samples import ID

BROKEN_DEADLINES: dict[str, Any] = {
    "items": [
        {"tracking_id": ID, "at": "2026-12-23T16:05:00.000Z", "agency": "64.08-pupr", "moved_to": "64.08-diskominfo"}
    ],
    "next_cursor": None,
}

STANDING: dict[str, Any] = {
    "items": [
        {
            "tracking_id": ID,
            "title": "Jalan berlubang di depan pasar",
            "status": "triage",
            "agency": {"id": "64-diskominfo", "name": "Diskominfo Provinsi Kalimantan Timur"},
            "region": "64.08",
            "late": "64.08-pupr",
            "step": "region",
            "position": {"id": "Bupati Kutai Timur", "en": "Bupati Kutai Timur"},
            "since": "2027-01-20T16:05:00.000Z",
            "days": 12,
        }
    ],
    "next_cursor": None,
}

READINESS: dict[str, Any] = {
    "items": [
        {
            "id": "64.08-pupr",
            "name": "Dinas PUPR Kabupaten Kutai Timur",
            "tier": "opd",
            "readiness": "live",
            "seen": "2026-11-23",
            "appointed": "2026-11-02",
        }
    ],
    "next_cursor": None,
}

STACKS: dict[str, Any] = {
    "items": [
        {
            "slug": "kaltim",
            "name": "Kalimantan Timur",
            "site": "https://kaltim.lapor.go.id",
            "summary": {
                "at": "2026-11-23T06:40:00.000Z",
                "old": False,
                "open": 120,
                "late": 8,
                "newly_late": 1,
                "longest_late_days": 41,
                "late_offices": 1,
                "offices": [
                    {
                        "id": "64.08-pupr",
                        "name": "Dinas PUPR Kabupaten Kutai Timur",
                        "open": 30,
                        "late": 8,
                        "newly_late": 1,
                        "longest_late_days": 41,
                    }
                ],
            },
        },
        {"slug": "kaltara", "name": "Kalimantan Utara", "site": None, "summary": None},
    ]
}

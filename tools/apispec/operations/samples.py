"""Examples that several operations show. Invented; every one is validated against its schema by a test."""

from typing import Any

ID = "KI-7F3K-9Q2M-XA0B-C"
_FILED = "2026-11-23T02:00:00.000Z"
_LABEL = {"id": "Diteruskan ke Dinas PUPR Kabupaten Kutai Timur", "en": "Passed on to Dinas PUPR Kabupaten Kutai Timur"}
_OFFICE = {"id": "64.08-pupr", "name": "Dinas PUPR Kabupaten Kutai Timur"}

COMPLAINT: dict[str, Any] = {
    "receipt_key": "00112233445566778899aabbccddeeff",
    "type": "complaint",
    "title": "Jalan berlubang",
    "text": "Jalan di depan pasar berlubang sejak sebulan lalu.",
    "category": "jalan-rusak",
    "region": "64.08.01.2001",
    "place": "Depan pasar",
    "coordinates": {"lat": 0.52, "lon": 117.53},
    "incident_date": "2026-11-20",
    "anonymous": False,
    "secret": False,
    "reporter": {"name": "Nama Contoh", "phone": "0812000000", "email": "nama@contoh.id"},
}

RECEIPT: dict[str, Any] = {
    "tracking_id": ID,
    "secret": "7F3K-9Q2M-XA0B-7F3K-9Q2M",
    "status": "received",
    "filed_at": _FILED,
    "track_url": f"/lacak.html?id={ID}",
    "identity_stored": True,
    "hints": [],
}

RENEWED_RECEIPT: dict[str, Any] = {
    "tracking_id": ID,
    "secret": "7F3K-9Q2M-XA0B-7F3K-9Q2M",
    "renewed_at": "2026-11-25T02:00:00.000Z",
    "filed_at": _FILED,
    "hidden": False,
    "track_url": f"/lacak.html?id={ID}",
}

STATE: dict[str, Any] = {
    "tracking_id": ID,
    "status": "routed",
    "status_label": _LABEL,
    "tier": "opd",
    "agency": _OFFICE,
    "anonymous": False,
    "secret": False,
    "sensitive": False,
    "priority": "normal",
    "priority_label": {"id": "biasa", "en": "normal"},
    "breached": False,
    "escalations": 0,
    "warnings": 0,
    "warned": False,
    "told": None,
    "rating": None,
    "supporting": [],
    "merged_into": None,
    "proposals": [],
    "version": 2,
}

DATED_STATE: dict[str, Any] = STATE | {
    "citizen_due_at": "2026-11-26T15:59:59.000Z",
    "office_due_at": "2026-12-23T15:59:59.000Z",
}

CASE: dict[str, Any] = STATE | {
    "type": "complaint",
    "title": "Jalan berlubang",
    "text": "Jalan di depan pasar berlubang sejak sebulan lalu.",
    "category": {"id": "jalan-rusak", "name": {"id": "Jalan rusak", "en": "Damaged road"}},
    "region": {"code": "64.08", "path": ["Kalimantan Timur", "Kabupaten Kutai Timur"]},
    "place": "Depan pasar",
    "coordinates": {"lat": 0.52, "lon": 117.53},
    "incident_date": "2026-11-20",
    "filed_at": _FILED,
    "zone": {"timezone": "WITA", "utc_offset": 8},
    "due": {
        "clock": "verify",
        "on": "2026-11-26",
        "at": "2026-11-26T15:59:59.000Z",
        "label": {
            "id": "Instansi menerima laporan ini paling lambat Kamis, 26 November 2026.",
            "en": "An agency takes this report on by Thursday, 26 November 2026.",
        },
        "policy": {"id": "progress-30", "version": 3, "citation": "PermenPANRB 62/2018"},
        "days": [{"date": "2026-11-24", "counted": True}],
    },
    "office_due": {
        "clock": "progress",
        "on": "2026-12-23",
        "at": "2026-12-23T15:59:59.000Z",
        "label": {
            "id": "Instansi wajib memberi perkembangan paling lambat Rabu, 23 Desember 2026.",
            "en": "The agency must show progress by Wednesday, 23 December 2026.",
        },
        "policy": {"id": "progress-30", "version": 3, "citation": "PermenPANRB 62/2018"},
        "days": [{"date": "2026-11-24", "counted": True}],
    },
    "attachments": [],
    "failed_attachments": [],
    "covers": [],
    "timeline": [
        {
            "seq": 1,
            "kind": "filed",
            "label": {"id": "Laporan diterima", "en": "Report received"},
            "at": _FILED,
            "actor": {"role": "reporter"},
            "data": {},
            "hash": "5f" * 32,
        },
        {
            "seq": 2,
            "kind": "routed",
            "label": _LABEL,
            "at": "2026-11-23T02:00:01.250Z",
            "actor": {"role": "system"},
            "data": {"to": "64.08-pupr", "to_name": _OFFICE["name"], "tier": "opd", "status": "routed"},
            "hash": "a0" * 32,
        },
    ],
}

QUEUE: dict[str, Any] = {
    "items": [
        {
            "tracking_id": ID,
            "type": "complaint",
            "title": "Jalan berlubang",
            "category": "jalan-rusak",
            "region": "64.08",
            "status": "routed",
            "version": 2,
            "filed_at": _FILED,
            "due_at": "2026-12-23T15:59:59.000Z",
            "citizen_due_at": "2026-11-26T15:59:59.000Z",
            "days_left": 30,
            "priority": "normal",
            "draft": None,
            "hops": 0,
            "breached": False,
            "warned": False,
            "flags": [],
            "proposals": [],
        }
    ],
    "next_cursor": None,
}

SIMILAR: dict[str, Any] = {
    "items": [
        {
            "tracking_id": ID,
            "title": "Jalan berlubang",
            "filed_at": _FILED,
            "status": "routed",
            "status_label": _LABEL,
            "distance_m": 40,
            "days": 2,
            "likeness": 0.81,
            "reasons": [
                {"code": "near", "label": {"id": "kira-kira 40 m dari titik ini", "en": "about 40 m from this point"}}
            ],
        }
    ]
}

INVITATION: dict[str, Any] = {
    "attachment_id": "7F3K9Q2MXA0BC7F3K9Q2MXA0BC",
    "upload": {"url": "https://berkas.contoh.id/", "fields": {"key": f"incoming/{ID}/7F3K9Q2MXA0BC7F3K9Q2MXA0BC"}},
    "expires_at": "2026-11-23T02:15:00.000Z",
}

_READER = {"id": "64.08-inspektorat", "name": "Inspektorat Kabupaten Kutai Timur"}

ACCESS_LOG: dict[str, Any] = {
    "items": [{"at": _FILED, "kind": "case", "agency": _READER, "role": "officer", "key": "7F3K9Q2MXA0B"}],
    "next_cursor": None,
}

ACCESSES: dict[str, Any] = {
    "times": 3,
    "days": [{"day": "2026-11-23", "agency": _READER, "times": 3}],
    "more": False,
}

KEYS: dict[str, Any] = {
    "items": [
        {
            "key": "7F3K9Q2MXA0B",
            "role": "officer",
            "decree": "SK 100/2026",
            "issued_at": _FILED,
            "valid_from": _FILED,
            "valid_until": "2027-11-23T02:00:00.000Z",
            "standing": "valid",
            "last_used": "2026-11-24",
        }
    ]
}

SUGGESTION: dict[str, Any] = {
    "agency": _OFFICE,
    "sure": True,
    "reasons": [{"code": "category", "label": {"id": "Kategori: Jalan rusak", "en": "Category: Damaged road"}}],
    "region": "64.08",
    "categories": [],
    "alternatives": [],
    "alarms": [
        {
            "kind": "extortion",
            "words": "nyangkut, dikasih",
            "numbers": [],
            "basis": "impression",
            "label": {
                "id": "Isinya mirip laporan tentang pungutan liar atau pemerasan",
                "en": "It reads like reports of illegal levies or extortion",
            },
        }
    ],
    "proposed_type": None,
    "how_to": None,
    "parts": [],
}

PUBLIC_RECORD: dict[str, Any] = {
    "items": [
        DATED_STATE
        | {
            "type": "complaint",
            "title": "Jalan berlubang",
            "category": "jalan-rusak",
            "region": "64.08",
            "filed_at": _FILED,
        }
    ],
    "next_cursor": None,
}

WEBHOOK: dict[str, Any] = {
    "id": "7F3K9Q2MXA0B",
    "url": "https://laporan.instansi.go.id/webhook",
    "types": ["complaint.routed"],
    "status": "enabled",
    "created_at": _FILED,
    "disabled_for": None,
    "disabled_at": None,
    "failing_since": None,
    "last_success_at": "2026-11-23T04:00:12.000Z",
    "last_failure": {"at": "2026-11-23T03:59:07.000Z", "failure": "http_503"},
}

PUBLIC_OFFICE: dict[str, Any] = {
    **_OFFICE,
    "region": "64.08",
    "type": "pupr",
    "tier": "opd",
    "coordinates": False,
}

CATEGORIES: dict[str, Any] = {
    "items": [
        {
            "id": "jalan-rusak",
            "name": {"id": "Jalan rusak", "en": "Damaged road"},
            "sensitive": False,
            "begins_at": "opd",
        }
    ]
}

REGION: dict[str, Any] = {
    "code": "64.08",
    "name": "Kabupaten Kutai Timur",
    "path": ["Kalimantan Timur", "Kabupaten Kutai Timur"],
    "level": 2,
    "children": [],
    "children_url": "/regions/64.08.json",
    "agencies": [PUBLIC_OFFICE],
}

FEED: dict[str, Any] = {
    "items": [
        {
            "id": f"{ID}/2",
            "tracking_id": ID,
            "seq": 2,
            "kind": "routed",
            "at": "2026-11-23T02:00:01.250Z",
            "status": "routed",
            "part": "holder",
            "priority": "normal",
            "tell": [],
            "citizen_due_at": "2026-11-26T15:59:59.000Z",
            "office_due_at": "2026-12-23T15:59:59.000Z",
        }
    ],
    "next_cursor": "AZ3v",
    "more": False,
}

MESSAGE: dict[str, Any] = {
    "type": "complaint.accepted",
    "timestamp": "2026-11-23T02:03:04.567Z",
    "data": {
        "tracking_id": ID,
        "seq": 3,
        "kind": "accepted",
        "status": "accepted",
        "agency": "64.08-pupr",
        "priority": "normal",
        "tell": "",
        "citizen_due_at": "2026-12-23T15:59:59.000Z",
        "office_due_at": "2026-12-23T15:59:59.000Z",
        "url": f"https://lapor.contoh.id/v1/agencies/64.08-pupr/complaints/{ID}",
    },
}

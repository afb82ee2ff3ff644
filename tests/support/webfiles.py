"""Invented files of a site, as the pages find them beside themselves."""

from typing import Any

FILES: dict[str, Any] = {
    "/stack.json": {
        "slug": "kaltim",
        "name": "Kalimantan Timur",
        "prefix": "KI",
        "region": "64",
        "timezone": "WITA",
        "utc_offset": 8,
        "brand": "LAPOR! Kalimantan Timur",
        "accent": "#0b5d4b",
        "emergency": [
            {"number": "112", "label": "Panggilan darurat"},
            {"number": "110", "label": "Polisi"},
            {"number": "119", "label": "Ambulans dan gawat darurat medis"},
            {"number": "129", "label": "SAPA: kekerasan terhadap perempuan dan anak"},
        ],
    },
    "/v1/regions/64.08": {"code": "64.08", "path": ["Kalimantan Timur", "Kabupaten Kutai Timur"]},
    "/v1/regions/64.08.04": {
        "code": "64.08.04",
        "path": ["Kalimantan Timur", "Kabupaten Kutai Timur", "Kecamatan Sangatta Utara"],
    },
    "/regions/64.json": [
        {"code": "64.08", "name": "Kabupaten Kutai Timur"},
        {"code": "64.71", "name": "Kota Balikpapan"},
    ],
    "/regions/64.08.json": [
        {
            "code": "64.08.04",
            "name": "Kecamatan Sangatta Utara",
            "villages": [
                {"code": "64.08.04.2003", "name": "Desa Sangatta Utara"},
                {"code": "64.08.04.2006", "name": "Desa Swarga Bara"},
            ],
        }
    ],
    "/categories.json": {
        "version": "0",
        "groups": [],
        "questions": {
            "road_class": {
                "question": {"id": "Jalan milik siapa?", "en": "Whose road is it?"},
                "answers": [
                    {"id": "kabupaten", "name": {"id": "Jalan kabupaten atau kota", "en": "Regency or city road"}},
                    {"id": "provinsi", "name": {"id": "Jalan provinsi", "en": "Provincial road"}},
                    {"id": "nasional", "name": {"id": "Jalan nasional", "en": "National road"}},
                ],
            }
        },
        "categories": [
            {
                "id": "jalan-rusak",
                "group": "infrastruktur",
                "name": {"id": "Jalan rusak atau berlubang", "en": "Damaged road"},
                "words": ["jalan rusak", "berlubang"],
                "fact": "road_class",
            },
            {
                "id": "lampu-jalan",
                "group": "perhubungan",
                "name": {"id": "Lampu jalan mati", "en": "Street light out"},
                "words": ["lampu jalan"],
            },
            {
                "id": "pasar",
                "group": "perdagangan",
                "name": {"id": "Pasar", "en": "Markets"},
                "words": ["pasar"],
            },
        ],
    },
}

"""Invented cases for tests of the pages, in the shape the API gives them."""

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

from tests.support.webdates import NO_DATES, WITA, both_dates, due_date

SECRET = "DHKY-91K9-38YA-QFWV-SSK7"
FILED_AT = "2026-11-21T06:05:00Z"

PHOTOS = ("1" * 26, "2" * 26, "3" * 26)
PHOTO_AT = "2026-11-28T01:00:00Z"

ROUTED = "KI-N4MY-SXYG-J405-C"
BREACHED = "KI-93WY-XSEN-ABHK-X"
RESPONDED = "KI-H1BR-SDYF-N36D-R"
WITH_PHOTOS = "KI-8T6J-RA7V-YFZ8-K"
REFERRED = "KI-1Z33-JKSF-3GQM-7"
SECRET_CASE = "KI-TJ4E-XSEX-GXR1-V"

_ROAD_OFFICE = {"id": "64.08-pupr", "name": "Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Kutai Timur"}
_PROVINCE_ROAD_OFFICE = {
    "id": "64-pupr",
    "name": "Dinas Pekerjaan Umum, Penataan Ruang dan Perumahan Rakyat Provinsi Kalimantan Timur",
}

ELSEWHERE = {
    "type": "/problems/lives_elsewhere",
    "title": "Not Found",
    "status": 404,
    "code": "lives_elsewhere",
    "detail": "Nomor ini milik Kalimantan Utara. Lacak laporan Anda di sana.",
    "lives_at": {"name": "Kalimantan Utara", "site": "https://kaltara.example/"},
}
UNKNOWN = {
    "type": "/problems/unknown_case",
    "title": "Not Found",
    "status": 404,
    "code": "unknown_case",
    "detail": "Laporan tidak ditemukan.",
}
WRONG_SECRET = {
    "type": "/problems/wrong_secret",
    "title": "Forbidden",
    "status": 403,
    "code": "wrong_secret",
    "detail": "Kode rahasia tidak cocok dengan nomor laporan ini.",
}
PHONE_HINT = "Nomor telepon Anda kami simpan seperti yang Anda tulis."
BAD_PLACE = {
    "type": "/problems/invalid_input",
    "title": "Bad Request",
    "status": 400,
    "code": "invalid_input",
    "detail": "Ada isian yang perlu diperbaiki.",
    "errors": [
        {
            "field": "/place",
            "code": "control_character",
            "detail": "Hapus karakter kendali pada huruf ke-3.",
            "position": 2,
        }
    ],
}

SIMILAR = [
    {
        "tracking_id": ROUTED,
        "title": "Jalan berlubang di depan pasar",
        "filed_at": FILED_AT,
        "status": "routed",
        "status_label": {"id": "Sedang ditindaklanjuti", "en": "Being worked on"},
        "distance_m": 40,
        "days": 2,
        "likeness": 0.81,
        "reasons": [
            {"code": "near", "label": {"id": "kira-kira 40 m dari titik ini", "en": "about 40 m from this point"}},
            {"code": "same_words", "label": {"id": "isinya mirip", "en": "told in similar words"}},
        ],
    },
    {
        "tracking_id": BREACHED,
        "title": "Lubang besar dekat jembatan kecil",
        "filed_at": FILED_AT,
        "status": "in_progress",
        "status_label": {"id": "Sedang ditindaklanjuti", "en": "Being worked on"},
        "distance_m": None,
        "days": 0,
        "likeness": 0.6,
        "reasons": [{"code": "same_region", "label": {"id": "di wilayah yang sama", "en": "in the same region"}}],
    },
]

SUGGESTION: dict[str, Any] = {
    "agency": _ROAD_OFFICE,
    "sure": True,
    "reasons": [
        {
            "code": "words",
            "label": {
                "id": "Kata \u201cberlubang\u201d → Jalan rusak atau berlubang",
                "en": "The words \u201cberlubang\u201d → Damaged road",
            },
        },
        {"code": "office", "label": {"id": f"Berwenang: {_ROAD_OFFICE['name']}", "en": "Competent: the road office"}},
    ],
    "region": "64.08",
    "alternatives": [],
    "categories": [
        {"category": {"id": each, "name": name}, "confidence": confidence}
        for each, name, confidence in (
            ("jalan-rusak", {"id": "Jalan rusak atau berlubang", "en": "Damaged road"}, 0.74),
            ("jembatan-rusak", {"id": "Jembatan rusak", "en": "Damaged bridge"}, 0.14),
            ("air-minum", {"id": "Air minum", "en": "Drinking water"}, 0.03),
        )
    ],
    "alarms": [],
    "proposed_type": None,
    "how_to": None,
    "parts": [],
}
"""What is suggested for every report."""

_BRIBED = {
    "id": "Kata \u201cpungli\u201d \u2192 pungutan liar",
    "en": "The words \u201cpungli\u201d \u2192 illegal levies",
}
_BLOWS = {"id": "Isinya mirip laporan tentang kekerasan", "en": "It reads like reports of violence"}
BRIBE = {"kind": "extortion", "words": "pungli", "numbers": [], "basis": "words", "label": _BRIBED}
BLOW = {"kind": "violence", "words": "", "numbers": ["112", "110", "129"], "basis": "impression", "label": _BLOWS}


def all_cases() -> dict[str, dict[str, Any]]:
    """Fresh copies of every invented case, by tracking id."""
    return {
        case["tracking_id"]: copy.deepcopy(case)
        for case in (_routed(), _breached(), _responded(), _secret(), _with_photos(), _referred())
    }


def fresh(tracking_id: str, complaint: dict[str, Any]) -> dict[str, Any]:
    """The case that a complaint becomes, routed already."""
    routed = _routed()
    return routed | {"tracking_id": tracking_id, "text": complaint["text"], "secret": bool(complaint.get("secret"))}


def _reply(case: dict[str, Any], said: dict[str, Any]) -> None:
    """What a reporter's words do to a case."""
    kind, label = "replied", {"id": "Tambahan dari pelapor", "en": "Addition by the reporter"}
    if said.get("resolved") is True:
        kind, label = "confirmed", {"id": "Pelapor menyatakan selesai", "en": "The reporter says this is settled"}
        case |= {"status": "closed", "status_label": {"id": "Selesai", "en": "Closed"}, **NO_DATES}
    elif said.get("resolved") is False:
        kind, label = "reopened", {"id": "Pelapor menyatakan belum selesai", "en": "The reporter says: not settled"}
        case |= {"status": "reopened", "status_label": {"id": "Dibuka kembali", "en": "Reopened"}}
    _append(case, kind, label, said["text"])


def _rate(case: dict[str, Any], said: dict[str, Any]) -> None:
    stars = case["rating"] = said["stars"]
    label = {"id": f"Penilaian pelapor: {stars} dari 5", "en": f"The reporter's rating: {stars} of 5"}
    _append(case, "rated", label, said["text"])


def _appeal(case: dict[str, Any], said: dict[str, Any]) -> None:
    name = _PROVINCE_ROAD_OFFICE["name"]
    label = {
        "id": f"Pelapor mengajukan banding; diteruskan ke {name}",
        "en": f"The reporter appeals; passed on to {name}",
    }
    case |= {
        "status": "routed",
        "status_label": {"id": f"Diteruskan ke {name}", "en": f"Passed on to {name}"},
        "agency": _PROVINCE_ROAD_OFFICE,
        **both_dates(due_date("progress", date(2026, 12, 2), 30, weekends=True)),
    }
    _append(case, "appealed", label, said["text"])


def _withdraw(case: dict[str, Any], _: dict[str, Any]) -> None:
    case |= {"status": "closed", "status_label": {"id": "Ditarik oleh pelapor", "en": "Withdrawn"}, **NO_DATES}
    _append(case, "withdrawn", {"id": "Pelapor menarik laporannya", "en": "The reporter withdraws"})


def _take_out_words(case: dict[str, Any], said: Any) -> None:
    case |= {"title": "[…]", "text": "[…]", "place": None}
    label = {"id": "Pelapor menghapus kata-katanya sendiri", "en": "The reporter took out their own words"}
    case["timeline"].append(_event(len(case["timeline"]) + 1, "redacted", label, PHOTO_AT, {"role": "reporter"}))


def _erase(case: dict[str, Any], _: None) -> None:
    _append(case, "erased", {"id": "Identitas pelapor dihapus", "en": "The reporter's identity was erased"})
    case |= {"title": "[…]", "text": "[…]", "place": None, "coordinates": None}


def attach(case: dict[str, Any], attachment_id: str, *, private: bool = False, office: bool = False) -> None:
    """A clean photo appears on a case."""
    home = f"/v1/complaints/{case['tracking_id']}/attachments/{attachment_id}"
    by = {"role": "officer", "agency": _ROAD_OFFICE["id"]} if office else {"role": "reporter"}
    urls = {"url": home, "preview_url": f"{home}/preview"}
    case["attachments"].append({"id": attachment_id, **urls, "at": PHOTO_AT, "by": by, "private": private})
    sender = {"id": "instansi", "en": "the agency"} if office else {"id": "pelapor", "en": "the reporter"}
    label = {"id": f"Foto dari {sender['id']}", "en": f"Photo from {sender['en']}"}
    entry = _event(len(case["timeline"]) + 1, "attached", label, PHOTO_AT, {"role": "system"})
    data = {"attachment": attachment_id, "by": by["role"], **({"private": True} if private else {})}
    case["timeline"].append(entry | {"data": data})


FOLLOW: dict[str, Callable[[dict[str, Any], Any], None]] = {
    "replies": _reply,
    "rating": _rate,
    "appeal": _appeal,
    "withdrawal": _withdraw,
    "redaction": _take_out_words,
    "erasure": _erase,
}
"""What each thing that a reporter sends does to a case, by the last part of its address."""


def _append(case: dict[str, Any], kind: str, label: dict[str, str], note: str = "") -> None:
    entry = _event(len(case["timeline"]) + 1, kind, label, "2026-12-01T03:00:00Z", {"role": "reporter"})
    case["timeline"].append(entry | ({"note": note} if note else {}))


def _event(seq: int, kind: str, label: dict[str, str], at: str, actor: dict[str, str]) -> dict[str, Any]:
    return {"seq": seq, "kind": kind, "label": label, "at": at, "actor": actor, "data": {}, "hash": "00"}


def _by_office(seq: int, kind: str, label: dict[str, str], at: str, note: str = "") -> dict[str, Any]:
    actor = {"role": "officer", "agency": _ROAD_OFFICE["id"], "name": _ROAD_OFFICE["name"]}
    return _event(seq, kind, label, at, actor) | ({"note": note} if note else {})


def _case(tracking_id: str, status: str, label: dict[str, str], **other: Any) -> dict[str, Any]:
    return {
        "tracking_id": tracking_id,
        "type": "complaint",
        "title": "Jalan berlubang di depan pasar",
        "text": "Jalan berlubang di depan pasar sudah tiga minggu. Kalau hujan lubangnya tidak kelihatan.\n"
        "Kemarin sore dua sepeda motor hampir jatuh di situ.",
        "category": {"id": "jalan-rusak", "name": {"id": "Jalan rusak atau berlubang", "en": "Damaged road"}},
        "region": {
            "code": "64.08.04",
            "path": ["Kalimantan Timur", "Kabupaten Kutai Timur", "Kecamatan Sangatta Utara"],
        },
        "place": "Depan pasar, dekat jembatan kecil",
        "coordinates": None,
        "incident_date": "2026-11-20",
        "filed_at": FILED_AT,
        "status": status,
        "status_label": label,
        "tier": "opd",
        "agency": _ROAD_OFFICE,
        "anonymous": False,
        "secret": False,
        "sensitive": False,
        "breached": False,
        "escalations": 0,
        "warnings": 0,
        "rating": None,
        "supporting": [],
        "attachments": [],
        "failed_attachments": [],
        "version": 2,
        "zone": WITA,
        "due": due_date("verify", date(2026, 11, 22), 3, weekends=False),
        "office_due": due_date("progress", date(2026, 11, 22), 30, weekends=True),
        "timeline": [
            _event(1, "filed", {"id": "Laporan diterima", "en": "Report received"}, FILED_AT, {"role": "reporter"}),
            _event(
                2,
                "routed",
                {"id": f"Diteruskan ke {_ROAD_OFFICE['name']}", "en": f"Passed on to {_ROAD_OFFICE['name']}"},
                "2026-11-21T06:05:02Z",
                {"role": "system"},
            ),
        ],
    } | other


def _routed() -> dict[str, Any]:
    name = _ROAD_OFFICE["name"]
    return _case(ROUTED, "routed", {"id": f"Diteruskan ke {name}", "en": f"Passed on to {name}"})


def _breached() -> dict[str, Any]:
    case = _case(BREACHED, "in_progress", {"id": "Sedang ditindaklanjuti", "en": "Being worked on"})
    case |= {"filed_at": "2026-10-21T02:20:00Z", "incident_date": "2026-10-20"}
    for entry in case["timeline"]:
        entry["at"] = "2026-10-21T02:20:00Z"
    label = {"id": "Melewati batas waktu tanpa perkembangan", "en": "Past the deadline without progress"}
    case["timeline"].append(_event(3, "breached", label, "2026-11-20T16:05:00Z", {"role": "system"}))
    return case | {"breached": True, **both_dates(due_date("progress", date(2026, 10, 22), 30, weekends=True))}


def _responded() -> dict[str, Any]:
    case = _case(RESPONDED, "responded", {"id": "Sudah ditanggapi", "en": "Answered"})
    name = _ROAD_OFFICE["name"]
    case["timeline"] += [
        _by_office(
            3,
            "accepted",
            {"id": f"{name} menerima laporan ini", "en": f"{name} took on this report"},
            "2026-11-23T01:30:00Z",
        ),
        _by_office(
            4,
            "responded",
            {"id": f"Tanggapan dari {name}", "en": f"Response from {name}"},
            "2026-11-27T02:10:00Z",
            "Terima kasih atas laporan Anda. Lubang sudah kami tambal pada Kamis, 26 November 2026. "
            "Pengaspalan penuh masuk rencana kerja tahun depan.",
        ),
    ]
    return case | both_dates(due_date("autoclose", date(2026, 11, 28), 10, weekends=False))


def _referred() -> dict[str, Any]:
    """Handed to another province, which has it."""
    case = _case(REFERRED, "referred", {"id": "Ditangani LAPOR! di wilayah lain", "en": "Worked by another stack"})
    events = (
        ("referred", {"id": "Diteruskan ke LAPOR! Kalimantan Utara", "en": "Passed on to LAPOR! Kalimantan Utara"}),
        ("handed_over", {"id": "Diterima oleh LAPOR! Kalimantan Utara", "en": "Received by LAPOR! Kalimantan Utara"}),
    )
    for seq, (kind, label) in enumerate(events, 3):
        case["timeline"].append(_event(seq, kind, label, "2026-11-23T03:00:00Z", {"role": "system"}))
    site = "https://kaltara.example"
    home = {"name": "Kalimantan Utara", "site": site, "track_url": f"{site}/lacak.html?id={REFERRED}"}
    return case | {"agency": None, **NO_DATES, "lives_at": home}


def _with_photos() -> dict[str, Any]:
    """The reporter's photo, a private one, one that was removed, and the office's."""
    case = _responded() | {"tracking_id": WITH_PHOTOS}
    attach(case, PHOTOS[0])
    attach(case, PHOTOS[1], private=True)
    attach(case, "9" * 26)
    case["attachments"].pop()
    attach(case, PHOTOS[2], office=True)
    return case


def _secret() -> dict[str, Any]:
    return (
        _routed()
        | {"tracking_id": SECRET_CASE, "secret": True, "agency": None, "status": "triage"}
        | {"status_label": {"id": "Sedang dicarikan instansi yang tepat", "en": "Looking for the right agency"}}
    )

"""Why a file that somebody sent became no attachment, as its sender reads it. Indonesian first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.domain.timestamps import to_text

if TYPE_CHECKING:
    from chalicelib.domain.attachments.rules import FailedAttachment

FAILURES: dict[str, dict[str, str]] = {
    "wrong_type": {
        "id": "Berkas ini bukan foto JPEG, PNG, atau WebP, apa pun namanya (mungkin HEIC). Simpan sebagai JPEG, lalu"
        " kirim lagi.",
        "en": "This file is no JPEG, PNG or WebP photo, whatever its name says (perhaps HEIC). Save it as JPEG and send"
        " it again.",
    },
    "too_large": {
        "id": "Foto lebih besar dari 8 MB. Perkecil, lalu kirim lagi.",
        "en": "The photo is larger than 8 MB. Make it smaller and send it again.",
    },
    "too_many_pixels": {
        "id": "Foto lebih dari 40 megapiksel. Perkecil, lalu kirim lagi.",
        "en": "The photo has more than 40 megapixels. Make it smaller and send it again.",
    },
    "animated": {
        "id": "Gambar bergerak tidak dapat dipakai. Kirim foto biasa.",
        "en": "A moving picture cannot be used. Send a plain photo.",
    },
    "broken": {
        "id": "Foto rusak atau tidak sampai utuh. Kirim lagi, atau kirim foto lain.",
        "en": "The photo is damaged or did not arrive whole. Send it again, or another one.",
    },
    "polyglot": {
        "id": "Berkas ini foto dan sekaligus berkas jenis lain. Kirim foto asli dari kamera.",
        "en": "This file is a photo and something else as well. Send the camera's own photo.",
    },
    "too_many": {"id": "Laporan ini sudah memuat sepuluh foto.", "en": "This report has ten photos already."},
    "case_closed": {
        "id": "Laporan ini sudah selesai sebelum fotonya sampai.",
        "en": "This report was closed before the photo arrived.",
    },
    "not_cleaned": {
        "id": "Foto ini belum berhasil diproses. Kami mencoba lagi sampai besok; lebih cepat kalau Anda mengirim foto"
        " lain.",
        "en": "This photo could not be processed yet. We try again until tomorrow; sending another one is faster.",
    },
}


def failed(failure: FailedAttachment) -> dict[str, Any]:
    """A file that failed, with its reason as a code and in words."""
    label = FAILURES[failure.reason]
    return {"id": failure.id, "at": to_text(failure.at), "reason": failure.reason, "label": dict(label)}

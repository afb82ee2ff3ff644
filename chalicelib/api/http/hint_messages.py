"""The sentences of hints: what became of something in a report that was filed. Indonesian first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from chalicelib.domain.cases.hints import HintCode

if TYPE_CHECKING:
    from chalicelib.domain.cases.hints import Hint

HINTS: Mapping[HintCode, Mapping[str, str]] = {
    HintCode.PHONE_NOT_READ: {
        "id": "Nomor telepon Anda kami simpan seperti yang Anda tulis, tetapi tidak terbaca sebagai nomor yang dapat"
        " dihubungi. Simpan nomor laporan dan kode rahasia untuk memantau jawabannya.",
        "en": "Your phone number is kept as you wrote it, but cannot be read as one that can be dialled. Keep the"
        " tracking number and the secret to follow the answer.",
    },
    HintCode.FIRST_PHONE_KEPT: {
        "id": "Anda menulis lebih dari satu nomor telepon; yang kami simpan nomor yang pertama.",
        "en": "You wrote more than one phone number; the first one is kept.",
    },
    HintCode.EMAIL_NOT_READ: {
        "id": "Alamat surel Anda kami simpan seperti yang Anda tulis, tetapi tidak terbaca sebagai alamat lengkap."
        " Simpan nomor laporan dan kode rahasia untuk memantau jawabannya.",
        "en": "Your e-mail address is kept as you wrote it, but cannot be read as a whole address. Keep the tracking"
        " number and the secret to follow the answer.",
    },
    HintCode.FIRST_EMAIL_KEPT: {
        "id": "Anda menulis lebih dari satu alamat surel; yang kami simpan alamat yang pertama.",
        "en": "You wrote more than one e-mail address; the first one is kept.",
    },
    HintCode.NAME_CHANGED: {
        "id": "Nama Anda kami simpan tanpa karakter yang tidak terlihat, paling panjang 100 huruf.",
        "en": "Your name is kept without characters that cannot be seen, and with 100 letters at most.",
    },
}


def sentences(hints: Iterable[Hint], language: str) -> list[dict[str, str]]:
    """The hints as an answer shows them."""
    return [{"field": each.field, "code": each.code, "detail": HINTS[each.code][language]} for each in hints]


def known(codes: str) -> list[HintCode]:
    """The codes in a list separated by commas that there are, each once."""
    return [code for code in HintCode if code in codes.split(",")]

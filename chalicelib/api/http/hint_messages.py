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
    HintCode.POINT_SWAPPED: {
        "id": "Lintang dan bujur titik lokasi tertukar; sudah kami tukar kembali.",
        "en": "Latitude and longitude of the point were swapped; they have been put right.",
    },
    HintCode.POINT_FAR_FROM_REGION: {
        "id": "Titik lokasi lebih dari 10 km dari wilayah yang disebut dalam laporan. Yang dipakai wilayah yang"
        " disebut; titiknya mungkin keliru.",
        "en": "The point is more than 10 km from the region that the report names. The named region counts; the point"
        " may be wrong.",
    },
    HintCode.NEAREST_REGION_TAKEN: {
        "id": "Titik lokasi di luar batas kabupaten dan kota di sini, mungkin di laut. Bila tempatnya tidak disebut"
        " dengan kata-kata, kabupaten atau kota terdekat yang dipakai.",
        "en": "The point is outside the regencies and cities here, perhaps at sea. Unless words name the place, the"
        " nearest regency or city counts.",
    },
    HintCode.POINT_ON_BORDER: {
        "id": "Titik lokasi tepat di perbatasan kabupaten atau kota. Bila tempatnya tidak disebut dengan kata-kata,"
        " petugas yang memilih.",
        "en": "The point is on the border of regencies or cities. Unless words name the place, a person chooses.",
    },
}


def sentences(hints: Iterable[Hint], language: str) -> list[dict[str, str]]:
    """The hints as an answer shows them."""
    return [{"field": each.field, "code": each.code, "detail": HINTS[each.code][language]} for each in hints]


def known(codes: str) -> list[HintCode]:
    """The codes in a list separated by commas that there are, each once."""
    return [code for code in HintCode if code in codes.split(",")]

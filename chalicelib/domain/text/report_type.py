"""The type that a report seems to be of: a question, or a wish or thanks that say so themselves. It is proposed, never
set: most reports that end in a question mark are complaints ("kapan diperbaiki?").

A question is told by rules. Wishes are proposed only where plain words such as `usul` say it: whether a text asks for
something new or complains about something old cannot be read from its words. "Terima kasih" ends many complaints, so
praise is proposed only where the thanks are for something, and nothing is asked or complained of.
"""

import re

from chalicelib.domain.text import phrases

QUESTION, ASPIRATION, PRAISE = "information_request", "aspiration", "praise"

_ENOUGH = 2
_SHORT, _LONG, _VERY_LONG = 14, 25, 50
"""Counts of words."""

_ASKS = re.compile(
    r"\b(?:(?:mau|numpang|ijin|izin|ingin|sekedar|sekadar|cuma|hanya|boleh) (?:ber|me|n)?(?:tanya|nanya"
    r"|nanyakan|tanyakan)"
    r"|mau (?:nanya|bertanya|menanyakan)|tanya dong|bertanya"
    r"|(?:mohon|minta|butuh|perlu|bisa minta|mau minta) (?:info|informasi|infonya|informasinya|petunjuk|alamat"
    r"|nomor|kontak|jadwal))\b",
    re.ASCII,
)
"""Who writes so says himself that he asks."""
_PROCEDURE = re.compile(
    r"\b(?:(?:apa saja|apa aja|apa) (?:\w+ ){0,2}(?:syarat\w*|persyaratan\w*|berkas\w*|dokumen\w*)"
    r"|(?:syarat\w*|persyaratan\w*|berkas\w*|dokumen\w*) (?:\w+ ){0,5}(?:apa|apa saja|apa aja|gimana|bagaimana)"
    r"|(?:berkas|dokumen|bawa|urus|siapkan) apa(?: saja| aja)?|(?:bagaimana|gimana|gmn|bgmn) (?:cara\w*"
    r"|prosedur\w*|alur\w*|proses\w*)"
    r"|cara\w* (?:\w+ ){1,4}(?:bagaimana|gimana|gmn)|(?:daftar\w*|ngurus\w*|urus\w*|bikin"
    r"|buat) (?:\w+ ){0,3}(?:dmn|dimana|di mana|kemana|ke mana|kmn)"
    r"|(?:kantor|loket) (?:\w+ )?(?:mana|dmn)|berapa (?:biaya\w*|tarif\w*|lama|hari)|(?:biaya\w*"
    r"|tarif\w*) (?:\w+ ){0,3}berapa"
    r"|kapan (?:\w+ )?(?:dibuka|buka|jadwal\w*|pendaftaran\w*|mulai|dibagi\w*)|jam (?:buka|berapa|layanan|pelayanan)"
    r"|bisa(?:kah)? (?:\w+ ){0,3}(?:diwakil\w*|online|daring|diwakilkan)|apakah (?:\w+ ){0,4}(?:bisa|boleh"
    r"|harus|wajib|masih|sudah|benar|ada)"
    r"|bolehkah|bisakah|haruskah|boleh (?:ga|gak|tidak|tdk|nggak))\b",
    re.ASCII,
)
"""What is asked about a procedure, a date or a place."""
_WORD = re.compile(
    r"\b(?:apa|apakah|bagaimana|gimana|gmn|berapa|kapan|dimana|di mana|dmn|kemana|ke mana|kmn|siapa|bisakah"
    r"|bolehkah|syarat\w*)\b",
    re.ASCII,
)
_COMPLAINS = re.compile(
    r"\b(?:padahal|minta uang|dipotong|rusak|mati|padam|hilang|bocor|mampet|ambruk|berlubang|macet|bau|kotor"
    r"|dipersulit|ditolak|dioper\w*"
    r"|dibiarkan"
    r"|belum (?:\w+ )?(?:jadi|cair|masuk|keluar|terbit|dibayar\w*|diperbaiki|dijawab|ada|diberikan|dapat"
    r"|dikirim)|(?:tidak|tdk|gak|ga|nggak|tak) (?:\w+ )?"
    r"(?:ada|bisa|dapat|jalan|keluar|mengalir|pernah|masuk|dijawab|ditanggapi|datang)|sampai kapan"
    r"|kapan (?:\w+ ){0,3}di(?!buka|bagi)\w+"
    r"|kecewa|keluhan|mengeluh\w*|melapor\w*|laporkan|lapor|oknum|pungli|dipukul\w*|sudah (?:\w+ )?\d+ ?(?:x"
    r"|kali|hari|minggu|bulan|bln|tahun|thn)"
    r"|bertahun|berbulan|tolong (?:di\w+|segera)|mohon (?:di\w+|segera|evaluasi))\b",
    re.ASCII,
)
_WISHES = re.compile(
    r"\b(?:(?:saya|kami|sy|warga) (?:\w+ )?(?:usul|mengusulkan|usulkan|menyarankan)|(?:sekedar|sekadar|ada|mau"
    r"|ingin) (?:usul|saran|usulan)"
    r"|usul(?:an)? (?:saya|kami|warga)|saran (?:saya|kami)|^usul|^saran|bagaimana kalau|gimana kalau"
    r"|alangkah baiknya)\b",
    re.ASCII,
)


_PRAISES = re.compile(
    r"\b(?:(?:terima ?kasih|makasih|trims) (?:banyak )?(?:untuk|atas|kepada|pada|buat|pak|bu)"
    r"|(?:kami|saya|warga) (?:\w+ )?(?:puas|salut|bangga|mengapresiasi|berterima ?kasih)"
    r"|apresiasi (?:untuk|kepada|atas)"
    r"|salut (?:untuk|kepada|dengan|buat))\b",
    re.ASCII,
)
_ASKS_FOR = re.compile(
    r"\b(?:mohon|minta|tolong|harap\w*|seharusnya|sebaiknya|tetapi|tapi|namun|sayang\w*|kurang|perhatian\w*"
    r"|(?:tidak|tdk|gak|ga|nggak|tak|belum|jangan) \w+)\b",
    re.ASCII,
)
"""What praise does not do: ask for something, or take itself back."""


def proposed_type(text: str) -> str | None:
    """`QUESTION`, `ASPIRATION` or `PRAISE` if a report seems to be one; None leaves what was chosen."""
    plain = phrases.plain(phrases.clauses(text))
    if "?" not in text and _PRAISES.search(plain) and not (_ASKS_FOR.search(plain) or _COMPLAINS.search(plain)):
        return PRAISE
    if "?" not in text and _WISHES.search(plain) and not _COMPLAINS.search(plain):
        return ASPIRATION
    return QUESTION if _asking(text, plain) >= _ENOUGH else None


def _asking(text: str, plain: str) -> int:
    """Points for what asks, less those for what complains. A long story that ends in a question is a complaint."""
    words = len(plain.split())
    asks, procedure = bool(_ASKS.search(plain)), bool(_PROCEDURE.search(plain))
    bare = "?" in text and words <= _SHORT and bool(_WORD.search(plain))
    points = 2 * asks + 2 * procedure + 2 * bare + (asks and "?" in text)
    complaints = min(3, len(_COMPLAINS.findall(plain)))
    return points - complaints - (words > _LONG) - (words > _VERY_LONG)

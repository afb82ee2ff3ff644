"""Denials: an alarm word that says that nothing of the kind happened. "Jadi sehari, tanpa calo dan tidak diminta uang"
is praise; "tanpa amplop berkas tidak jalan" and "yang tidak kasih uang rokok" are none.

A denial reaches to the end of its clause: "tidak ada pungli, katanya, tapi tiap surat dimintai 20 ribu".
"""

import re

_NO = (
    r"tidak|tdk|tak|gak|ga|gk|nggak|ngga|enggak|kagak|ndak|ndk|kada|kadada|trada|tra|ora|mboten|teu|dak|indak|belum|blm"
    r"|bukan|bukanlah|tolak|menolak|nolak"
)
_NONE = r"tanpa|bebas|nihil|nol|anti"
_BETWEEN = (
    r"ada|aya|ana|ono|adanya|pernah|lagi|satupun|satu pun"
    r"|sama sekali|yang|yg|orang|seorang|seorang pun|petugas|perlu|usah|harus"
    r"|menerima|terima|diberi|dikasih|pemberian|lewat|melalui|pakai|pake|praktik|praktek|unsur|tindakan|tindak|aksi"
    r"|kasus|kejadian|istilah|namanya|sampai|ampe|diminta|dimintai|minta|meminta|dipungut|memungut|ditarik|menarik|main"
    r"|dan|atau|maupun|serta|calo|pungli|suap|korupsi|uang|biaya|potongan|pungutan|begal|tawuran|preman|melakukan"
    r"|terjadi|bayar|sepeser"
)
_DENIED = re.compile(rf"\b(?P<no>{_NO}|{_NONE}) (?:(?:{_BETWEEN}) ){{0,5}}$", re.ASCII)
_CONDITIONS = re.compile(
    r"\b(?:kalau|kalo|kl|klo|jika|jk|bila|apabila|seandainya|mun|nek|lamun|yang|yg|karena|krn|sebab|apa|apakah|kok|masa"
    r"|saya|sy|kami|aku|sopir|warga|orang) $",
    re.ASCII,
)
"""Words before a negation that make it a condition or a reason: who does not pay is punished."""

_UNLESS = re.compile(
    rf"[ ,](?:\w+[ ,]){{0,4}}(?:(?:{_NO})[ ,](?:akan |bisa |mau |pernah |bakal )?"
    r"(?:jalan|jadi|diproses|dilayani|keluar|selesai|diterima|lulus|lolos|dapat|digubris|diteken|beres|diurus|dikasih)"
    r"|mustahil|susah|sulit|dipersulit|nyangkut|mandek|macet)\b",
    re.ASCII,
)
_RETURNED = re.compile(
    r" (?:(?:saya|kami|itu|pun|malah|justru|langsung|juga|selalu|dari|warga) ){0,3}(?:ditolak|dikembalikan)\b", re.ASCII
)
_ASKS = (
    r"(?:di)?minta\w*|meminta\w*|(?:me)?narik|ditarik|(?:me)?mungut|dipungut|pungut|matok|mematok|dipotong"
    r"|memotong|motong|disunat"
)
_ASKED = re.compile(rf"\b(?:{_ASKS})\b", re.ASCII)
_NOT_ASKED = re.compile(
    rf"\b(?:{_NO}|tanpa) (?:(?:ada|pernah|sama sekali|sempat|yang|yg|orang|satupun|satu pun|mau|sampai) ){{0,3}}"
    rf"(?:{_ASKS})\b",
    re.ASCII,
)
"""A negation between what is spoken of and what was done: "petugas tidak pernah minta uang", "bansos tidak dipotong".
Not "tidak cuma minta"."""

_REACH = 70
"""How many characters before an alarm word its negation may stand."""


def is_denied(marked: str, start: int, end: int) -> bool:
    """Whether a text (of `phrases.clauses`) says of the words from `start` to `end` that it was not so."""
    before = marked[max(0, start - _REACH) : start]
    found = _DENIED.search(before)
    if found is None:
        return bool(_RETURNED.match(marked, end)) or _denies_itself(marked, start, end, before)
    if found["no"] not in _NONE.split("|") and (
        " bayar " in found.group() or _CONDITIONS.search(before[: found.start()])
    ):
        return False
    return not _UNLESS.match(marked, end)


def _denies_itself(marked: str, start: int, end: int, before: str) -> bool:
    """Whether all asking in the words is denied between them: "petugas ramah dan tidak minta uang"."""
    said = marked[start:end]
    asked = len(_ASKED.findall(said))
    if not asked or len(_NOT_ASKED.findall(said)) < asked:
        return False
    return not (_CONDITIONS.search(before) or _UNLESS.match(marked, end))

"""The similarity of two reports, which suggests duplicates: near in place, time and words, by rules a person can
follow.

The fingerprint that is kept of a report holds none of its words: 32 numbers of 16 bits, the smallest hashes of its
words. Up to 32 different words that is the whole set; of a longer text it is a sample that can be compared with any
other text's sample (bottom-k sketch: A. Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.cases import public_form
from chalicelib.domain.duplicates import grid
from chalicelib.domain.geography.regions import covers, level
from chalicelib.domain.routing.jurisdiction import base_category
from chalicelib.domain.text.plain_characters import plain_letters
from chalicelib.domain.values import dataclass

if TYPE_CHECKING:
    from chalicelib.domain.cases.model import Content, Filing

REMEMBERED = timedelta(days=90)
"""How long a report's fingerprint is kept and compared with new ones. Most matters are settled in 30 days or have
climbed a tier by then."""

SIGNATURE_BYTES = 64

THRESHOLD = 0.55
"""The lowest score of a suggestion. Chosen on every other one of the invented pairs in
`tests/domain/duplicates/similarity_pairs.csv`, measured on the rest: it misses hardly any, and of ten
suggestions two or three are about another matter nearby. A wrong one costs a reader ten seconds, a missed one costs
two offices the same work."""

_WORDS = SIGNATURE_BYTES // 2
_FAR_METRES = 400
# Two people who describe one matter never use all the same words; a larger share of them is no further sign.
_SAME_WORDS = 0.8
_RECENT_DAYS = 7
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The fingerprint that is kept of a public report: when and where, and the signature of its words."""

    id: str
    filed_at: datetime
    category: str | None
    region: str | None
    lat: float | None
    lon: float | None
    signature: bytes

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, if both are known."""
        return (self.lat, self.lon) if self.lat is not None and self.lon is not None else None


@dataclass(frozen=True, slots=True)
class Similarity:
    """The similarity of two reports, 0 to 1, and its components. `metres` is None where a point is missing."""

    score: float
    words: float
    metres: float | None
    days: int
    same_category: bool
    same_region: bool

    @property
    def suggests(self) -> bool:
        """Whether it is high enough for a suggestion."""
        return self.score >= THRESHOLD

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons for a suggestion: `near`, `same_region` (only where a point is missing), `same_category`,
        `same_words`, `recent`."""
        signs = {
            "near": self.metres is not None and self.metres <= grid.REACH_METRES,
            "same_region": self.metres is None and self.same_region,
            "same_category": self.same_category,
            "same_words": self.words >= _SAME_WORDS / 2,
            "recent": self.days <= _RECENT_DAYS,
        }
        return tuple(name for name, holds in signs.items() if holds)


def fingerprint_of(filing: Filing, content: Content) -> Fingerprint:
    """The fingerprint of a report. Only that of a public report may be stored. Variants of a category count as the
    same: not everybody who reports a matter knows the answer that makes the difference."""
    return with_public_point(
        Fingerprint(
            id=filing.id,
            filed_at=filing.filed_at,
            category=base_category(filing.category) if filing.category else None,
            region=filing.region,
            lat=content.lat,
            lon=content.lon,
            signature=signature(filing.title, content.text, content.place),
        )
    )


def with_public_point(fingerprint: Fingerprint) -> Fingerprint:
    """The fingerprint with the point that the public sees: from a few distances to the exact one, anybody could work
    out where a reporter stood. Those stored before hold the exact one."""
    lat, lon = public_form.rounded(fingerprint.lat), public_form.rounded(fingerprint.lon)
    return replace(fingerprint, lat=lat, lon=lon)


def cell_of(fingerprint: Fingerprint) -> str | None:
    """The one cell that holds a report: that of its point, else of its region; None if the place is unknown."""
    if fingerprint.point:
        return grid.cell_at(*fingerprint.point)
    return grid.cell_of_region(fingerprint.region, fingerprint.category) if fingerprint.region else None


def cells_to_search(fingerprint: Fingerprint) -> tuple[str, ...]:
    """The cells, at most `grid.MOST_CELLS`, in which similar reports can be."""
    squares = grid.cells_around(*fingerprint.point) if fingerprint.point else ()
    return squares + (grid.cells_above(fingerprint.region, fingerprint.category) if fingerprint.region else ())


def compare(one: Fingerprint, other: Fingerprint) -> Similarity:
    """The similarity of two reports, whichever is named first.

    Place, category and words each count from 0 to 1. Words weigh most, because nothing else tells two matters at one
    corner apart. Place and category alone never reach the threshold: they add to words, which are few in short texts.
    Time matters little within the three months for which a fingerprint is kept.
    """
    words = alike(one.signature, other.signature)
    distance = grid.metres(*one.point, *other.point) if one.point and other.point else None
    apart = abs((one.filed_at - other.filed_at).total_seconds()) / _SECONDS_A_DAY
    same_category = one.category is not None and one.category == other.category
    place = _near(distance) if distance is not None else _same_place(one.region, other.region)
    category = 1.0 if same_category else 0.5 if one.category is None or other.category is None else 0.0
    recent = max(0.0, 1 - apart / REMEMBERED.days)
    shared_words = min(1.0, words / _SAME_WORDS)
    score = (0.15 * place + 0.25 * category + 0.6 * shared_words) * (0.9 + 0.1 * recent)
    return Similarity(
        score=round(score, 3),
        words=round(words, 3),
        metres=distance,
        days=int(apart),
        same_category=same_category,
        same_region=one.region is not None and one.region == other.region,
    )


def signature(*texts: str) -> bytes:
    """The signature of some texts, at most 64 bytes; word order, endings and common spellings make no difference."""
    return b"".join(sorted({_hashed(word) for word in words_of(" ".join(texts))})[:_WORDS])


def alike(one: bytes, other: bytes) -> float:
    """The share of words that two signatures have in common, 0 to 1: over the geometric mean of both counts, so that a
    short text can be similar to a long one."""
    a, b = _hashes(one), _hashes(other)
    # A full signature is complete only up to its largest number: compare up to where both are complete.
    limit = min((max(each) for each in (a, b) if len(each) == _WORDS), default=b"\xff\xff")
    a, b = {each for each in a if each <= limit}, {each for each in b if each <= limit}
    return len(a & b) / math.sqrt(len(a) * len(b)) if a and b else 0.0


def words_of(text: str) -> set[str]:
    """The distinctive words of an Indonesian text: stems without the words that every report has."""
    folded = unicodedata.normalize("NFKD", plain_letters(text).lower())
    plain = "".join(each for each in folded if not unicodedata.combining(each))
    words = (_SPELLINGS.get(word, word) for word in _WORD.findall(plain))
    stems = (_stem(word) for word in words if word not in _EMPTY)
    return {_SPELLINGS.get(stem, stem) for stem in stems if stem not in _EMPTY and (len(stem) > 2 or stem.isdigit())}


def _stem(word: str) -> str:
    """The word without Indonesian affixes, as long as four letters stay: `berlubang`, `lubangnya` -> `lubang`. Cruder
    than a dictionary, but the same for both texts, which is enough here."""
    if word.isdigit():
        return word.lstrip("0") or "0"
    for suffixes in (_PARTICLES, _ENDINGS):
        cut = next((len(word) - len(end) for end in suffixes if word.endswith(end)), len(word))
        word = word[:cut] if cut >= _SHORTEST_STEM else word
    for nasal, first in _NASALS:
        if match := nasal.match(word):
            return first + word[match.end() :] if len(word) - match.end() >= _SHORTEST_STEM - 1 else word
    prefix = _PREFIX.match(word)
    return word[prefix.end() :] if prefix and len(word) - prefix.end() >= _SHORTEST_STEM else word


def _hashed(word: str) -> bytes:
    return hashlib.blake2b(word.encode(), digest_size=2).digest()


def _hashes(signed: bytes) -> set[bytes]:
    return {signed[at : at + 2] for at in range(0, len(signed), 2)}


def _near(distance: float) -> float:
    """1 within the error of a phone's position, 0 beyond the next street but one."""
    return 1 - min(1.0, max(0.0, distance - 30) / (_FAR_METRES - 30))


def _same_place(one: str | None, other: str | None) -> float:
    """How near two regions are, 0 to 1: the smaller the region that holds both, the nearer."""
    if one is None or other is None or not (covers(one, other) or covers(other, one)):
        return 0.0
    return _BY_LEVEL[min(level(one), level(other))]


_BY_LEVEL = {1: 0.0, 2: 0.2, 3: 0.4, 4: 0.6}
_SHORTEST_STEM = 4
_WORD = re.compile(r"[a-z0-9]+")
_PARTICLES = ("nya", "lah", "kah", "pun")
_ENDINGS = ("kan", "an", "i")
# These prefixes replace the first letter of the stem: `menutup` is me- and `tutup`.
_NASALS = tuple(
    (re.compile(pattern), first)
    for pattern, first in (("[mp]en(?=[aeiou])", "t"), ("[mp]em(?=[aeiou])", "p"), ("[mp]eny", "s"))
)
_PREFIX = re.compile(r"meng|meny|mem|men|me|peng|peny|pem|pen|ber|ter|per|pe|di|ke|se")
_EVERYDAY = """
ada adalah agar akan aku anda apa atas atau bagi bahwa bagaimana banyak bapak baru beberapa belum bisa bu buat
dalam dan dapat dari dengan di dia dini hal hampir hanya harap hari harus hingga ibu ini itu jadi jangan juga
kah kalau kali kami karena kasih ke kembali kepada kita lagi lalu lama lapor laporan lebih maka mana masih mau
melapor melaporkan merasa minggu minta mohon mulai namun nya oleh orang pada pagi pak para per perlu pernah
pihak pun saat saja sampai sangat saya sebuah segera sehingga sejak sekali sekarang sekitar selalu selama semua
seperti serta setelah setiap siang sini situ sore sudah supaya tadi tahun tapi telah terima terjadi terlalu
tersebut tetapi tiap tidak tolong untuk warga yaitu yang bulan tanggal jam malam kemarin lokasi dekat depan
belakang samping sebelah daerah kondisi cukup parah the and of in is at
"""
_EMPTY = frozenset(_EVERYDAY.split())
_SPELLINGS = {
    "jl": "jalan", "jln": "jalan", "jalanan": "jalan", "lobang": "lubang", "bolong": "lubang", "bocel": "lubang",
    "yg": "yang", "dgn": "dengan", "utk": "untuk", "krn": "karena", "tdk": "tidak", "gak": "tidak", "ga": "tidak",
    "nggak": "tidak", "ngga": "tidak", "tak": "tidak", "sdh": "sudah", "udah": "sudah", "blm": "belum", "bgt": "sangat",
    "pju": "lampu", "penerangan": "lampu", "padam": "mati", "gelap": "mati", "mampet": "sumbat", "buntu": "sumbat",
    "got": "selokan", "parit": "selokan", "drainase": "selokan", "gorong": "selokan", "genang": "banjir",
    "kebanjiran": "banjir", "ambruk": "roboh", "tumbang": "roboh", "numpuk": "tumpuk", "menggunung": "tumpuk",
    "kec": "kecamatan", "ds": "desa", "sd": "sekolah", "sdn": "sekolah", "smp": "sekolah", "bau": "busuk",
    "jebol": "rusak", "hancur": "rusak", "kubangan": "lubang", "ledeng": "pdam", "leding": "pdam",
}  # fmt: skip

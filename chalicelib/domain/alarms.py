"""Words that mean danger to life, violence, or money where none may be asked: heard before anything else is decided.

Rather too often than too seldom. What is heard as danger or violence shows the emergency numbers at once; what is heard
as violence, extortion or corruption makes the case one that only its office sees; and an accusation of extortion or
corruption goes to the inspectorate, never first to the office that it is about.
"""

import re
from dataclasses import dataclass

DANGER, VIOLENCE, EXTORTION, CORRUPTION = "danger", "violence", "extortion", "corruption"
PROTECTED = (VIOLENCE, EXTORTION, CORRUPTION)
"""What only the office that works it may see."""

CATEGORY = {EXTORTION: "pungli", CORRUPTION: "korupsi"}
"""Where an accusation goes, whatever category was chosen: both begin at the inspectorate."""

NUMBERS = {DANGER: ("112", "119", "113"), VIOLENCE: ("112", "110", "129")}
"""Whom to call. 112 emergencies, 119 ambulance, 113 fire, 110 police, 129 violence against women and children."""

_STEMS = {
    DANGER: r"""
        \w*kebakar\w*  terbakar  kecelakaan  tabrakan  tertabrak  tenggelam  hanyut\w*  banjir bandang  longsor
        gempa  tsunami  (?:ke|ter)setrum  tersengat listrik  gas bocor  kebocoran gas  meledak  ledakan  keracunan
        sekarat  pingsan  (?:tidak|tdk|gak|ga) sadar  berdarah  pend?a?rahan  perdarahan  luka parah  kritis
        bunuh diri  terjebak  tertimbun  roboh  ambruk  mau melahirkan  serangan jantung  sesak nafas  kejang
        gawat darurat
    """,
    VIOLENCE: r"""
        kdrt  \w*perkosa\w*  \w*cabul\w*  pelecehan  dilecehkan  melecehkan  \w*aniaya\w*  dipukul\w*  memukul\w*
        dikeroyok  pengeroyokan  ditampar  ditendang  disiksa  penyiksaan  kekerasan  dibunuh  pembunuhan
        (?:di|meng)?ancam\w*  disekap  diculik  penculikan  perdagangan (?:orang|anak|manusia)  tppo  ditusuk
        dibacok  ditembak  penembakan  \w*rampok\w*  begal\w*  tawuran  (?:di)?bull?y\w*  \w*bully\w*  perundungan
        dirundung  diintimidasi  intimidasi  main tangan  dihajar  digebuk\w*  dijambak
    """,
    EXTORTION: r"""
        pungli  pungutan liar  pungutan (?:tidak|tdk|tanpa|di luar)\w*  \w*palak\w*  memeras  diperas  pemerasan
        peras  uang (?:pelicin|rokok|damai|terima ?kasih|keamanan|kopi|administrasi gelap|capek|bensin|pungutan)
        salam tempel  (?:di|me|ter)?minta(?:i|in)? (?:\w+ ){0,2}{money}\w*  dimintai {money}?
        diminta (?:bayar|membayar|setor|transfer|mentransfer)
        (?:harus|disuruh|dipaksa) (?:\w+ )?(?:bayar|setor|nyetor|transfer) (?:\w+ ){0,3}(?:padahal|biar|supaya|agar|klo)
        (?:di ?)?bawah meja  (?:per)?calo(?:an)?  sumbangan wajib  sumbangan (?:\w+ )?dipaksa\w*
        (?:tanpa|gak ada|ga ada|tidak ada|tdk ada|nggak ada) (?:kwitansi|kuitansi|nota|bukti bayar)  preman\w*
        dipungut\w*  tembak harga  jalur belakang  orang dalam
    """,
    CORRUPTION: r"""
        \w*korup\w*  kkn  nepotisme  kolusi  gratifikasi  \w*suap\w*  sogok\w*  (?:di|me|ny)sogok  nyogok  mark ?up
        \w*seleweng\w*  \w*gelapkan  penggelapan
        (?:proyek|laporan|nota|kegiatan|spj|data|penerima|lpj|kwitansi|absen) (?:\w+ )?fiktif  fiktif
        (?:di|me)?potong (?:\w+ ){0,3}(?:bansos|bantuan|blt|pip|pkh|dana|insentif|honor|gaji)
        (?:bansos|bantuan|blt|pip|pkh|honor|dana\w*) (?:\w+ ){0,4}dipotong  (?:di|me)?sunat
        jual ?beli (?:jabatan|kursi|proyek|formasi)  jatah (?:proyek|preman)
        dana (?:desa )?(?:\w+ ){0,4}(?:tidak|tdk|gak|ga) (?:jelas|transparan)  masuk (?:ke )?kantong
        dimakan (?:\w+ )?(?:kades|lurah|pejabat|oknum|sendiri)  oknum  bancakan  fee proyek
        pemenang (?:tender|lelang) (?:\w+ ){0,3}(?:sudah|diatur)
        (?:tender|lelang) (?:\w+ ){0,3}(?:diatur|rekayasa|kongkalikong)  kongkalikong  main mata
    """,
}
"""What is listened for: whole words as regular expressions, between two blanks or more."""

_MONEY = "(?:uang|duit|fee|jatah|setoran|upeti|amplop|rp|rupiah|dana|biaya|bayaran|tebusan|japrem)"


def _pattern(stems: str) -> re.Pattern[str]:
    listed = re.split(r"\s{2,}", stems.strip().replace("{money}", _MONEY))
    return re.compile(rf"\b(?:{'|'.join(listed)})\b")


_HEARD = {kind: _pattern(stems) for kind, stems in _STEMS.items()}
_SPACES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was heard: a kind, the words, and the numbers to call."""

    kind: str
    words: str
    numbers: tuple[str, ...]


def heard(text: str) -> tuple[Alarm, ...]:
    """Every kind of alarm that a text gives."""
    plain = _SPACES.sub(" ", text.lower())
    found = ((kind, pattern.search(plain)) for kind, pattern in _HEARD.items())
    return tuple(Alarm(kind, match.group().strip(), NUMBERS.get(kind, ())) for kind, match in found if match)


def protects(text: str) -> bool:
    """Whether a case with these words is for its office alone."""
    return any(alarm.kind in PROTECTED for alarm in heard(text))


def accusation(text: str) -> str | None:
    """The category of an accusation of extortion or corruption, whatever else the text is about; None if it is none."""
    kinds = {alarm.kind for alarm in heard(text)}
    return next((CATEGORY[kind] for kind in (CORRUPTION, EXTORTION) if kind in kinds), None)

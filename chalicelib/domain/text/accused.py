"""The accused: whose people a report of extortion or corruption is about, as far as its words say so.

A local inspectorate examines the offices of its government and no others (PP 12/2017): police, army, prosecutors,
courts, ministries and state companies have inspectors of their own, and thugs who hold no office have none. What is
named where the money is asked for is taken for the accused; where an office of the region and one of the centre are
named side by side, both may be. Whom one has complained to, or whose building stands next door, is not accused.
"""

import re

from chalicelib.domain.text import phrases

LOCAL = "daerah"
"""An office of the region, which the local inspectorate examines; also the accused that no words name."""

REST = "negara"
"""A body of the centre that has no answer of its own."""

BODIES = {
    "polri": r"""
        polisi  polantas  polri  (ka)?(polsek|polres|polresta|polrestabes|polda)  satlantas  satpas  samsat  skck
        brimob  (sat)?reskrim  penyidik*  b?habinkamtibmas  propam  tilang  ditilang
        (bikin|buat|urus|ngurus|mengurus|ujian|pembuatan|perpanjang*|nembak|tes) sim
    """,
    "tni": r"tni  tentara  koramil  kodim  danramil  dandim  babinsa  kodam  polisi militer  marinir",
    "kejaksaan": r"jaksa  kejaksaan  kejari  kejati  kajari",
    "peradilan": r"pengadilan  hakim  panitera  mahkamah agung",
    "imipas": r"imigrasi  lapas  rutan  sipir  lembaga pemasyarakatan  paspor",
    "atr-bpn": r"bpn  (kantor|badan|dinas) pertanahan  kantah",
    "agama": r"kua  kemenag  kankemenag  penghulu  madrasah  mtsn  (kantor|kementerian|departemen) agama",
    "pendidikan-tinggi": r"universitas  kampus  rektor*  dekan*  dosen  perguruan tinggi  politeknik",
    "keuangan": r"(kantor|petugas|pegawai) pajak( pratama)?  kpp  pajak pratama  bea (dan )?cukai  ditjen pajak  djp",
    "perhubungan": r"syahbandar  ksop  jembatan timbang  bptd  otoritas bandara",
    REST: r"""
        kementerian  kemen\w{2,12}  dirjen  pln  pertamina  bpjs  bumn  bulog  telkom  kantor pos  bank (bri|bni|btn)
    """,
}
"""The phrases that name a body of the centre, by the answer that names it in `tools/refdata/sources/questions.toml`."""

_OFFICES = r"""
    (kantor|kepala|pak|bu|ibu|bapak|ketua) (\w+ )?(desa|kampung|kelurahan|kecamatan|nagari|distrik|dinas|dusun|bidang)
    (petugas|pegawai|oknum|staff?|orang|aparat|aparatur|perangkat) (\w+ )?(desa|kampung|kelurahan|kecamatan|nagari|kota)
    (petugas|pegawai|oknum|staff?|kepala|pak|bu|ibu) (\w+ )?(distrik|dinas|dispenduk*|sekolah|pasar|kabupaten|uptd?)
    rumah sakit (umum )?daerah  (kantor|pak|bu) camat
    ba?l[ae]i? desa  lurah  camat  (kades|kepdes|sekdes|carik|kadus|bendahara|perangkat|pambakal|keuchik|pamong)(nya)?
    wali nagari  (kadis|kabid|sekda|setda|uptd|upt)(nya)?  dinas \w+  (petugas|pegawai|oknum)? ?satpol  pamong praja
    (disdukcapil|dukcapil|dispendukcapil|dispenduk|dishub|dinkes|disdik|dinsos|dlh|pupr|bapenda|dispenda|perkim)
    (dpmptsp|diskominfo|bkd|bkpsdm|bupati|wali ?kota|gubernur|pemda|pemkot|pemkab|pemprov)  (kepsek|guru|komite|bidan)
    (mantri|rsud|puskesmas|pdam|bumdes|bansos|blt|dana desa|dana bos|ptsl|wali kelas|rt|rw|kelurahan|loket kecamatan)
    operator (sekolah|dinas|desa)
"""
"""Words for offices and people of the region."""

_THUGS = r"""
    preman*  ormas  (jukir|juru parkir|tukang parkir|parkir) liar  (tukang|juru) parkir  jukir*  pak ogah
    (geng|gang) motor  begal  debt ?collector*  dep ?kolektor*  mata elang  lsm  wartawan  pengamen  tak dikenal
    bukan (petugas|pegawai|pns|aparat)  putra daerah  (polisi|tni|petugas|jaksa|anggota|wartawan) gadungan
    (mengaku|ngaku) (polisi|tni|petugas|anggota|jaksa)  (pemuda|orang) (kampung|setempat|sini|sana)  pemuda*
    anak (stm|jalanan|punk)
"""
"""Words for people who hold no office."""

_OFFICIAL = r"""
    (?<!bukan )(petugas|pegawai|aparat)*(?! gadungan)  (?<!bukan )(pns|asn)  pejabat*  dinas  (orang|jalur) dalam
    oknum (?!lsm|wartawan|ormas|preman|jukir|juru|parkir|tukang)\w+
"""
"""Words for people who hold one, whichever."""

_NOT_THE_ACCUSED = re.compile(
    r"(?:\b(?:\w{0,4}lapor(?:kan|an)?|(?:di|meng|peng)?adu(?:kan|an)?|\w*serahkan|\w*teruskan|tembusan|panggil|hubungi|bantuan)"
    r" (?:\w+ ){0,2}"
    r"|\b(?:depan|dekat|dkt|sebelah|samping|belakang|seberang|jalan|jl|jln|gang|gg|simpang|perempatan|pertigaan|asrama"
    r"|komplek|kompleks|pensiunan|mantan|eks|anak|istri|suami|surat|putusan|pendataan) (?:\w+ )?)$",
    re.ASCII,
)
"""What stands before the name of a body that is a place, an addressee or a past."""

_REACH = 50
"""How many characters before a name such words are looked for."""

_ELSEWHERE = re.compile(r" (?:tidur|pamong|hutan|kehutanan|gadungan)\b", re.ASCII)
"""What stands behind a word that only begins like a body's."""


_OTHERS = r"agen*  majikan*  pelaku*  penipu*  bos  (kakak|teman|adik) kelas  derek"
"""Others who take money and hold no office."""

_SERVICES = r"""
    ktp*  kk  akt[ae]  kia  surat* (\w+ )?(pengantar|keterangan|nikah|pindah|tanah|izin|domisili)  izin*  sertifikat*
    berkas*  loket*  pelayanan  kantor*  bansos  blt  pkh  bantuan (sosial|desa|beras|bibit)  pupuk (subsidi|bersubsidi)
    sekolah*  (sd|smp|sma|smk)  paud  kelas  rapor  ijazah  puskesmas  posyandu  pasien  igd  ugd  retribusi
    tender  lelang  proyek*  anggaran  apbd  perda  honorer  cpns  pppk  jabatan*  mutasi  kenaikan pangkat
    pbb  pajak  sim  stnk  kir  kas desa  aset (desa|daerah)  rsud  rumah sakit  skck  paspor  nikah  buku nikah
    vaksin*  imunisasi  proposal*  nip
"""
"""Words for what only an office gives: who tells of these and of money means its people."""


_NEAR = 110
"""How many characters before and after an accusation its office is looked for."""


def is_told(plain: str, start: int, end: int) -> bool:
    """Whether a plain text tells near the words from `start` to `end` of an office, of people who hold one or of what
    only an office gives. Without any of these the money may have been taken by anybody: a parking tout, the treasurer
    of a savings club, a swindler."""
    near = plain[max(0, start - _NEAR) : end + _NEAR]
    if phrases.pattern(_OFFICIAL).search(near):
        return True
    if any(phrases.pattern(listed).search(near) for listed in (_THUGS, _OTHERS)):
        return False
    return bool(_named(near) or phrases.pattern(_SERVICES).search(near))


def of(plain: str, start: int, end: int) -> tuple[str, ...]:
    """The bodies that may be accused in a plain text where the words from `start` to `end` accuse: `LOCAL`, keys of
    `BODIES`, or none if people without an office are."""
    sentence = plain[plain.rfind("|", 0, start) + 1 : end] + plain[end:].partition("|")[0]
    return _named(sentence) or _named(plain) or (() if _without_office(plain) else (LOCAL,))


def of_text(plain: str) -> tuple[str, ...]:
    """The bodies that may be accused in a plain text as a whole."""
    return of(plain, 0, len(plain))


def _named(part: str) -> tuple[str, ...]:
    """The bodies that a part of a text names, the region's first; none if it names no body."""
    central = tuple(body for body, listed in BODIES.items() if _accuses(part, listed))
    if len(central) > 1:
        central = tuple(body for body in central if body != REST)
    offices = phrases.pattern(_OFFICES).search(part)
    return ((LOCAL,) if offices else ()) + central


def _accuses(part: str, listed: str) -> bool:
    return any(
        not _NOT_THE_ACCUSED.search(part[max(0, found.start() - _REACH) : found.start()])
        and not _ELSEWHERE.match(part, found.end())
        for found in phrases.pattern(listed).finditer(part)
    )


def _without_office(plain: str) -> bool:
    return bool(phrases.pattern(_THUGS).search(plain)) and not phrases.pattern(_OFFICIAL).search(plain)

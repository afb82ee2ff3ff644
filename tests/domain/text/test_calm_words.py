"""Words that sound like an alarm and are none, by the kind of likeness, and what must still be detected beside them."""

import pytest

from chalicelib.domain.text import alarms

STEMS = [
    "Ibu saya sakit kronis dan puskesmas tidak punya obatnya",
    "Penyakit paru obstruktif kronik bapak kambuh lagi",
    "Teman-teman difabel sulit naik ke trotoar",
    "Ada kejanggalan pada tagihan air bulan ini",
    "Gelembung udara keluar dari pipa PDAM",
    "Jalan ke kebun mohon dirabat beton",
    "Kegiatan ini memperkaya wawasan anak-anak",
    "Dalam rangka sunatan massal, di mana mendaftar?",
    "Eksploitasi air tanah membuat sumur kami kering",
    "Kepalaku pusing mengurus berkas ini",
    "Rumah ini hanya menampung lima orang dalam satu kamar",
]
"""Ordinary words that begin, or end, like an alarm word."""

MEANINGS = [
    "Sudah tiga kali pulang dengan tangan kosong karena blangko habis",
    "WC cemplung masih dipakai tiga puluh rumah di tepi sungai",
    "Pohon trembesi miring mengancam rumah warga",
    "Dinding penahan sungai menggantung dan mengancam badan jalan",
    "Uang transport kader posyandu belum cair",
    "Harga cabai memukul pedagang kecil",
    "Musik kafe menghajar telinga sampai jam dua pagi",
    "Jam pukul tujuh loket belum buka",
    "Mahasiswa KKN melapor jembatan desa putus",
    "Kami peserta KKN tematik mohon surat izin",
    "Petugas meminta uang pas waktu bayar retribusi parkir",
    "Antrean tidak bergerak sejak jam delapan",
    "Kami terjebak dua jam di SPBU",
    "Kucing saya terjebak di plafon gudang",
]
"""Words with a second, harmless meaning."""

NAMES = [
    "Lampu Jalan Malaka padam sebulan",
    "Jalan di Kecamatan Malaka Tengah rusak",
    "Banjir setinggi lutut di Lubuk Begalung",
    "Warga Desa Palakahembi meminta sumur bor",
    "Jalan Palakka di Bone berlubang",
    "Warung Palak Siring tutup, sampahnya menumpuk",
    "Jalan Begal Kulon berlubang di depan SD",
    "Desa Begal belum punya sinyal",
    "Kelurahan Klitih butuh tempat sampah",
    "Humbang Hasundutan, lampu jalan mati",
    "Jalan ke Batu Nampar rusak",
]
"""Names of places; every region of the country is looked at in `tests/tools/refdata/test_regions_alarms.py`."""

MENTIONS = [
    "Spanduk Stop Pungli di terminal sudah sobek",
    "Film dokumenter tentang korupsi yang diputar suaranya kurang jelas",
    "Materi antikorupsi untuk siswa bagus sekali",
    "Lowongan relawan saber pungli kapan dibuka?",
    "Sisa longsoran masih menutup setengah jalan",
    "Rumah bekas kebakaran belum dibersihkan",
    "Pohon mati ini dikhawatirkan roboh",
]
"""The matter is spoken of, and did not happen."""

DENIED = [
    "Terima kasih, KTP jadi sehari tanpa calo dan tidak diminta uang",
    "Petugas ramah, tidak ada pungli sama sekali",
    "Samsat keliling bebas pungli, antrean rapi",
    "Baru kali ini urus izin tanpa amplop",
    "Ujian sekali lulus tanpa nyogok",
    "Jalannya sudah bagus, ga pake suap2an",
    "Petugas KUA menolak amplop kami dengan sopan",
    "Uang rokok kami ditolak petugas, teladan",
    "Di sekolah ini tidak ada perundungan, hanya kurang toilet",
    "Sejak ada pos polisi tidak ada lagi begal dan tawuran",
    "Tidak ada yang minta uang, kami menyumbang dengan ikhlas",
    "Urus surat teu aya pungli, hatur nuhun",
]
"""Denials and thanks."""

NOT_DENIED = [
    ("Tanpa amplop berkas tidak jalan", alarms.EXTORTION),
    ("Yang tidak kasih uang rokok disuruh menunggu", alarms.EXTORTION),
    ("Kalau tidak ada uang pelicin surat tidak diteken", alarms.EXTORTION),
    ("Saya tidak bayar uang damai, motor ditahan", alarms.EXTORTION),
    ("Katanya tidak ada pungli, tapi kami tetap dimintai 25 ribu", alarms.EXTORTION),
    ("Katanya bebas pungli, nyatanya tiap surat ditarik 50 ribu", alarms.EXTORTION),
    ("Bukan calo yang kami keluhkan, melainkan petugas yang minta uang", alarms.EXTORTION),
    ("Tidak ada kuitansi, diminta 50 ribu", alarms.EXTORTION),
    ("Jangan dikira tidak ada korupsi: pembangunan embung itu fiktif", alarms.CORRUPTION),
    ("Dia berbuat tidak senonoh kepada murid", alarms.VIOLENCE),
]
"""A negation that denies nothing: a condition, another clause, what others say."""

STILL_MEANT = [
    ("Kami dipalak preman tiap malam", alarms.EXTORTION),
    ("Adik saya dipalakin anak kelas tiga", alarms.EXTORTION),
    ("Datang tangan kosong berkas tidak disentuh", alarms.EXTORTION),
    ("Petugas minta uang transport dua kali", alarms.EXTORTION),
    ("Bisa cepat lewat orang dalam", alarms.EXTORTION),
    ("Kades dan kroninya membagi proyek", alarms.CORRUPTION),
    ("Pengangkatan pegawai ini penuh KKN", alarms.CORRUPTION),
    ("Dana desa disunat separuh", alarms.CORRUPTION),
    ("Ada begal di jalan lingkar", alarms.VIOLENCE),
    ("Dia mengancam saya dengan kayu", alarms.VIOLENCE),
    ("Waktu menebang pohon dia mengancam keluarga saya", alarms.VIOLENCE),
    ("Kakak dirundung teman sekelas", alarms.VIOLENCE),
    ("Anak itu kecemplung sumur", alarms.DANGER),
    ("Anak saya kejang", alarms.DANGER),
    ("Tembok roboh menimpa orang", alarms.DANGER),
]
"""What the mended lists must not lose."""


def kinds(text: str) -> set[str]:
    return {alarm.kind for alarm in alarms.detect(text)}


@pytest.mark.parametrize("text", [*STEMS, *MEANINGS, *NAMES, *MENTIONS, *DENIED])
def test_a_false_friend_gives_no_alarm(text: str) -> None:
    assert alarms.detect(text) == ()


@pytest.mark.parametrize(("text", "kind"), [*NOT_DENIED, *STILL_MEANT])
def test_what_is_meant_is_detected(text: str, kind: str) -> None:
    assert kind in kinds(text)

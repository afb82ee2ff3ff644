"""What single words of the lists are for: each row is a sentence that nothing else in it makes an alarm, or makes none.

The lists as a whole are held by their precision and recall over texts (`test_alarms`), which a word that people seldom
use hardly moves.
"""

import pytest

from chalicelib.domain.text import alarms

DANGER = [
    ("jatuh .. {no} bangun", "Kakek jatuh di kamar mandi dan tidak bangun"),
    ("{building}: pasar", "Los pasar ambruk waktu hujan"),
    ("{building}: rumah", "Tiga rumah roboh diterjang angin"),
    ("{people}: siswa", "Puluhan siswa masih terjebak"),
    ("{people}: orang", "Dua orang masih terjebak"),
    ("{no}: belum", "Bayi itu belum bernapas"),
    ("{no}: trada", "Adik trada bernapas"),
    ("{no}: teu", "Budak teh teu bernapas"),
    ("air .. {no} muncul", "Dua anak terjun ke air dan belum muncul"),
    ("kobong", "Omahku kobong"),
    ("kahuruan", "Imah tatangga kahuruan"),
    ("kalalap", "Warung dilalap si jago merah"),
    ("kelelep", "Adik saya kelelep di empang"),
    ("dipatok .. ular", "Ayah dipatok di sawah oleh ular"),
    ("sesak angin", "Nenek sasak dan sesak angin sejak subuh"),
    ("on fire", "The house next door is on fire"),
    ("drowning", "A child is drowning near the pier"),
    ("minyak .. rokok", "Minyak tangki tumpah dan orang menyalakan rokok"),
    ("palang {no} turun", "Palang pintu kereta tidak mau turun"),
    ("oksigen habis", "Tabung oksigen di ruang isolasi habis"),
]
VIOLENCE = [
    ("nyolek .. {body}", "Kernet nyolek pinggang adik saya"),
    ("{blade}: pistol", "Tukang parkir itu bawa pistol"),
    ("{blade}: parang", "Tetangga pegang parang"),
    ("{hit}: di", "Anak saya ditampar di kelas"),
    ("{hit}: ma", "Urang tu manampar amak"),
    ("{hit}: ng", "Bapaknya nggampar si kecil"),
    ("dihantup", "Kapala kakak dihantup ka dinding"),
    ("carok", "Dua keluarga mau carok"),
    ("geng motor", "Geng motor masuk kampung tiap malam"),
    ("kidnapped", "My daughter was kidnapped"),
    ("staycation", "Atasan mensyaratkan staycation untuk kontrak"),
    ("dibuntuti", "Pulang kerja saya dibuntuti"),
    ("{no} dikasih makan", "Pembantu itu tidak dikasih makan"),
]
EXTORTION = [
    ("(bisa|besok) .. (kalau) .. {amount}", "Besok jadi kalau transfer 150 ribu"),
    ("{errand}: jaga", "Tiap antre isi uang jaga di meja depan"),
    ("{errand}: transport", "Tiap antre isi uang transport di meja depan"),
    ("{revenge}: diputus", "Yang menolak langsung diputus alirannya"),
    ("{revenge}: dibaret", "Yang menolak mobilnya dibaret"),
    ("{money}: fulus", "Petugas minta fulus"),
    ("{money}: pitih", "Petugas minta pitih"),
    ("{money}: hepeng", "Petugas minta hepeng"),
    ("{amount}: juta", "Petugas minta tiga juta"),
    ("{amount}: 25 rb", "Petugas minta 25 rb"),
    ("{amount}: 50 000", "Petugas minta 50.000"),
    ("{officer}: dokter", "Dokter minta 2 juta"),
    ("{officer}: pambakal", "Pambakal minta 2 juta"),
    ("{officer}: operator", "Operator minta 2 juta"),
    ("{ask}: ngomong", "Petugas ngomong 200 ribu"),
    ("{ask}: matok", "Petugas matok 200 ribu"),
    ("{fast}: pengen cepat", "Pengen cepat ya nambah"),
    ("{fast}: handak lakas", "Handak lakas ya nambah"),
    ("{sothat}: supaya diurus", "Kami transfer supaya diurus"),
    ("{sothat}: agar dimasukkan", "Kami transfer agar dimasukkan"),
    ("{punish}: selesai", "Yang tidak ngasih suratnya lama selesai"),
    ("{punish}: digawi", "Mun kada ngasih kada digawi"),
    ("orang dalam", "Cepat karena lewat orang dalam"),
    ("japrem", "Pedagang ditagih japrem"),
]
CORRUPTION = [
    ("dicoret .. pilihan", "Nama ibu saya dicoret gara-gara beda pilihan"),
    ("uang {errand} .. dipangkas", "Uang transport kader selalu dipangkas"),
    ("{funds}: upah", "Upah harian kami disunat"),
    ("{funds}: dana", "Dana ketahanan pangan disunat"),
    ("{power}: aset", "Aset kelurahan disalahgunakan"),
    ("{power}: wewenang", "Wewenang itu disalahgunakan"),
    ("{reached}: teko", "Sing teko mung separuh"),
    ("{reached}: sampai", "Yang sampai kami hanya separuh"),
    ("{aid}: dana bos", "Dana bos tidak dibagikan"),
    ("{aid}: raskin", "Raskin ditimbun"),
    ("{family}: timses", "Timses bupati semua lolos"),
    ("{family}: adik", "Adik kades semua lolos"),
    ("{boss}: bendahara", "Iuran dimakan bendahara"),
    ("{boss}: kades", "Iuran dimakan kades"),
    ("tilap", "Iurannya ditilap"),
    ("pinjam bendera", "Pemenangnya cuma pinjam bendera"),
]


@pytest.mark.parametrize(
    ("words", "text", "kind"),
    [
        (*row, kind)
        for kind, rows in {
            alarms.DANGER: DANGER,
            alarms.VIOLENCE: VIOLENCE,
            alarms.EXTORTION: EXTORTION,
            alarms.CORRUPTION: CORRUPTION,
        }.items()
        for row in rows
    ],
)
def test_the_words_give_the_alarm(words: str, text: str, kind: str) -> None:
    assert [alarm.kind for alarm in alarms.detect(text)] == [kind], words


def test_an_alarm_has_the_words_from_where_they_begin() -> None:
    """`kemaluan` is an alarm alone; with the verb the office reads what was done."""
    (alarm,) = alarms.detect("Pelatih itu megang kemaluan atlet")
    assert (alarm.kind, alarm.words) == (alarms.VIOLENCE, "megang kemaluan")


HARMLESS = [
    ("{within}: satu", "Kami tidur enam orang dalam satu petak"),
    ("{within}: sehari", "Antrean 80 orang dalam sehari"),
    ("diterima tanggal", "Berkas diterima tanggal 5"),
    ("{things}: polusi", "Polusi pabrik mengancam warga"),
    ("{things}: pohon", "Pohon itu mengancam warga"),
    ("{student}: rekan", "Rekan saya KKN bulan depan"),
    ("{student}: mahasiswa", "Mahasiswa mulai KKN bulan depan"),
    ("{village}: jalan", "Lampu di Jalan Raya Malak padam"),
    ("{village}: jl", "Lampu di Jl. Malak padam"),
    ("{village}: tumbang", "Air keruh di Tumbang Malak"),
    ("{alike}: tendang", "Puskesmas di Desa Tendang tutup"),
    ("{alike}: terapung", "Puskesmas di Desa Terapung tutup"),
    ("{alike}: gemuruh", "Puskesmas di Bukit Gemuruh tutup"),
    ("{part}: kerambil", "Lampu di Begal Kerambil padam"),
    ("{part}: hulu", "Lampu di Begal Hulu padam"),
    ("{take}: memungut", "Pak RT memungut uang sampah"),
    ("{take}: minta", "Pak RT minta uang sampah"),
    ("{matter}: kdrt", "Poster KDRT di puskesmas sobek"),
    ("{matter}: korupsi", "Poster korupsi di puskesmas sobek"),
    ("{before}: papan", "Papan petunjuk longsor hilang"),
    ("{before}: mau", "Tanggulnya sudah mau longsor"),
    ("{about}: tanpa", "Pelayanan tanpa pilih kasih dan korupsi"),
    ("{about}: anti", "Duta anti kekerasan datang ke sekolah"),
    ("{accident}: longsoran", "Longsoran bulan lalu menutup parit"),
    ("{accident}: kecelakaan", "Kecelakaan bulan lalu di tikungan"),
]
"""Words in which, without the word of the row, an alarm would be heard."""


@pytest.mark.parametrize(("words", "text"), HARMLESS)
def test_the_words_give_no_alarm(words: str, text: str) -> None:
    assert alarms.detect(text) == (), words

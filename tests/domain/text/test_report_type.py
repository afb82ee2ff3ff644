"""The type that words propose: a question or a plain wish; a complaint that ends in a question mark stays one."""

import pytest

from chalicelib.domain.text.report_type import ASPIRATION, PRAISE, QUESTION, proposed_type

QUESTIONS = [
    "syarat pindah KTP apa saja ya",
    "Syarat rekomendasi SIUP apa saja ya",
    "ktp ilang kecopetan d pasar, mau bikin lg hrs ke kantor mana? bawa apa aja?",
    "Bapak saya PNS pensiun bulan lima, berkas apa untuk daftar pensiun?",
    "kapan dibuka spmb jalur afirmasi? syaratnya KIP saja bisa?",
    "bantuan modal umkm itu daftarnya dmn ya?",
    "min mau tanya cara daftar NIB gimana",
    "Mohon info jadwal vaksin rabies gratis",
    "biaya skck berapa sih resminya?",
    "Bagaimana prosedur mengurus akta kelahiran?",
    "Apakah puskesmas buka hari Sabtu?",
]
COMPLAINTS = [
    "Kapan jalan ini diperbaiki?",
    "Sudah tiga bulan lampu mati, sampai kapan begini?",
    "Uang kami kemana?? perusahaan tidak setor iuran sejak 2024, kami sudah lapor ke mana mana tidak ada jawaban",
    "Atap kelas ambruk bulan lalu dan belum diperbaiki, anak belajar di mushola. Sampai kapan?",
    "mati lampu lagi mati lampu lagi, kompensasinya mana PLN?",
    "Air mati sebelas hari, telepon tidak dijawab, siapa yang ganti?",
    "Jalan berlubang di depan pasar, tolong segera ditambal.",
    "RS minta uang muka sebelum pasien ditangani, padahal keadaan gawat. Setelah dibayar baru masuk. Apakah itu boleh?",
    "pegawai mengatakan katanya berkas hilang",
]
WISHES = [
    "Mau usul saja, di pertigaan dipasang lampu kuning",
    "Kami mengusulkan pembangunan taman bacaan",
    "Usul: jam buka perpustakaan diperpanjang",
    "Saran saya, halte diberi atap",
]


PRAISE_TEXTS = [
    "Terima kasih atas pelayanan KTP di kecamatan, cepat dan ramah",
    "Kami sangat puas dengan petugas Puskesmas Sangatta",
    "Salut untuk tim pemadam yang datang dalam lima menit",
]
THANKS_THAT_ASK = [
    "Lampu jalan padam sejak Senin. Terima kasih atas perhatian Bapak",
    "Mohon dibuatkan halte. Terima kasih kepada dinas",
    "Terima kasih atas jalannya, tapi drainase belum dibuat",
]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [(text, QUESTION) for text in QUESTIONS]
    + [(text, None) for text in COMPLAINTS]
    + [(text, ASPIRATION) for text in WISHES]
    + [(text, PRAISE) for text in PRAISE_TEXTS]
    + [(text, None) for text in THANKS_THAT_ASK],
)
def test_the_type_that_words_propose(text: str, proposed: str | None) -> None:
    assert proposed_type(text) == proposed

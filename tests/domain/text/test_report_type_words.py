"""What each word does to the type that is proposed."""

import pytest

from chalicelib.domain.text.report_type import ASPIRATION, PRAISE, QUESTION, proposed_type
from tests.support.words import each


@pytest.mark.parametrize(
    "words",
    [
        *each("mau tanya|numpang tanya|ijin bertanya|izin bertanya|ingin menanyakan|sekedar tanya|sekadar tanya"),
        *each("cuma tanya|hanya nanya|boleh tanya|mau nanya|mau bertanya|mau menanyakan|tanya dong|bertanya"),
        *each("mohon info|minta informasi|butuh infonya|perlu informasinya|bisa minta petunjuk|mau minta alamat"),
        *each("mohon nomor|mohon kontak|mohon jadwal"),
    ],
)
def test_who_says_that_he_asks_asks(words: str) -> None:
    assert proposed_type(f"{words} layanan ini") == QUESTION
    assert proposed_type(f"x{words}x layanan ini") is None


@pytest.mark.parametrize(
    "words",
    [
        *each("apa saja syarat|apa aja itu persyaratannya|apa berkas|apa dokumennya|syarat yang baru apa saja"),
        *each("persyaratan apa aja|berkas a b c d e gimana|dokumen bagaimana|berkas apa|dokumen apa saja|bawa apa"),
        *each("urus apa|siapkan apa aja|bagaimana cara|gimana prosedurnya|gmn alurnya|bgmn prosesnya"),
        *each("caranya daftar bagaimana|cara daftar gimana|cara a b c d gmn|daftarnya dmn|ngurusnya dimana"),
        *each("urus di mana|bikin kemana|buat ke mana|daftar a b c kmn|kantor mana|loket pajak dmn"),
        *each("berapa biaya|berapa tarifnya|berapa lama|berapa hari|biayanya a b c berapa|tarif berapa"),
        *each("kapan dibuka|kapan lagi buka|kapan jadwal|kapan pendaftaran|kapan mulai|kapan dibagi"),
        *each("jam buka|jam berapa|jam layanan|jam pelayanan|bisa diwakili|bisakah ini diwakilkan|bisa online"),
        *each("bisa secara daring|apakah bisa|apakah a b c d boleh|apakah harus|apakah wajib|apakah masih"),
        *each("apakah sudah|apakah benar|apakah ada|bolehkah|bisakah|haruskah|boleh ga|boleh gak|boleh tidak"),
        *each("boleh tdk|boleh nggak"),
    ],
)
def test_a_question_about_a_procedure_is_one(words: str) -> None:
    assert proposed_type(f"hal ini {words} ya") == QUESTION
    assert proposed_type(f"hal ini x{words}x ya") is None


@pytest.mark.parametrize(
    "word",
    each("apa|apakah|bagaimana|gimana|gmn|berapa|kapan|dimana|di mana|dmn|kemana|ke mana|kmn|siapa|syaratnya"),
)
def test_a_short_text_with_a_word_that_asks_and_a_mark_is_a_question(word: str) -> None:
    assert proposed_type(f"{word} itu?") == QUESTION
    assert proposed_type(f"{word} itu") is None
    assert proposed_type(f"x{word}x itu?") is None
    assert proposed_type(f"{word} {'a ' * (14 - len(word.split()))}?") == QUESTION
    assert proposed_type(f"{word} {'a ' * (15 - len(word.split()))}?") is None


COMPLAINTS = [
    *each("padahal|minta uang|dipotong|rusak|mati|padam|hilang|bocor|mampet|ambruk|berlubang|macet|bau|kotor"),
    *each("dipersulit|ditolak|dioper|dioperkan|dibiarkan|belum jadi|belum juga cair|belum masuk|belum keluar"),
    *each("belum terbit|belum dibayarkan|belum diperbaiki|belum dijawab|belum ada|belum diberikan|belum dapat"),
    *each("belum dikirim|tidak ada|tdk bisa|gak dapat|ga jalan|nggak keluar|tak mengalir|tidak pernah"),
    *each("tidak mau masuk|tidak dijawab|tidak ditanggapi|tidak datang|sampai kapan|kapan mau diperbaiki"),
    *each("kecewa|keluhan|mengeluhkan|melaporkan|laporkan|lapor|oknum|pungli|dipukuli|sudah 3 kali|sudah 3x"),
    *each("sudah ada 2 hari|sudah 2 minggu|sudah 2 bulan|sudah 2 bln|sudah 2 tahun|sudah 2 thn|bertahun"),
    *each("berbulan|tolong diperbaiki|tolong segera|mohon ditambal|mohon segera|mohon evaluasi"),
]


@pytest.mark.parametrize("words", COMPLAINTS)
def test_a_word_of_complaint_takes_a_point_from_a_question(words: str) -> None:
    assert proposed_type(f"jam buka {words}") is None
    assert proposed_type(f"jam buka x{words}x") == QUESTION


def test_two_signs_of_asking_outweigh_a_complaint_or_two_and_none_more() -> None:
    assert proposed_type("mau tanya jam buka, lampu mati") == QUESTION
    assert proposed_type("mau tanya jam buka, lampu mati dan rusak") == QUESTION
    assert proposed_type("mau tanya jam buka, lampu mati dan rusak dan kotor") is None
    assert proposed_type("mau tanya jam buka, berapa lama? lampu mati rusak kotor bau padam") == QUESTION


def test_a_long_story_is_less_of_a_question_and_a_very_long_one_less_again() -> None:
    def asked(words: int) -> str | None:
        return proposed_type(f"jam buka {'a ' * (words - 2)}")

    def asked_plainly(words: int) -> str | None:
        return proposed_type(f"mau tanya {'a ' * (words - 2)}?")

    assert (asked(25), asked(26)) == (QUESTION, None)
    assert (asked_plainly(50), asked_plainly(51)) == (QUESTION, None)


@pytest.mark.parametrize(
    "words",
    [
        *each("saya usul|kami ingin mengusulkan|sy usulkan|warga menyarankan|sekedar usul|sekadar saran|ada usulan"),
        *each("mau usul|ingin saran|usul saya|usulan kami|usul warga|saran saya|saran kami|bagaimana kalau"),
        *each("gimana kalau|alangkah baiknya"),
    ],
)
def test_plain_words_of_a_wish_propose_one(words: str) -> None:
    assert proposed_type(f"hal ini {words} dicat hijau") == ASPIRATION
    assert proposed_type(f"hal ini x{words}x dicat hijau") != ASPIRATION
    assert proposed_type(f"hal ini {words} dicat hijau?") != ASPIRATION
    assert proposed_type(f"hal ini {words} dicat hijau karena rusak") != ASPIRATION


@pytest.mark.parametrize("word", ["usul", "saran"])
def test_a_text_that_begins_with_the_word_is_a_wish(word: str) -> None:
    assert proposed_type(f"{word.capitalize()} taman dicat hijau") == ASPIRATION
    assert proposed_type(f"taman, {word}, dicat hijau") is None


@pytest.mark.parametrize(
    "words",
    [
        *each("terima kasih untuk|terimakasih atas|makasih kepada|trims pada"),
        *each("terima kasih banyak buat|makasih pak|trims bu"),
        *each("kami puas|saya salut|warga bangga|kami sangat mengapresiasi|saya berterima kasih|kami berterimakasih"),
        *each("apresiasi untuk|apresiasi kepada|apresiasi atas|salut untuk|salut kepada|salut dengan|salut buat"),
    ],
)
def test_thanks_for_something_propose_praise(words: str) -> None:
    assert proposed_type(f"hari ini {words} loket ramah") == PRAISE
    assert proposed_type(f"hari ini x{words}x loket ramah") is None
    assert proposed_type(f"hari ini {words} loket ramah?") != PRAISE


@pytest.mark.parametrize(
    "words",
    [
        *each("mohon|minta|tolong|harap|harapan|seharusnya|sebaiknya|tetapi|tapi|namun|sayang|sayangnya|kurang"),
        *each("perhatian|perhatiannya|tidak cepat|tdk cepat|gak cepat|ga cepat|nggak cepat|tak cepat|belum cepat"),
        *each("jangan tutup|rusak"),
    ],
)
def test_thanks_that_ask_for_something_or_take_themselves_back_are_no_praise(words: str) -> None:
    assert proposed_type(f"terima kasih atas loketnya {words}") != PRAISE
    assert proposed_type(f"terima kasih atas loketnya x{words}x") == PRAISE

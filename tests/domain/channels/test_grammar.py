"""What an SMS asks for, however it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.channels.grammar import Wish, parse

NUMBER = "KI-7F3K-9Q2M-XA0B-T"
PREFIXES = frozenset({"KI", "KU", "RI", "BT"})


@pytest.fixture(scope="module", autouse=True)
def _number_is_valid() -> None:
    assert parse(f"CEK {NUMBER}", PREFIXES).number == NUMBER


@pytest.mark.parametrize(
    "text",
    [
        f"CEK {NUMBER}",
        f"cek {NUMBER.lower()}",
        f"CEK{NUMBER}",
        f"cek:{NUMBER}",
        f"Cek  {NUMBER.replace('-', ' ')}.",
        f"CEK {NUMBER.replace('-', '')}",
        f"CEK{NUMBER.replace('-', '')}",
        f"CEK {NUMBER.replace('0', 'O')}",
        f"CEK {NUMBER.replace('0', 'o').lower()}",
        f"Status {NUMBER}",
        f"  CEK\n{NUMBER} ",
    ],
)
def test_a_number_is_read_in_any_case_without_blanks_and_with_o_for_zero(text: str) -> None:
    assert parse(text, PREFIXES)[:2] == (Wish.CHECK, NUMBER)


@pytest.mark.parametrize(
    ("text", "wish", "words"),
    [
        ("LAPOR jalan berlubang", Wish.REPORT, "jalan berlubang"),
        ("lapor: jalan berlubang", Wish.REPORT, "jalan berlubang"),
        ("Lapor,jalan berlubang", Wish.REPORT, "jalan berlubang"),
        ("LAPORjalan berlubang", Wish.REPORT, "jalan berlubang"),
        ("#lapor jalan berlubang", Wish.REPORT, "jalan berlubang"),
        ("LAPOR", Wish.REPORT, ""),
        ("baru", Wish.NEW, ""),
        ("cek", Wish.CHECK, ""),
        ("Cek.", Wish.CHECK, ""),
        ("BALAS sudah saya kirim", Wish.REPLY, "sudah saya kirim"),
        ("ya", Wish.YES, ""),
        ("Ya, sudah beres pak. Terima kasih!", Wish.YES, "sudah beres pak. Terima kasih!"),
        ("Belum, masih banjir", Wish.NO, "masih banjir"),
        ("blm", Wish.NO, ""),
        ("keberatan karena belum ditangani", Wish.OBJECT, "karena belum ditangani"),
        ("BEDA", Wish.PART, ""),
        ("beda masalah", Wish.PART, "masalah"),
        ("Batal", Wish.CANCEL, ""),
        ("ya batal", Wish.CANCEL_SURELY, ""),
        ("YA, BATAL", Wish.CANCEL_SURELY, ""),
        ("stop", Wish.STOP, ""),
        ("STOP SMS", Wish.STOP, "SMS"),
        ("Mulai", Wish.RESUME, ""),
        ("bantuan", Wish.HELP, ""),
        ("help", Wish.HELP, ""),
    ],
)
def test_a_word_at_the_beginning_says_what_is_asked_for(text: str, wish: Wish, words: str) -> None:
    assert parse(text, PREFIXES)[:3] == (wish, None, words)


@pytest.mark.parametrize(
    "text",
    [
        "laporan saya minggu lalu belum dijawab",
        "laporkan saja kepala desa itu",
        "stop pungli di samsat samarinda",
        "bantuan beras tidak sampai di desa kami",
        "cek kosong dari bendahara desa",
        "cekcok warga soal batas tanah",
        "batal nikah karena KUA minta uang",
        "batalkan proyek jembatan itu",
        "balasan surat saya tidak ada",
        "ya ampun jalan depan rumah rusak lagi",
        "ya tapi di sebelah masih rusak",
        "yang terhormat bupati, jalan kami rusak",
        "mulai kemarin air mati",
        "beda harga gas di tiap pangkalan",
        "sudah seminggu air mati",
        "RT 05 RW 02 jalan rusak parah",
        "🚧🚧 jalan rusak",
        "",
    ],
)
def test_a_report_that_begins_with_such_a_word_is_plain_words(text: str) -> None:
    found = parse(text, PREFIXES)
    assert (found.wish, found.number) in ((Wish.WORDS, None), (Wish.REPORT, None))
    assert found.plain == text


@pytest.mark.parametrize(
    "text",
    [
        f"CEK {NUMBER[:-1]}A",
        "CEK KI-7F3K-9Q2M-XA0C-T",
        f"CEK{NUMBER[:-1]}A",
        "CEK 12345",
        "CEK KI-7F3K-9Q2M",
        "BATAL KI-7F3K-9Q2M-XA0C-T",
        "BALAS KI-7F3K-9Q2M-XA0C-T sudah saya kirim",
    ],
)
def test_a_number_with_a_typing_error_is_no_words(text: str) -> None:
    assert parse(text, PREFIXES).wish is Wish.TYPO


def test_words_behind_a_number_belong_to_it() -> None:
    assert parse(f"BALAS {NUMBER} sudah saya kirim", PREFIXES)[:3] == (Wish.REPLY, NUMBER, "sudah saya kirim")
    assert parse(f"belum {NUMBER}, masih banjir", PREFIXES)[:3] == (Wish.NO, NUMBER, "masih banjir")
    assert parse(f"BATAL {NUMBER}", PREFIXES)[:2] == (Wish.CANCEL, NUMBER)


@given(st.text(max_size=200))
def test_every_text_asks_for_something_and_keeps_its_words(text: str) -> None:
    found = parse(text, PREFIXES)
    assert found.plain == " ".join(text.split())
    assert found.words in found.plain

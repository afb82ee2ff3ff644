"""Which words of two reports count as one, and what each sign of a duplicate weighs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.duplicates import similarity
from chalicelib.domain.duplicates.similarity import Fingerprint, compare, words_of
from tests.support.world import MONDAY

SPELLINGS = [
    ("jalan", "jl|jln|jalanan"),
    ("lubang", "lobang|bolong|bocel|kubangan"),
    ("lampu", "pju|penerangan"),
    ("mati", "padam|gelap"),
    ("sumbat", "mampet|buntu"),
    ("selokan", "got|parit|drainase|gorong"),
    ("banjir", "genang|kebanjiran|genangan"),
    ("roboh", "ambruk|tumbang"),
    ("tumpuk", "numpuk|menggunung|menumpuk"),
    ("kecamatan", "kec"),
    ("desa", "ds"),
    ("sekolah", "sd|sdn|smp"),
    ("busuk", "bau"),
    ("rusak", "jebol|hancur"),
    ("pdam", "ledeng|leding"),
]
"""What people call one thing."""

SAYS_NOTHING = "yg|dgn|utk|krn|tdk|gak|ga|nggak|ngga|tak|sdh|udah|blm|bgt"
"""Short forms of words that every report has."""


@pytest.mark.parametrize(
    ("word", "other"), [(word, other) for word, listed in SPELLINGS for other in listed.split("|")]
)
def test_two_names_of_one_thing_are_one_word(word: str, other: str) -> None:
    assert words_of(other) == words_of(word)
    assert len(words_of(word)) == 1


@pytest.mark.parametrize("word", SAYS_NOTHING.split("|"))
def test_a_short_form_of_an_everyday_word_says_nothing(word: str) -> None:
    assert words_of(word) == set()


@pytest.mark.parametrize(
    "text",
    [
        "ada adalah agar akan aku anda apa atas atau bagi bahwa bagaimana banyak bapak baru beberapa belum bisa",
        "Harap kondisi di lokasi dekat sini segera dilaporkan, parah sekali, the and of in is at",
        "melapor sejak bulan lalu, tanggal dan jam malam kemarin",
    ],
)
def test_everyday_words_say_nothing(text: str) -> None:
    assert words_of(text) == set()


STEMS = [
    ("lubangnya", "lubang"),
    ("lubanglah", "lubang"),
    ("lubangkah", "lubang"),
    ("lubangpun", "lubang"),
    ("lubangkan", "lubang"),
    ("lubangan", "lubang"),
    ("lubangi", "lubang"),
    ("lubangannya", "lubang"),
    ("menutup", "tutup"),
    ("penutup", "tutup"),
    ("penutupan", "tutup"),
    ("memukul", "pukul"),
    ("pemukul", "pukul"),
    ("menyapu", "sapu"),
    ("penyapu", "sapu"),
    ("mengganti", "gant"),
    ("membuang", "buang"),
    ("mencarik", "carik"),
    ("melintas", "lintas"),
    ("pengguna", "guna"),
    ("pembuang", "buang"),
    ("pencarik", "carik"),
    ("berlubang", "lubang"),
    ("terbakar", "bakar"),
    ("perlintas", "lintas"),
    ("pelintas", "lintas"),
    ("dibakar", "bakar"),
    ("kebakar", "bakar"),
    ("sekota", "kota"),
    ("batuan", "batu"),
    ("bukan", "bukan"),
    ("bakti", "bakt"),
    ("dinas", "dinas"),
    ("diasah", "asah"),
    ("menara", "tara"),
    ("emas", "emas"),
    ("0015", "15"),
    ("000", "0"),
]
"""Cruder than a dictionary: what counts is that both texts lose the same."""


@pytest.mark.parametrize(("word", "stem"), STEMS)
def test_a_word_loses_its_affixes_as_long_as_four_letters_stay(word: str, stem: str) -> None:
    assert similarity._stem(word) == stem


def test_letters_with_accents_and_signs_are_plain_ones() -> None:
    assert words_of("Café-nya di KM.12!") == words_of("cafe km 12")
    assert "cafe" in words_of("CAFÉ")


HERE = Fingerprint("A", MONDAY, "jalan-rusak", "64.08", 0.5, 117.5, similarity.signature("lubang pasar"))
NOTHING = replace(HERE, category="sampah", lat=None, region=None, signature=similarity.signature("rabies"))
DEGREE = 111_195.08


@pytest.mark.parametrize(
    ("other", "score"),
    [
        (NOTHING, 0),
        (replace(NOTHING, category=None), 0.125),
        (replace(NOTHING, category="jalan-rusak"), 0.25),
        (replace(NOTHING, lat=0.5), 0.15),
        (replace(NOTHING, lat=0.5 + 215 / DEGREE), 0.075),
        (replace(NOTHING, lat=0.5 + 399 / DEGREE), 0),
        (replace(NOTHING, region="64.08"), 0.03),
        (replace(NOTHING, region="64"), 0),
        (replace(NOTHING, region="64.09"), 0),
        (replace(NOTHING, signature=HERE.signature), 0.6),
        (replace(NOTHING, signature=similarity.signature("lubang taman")), 0.375),
        (replace(NOTHING, signature=similarity.signature("lubang taman kota hijau")), 0.265),
        (replace(NOTHING, category="jalan-rusak", filed_at=MONDAY + timedelta(days=45)), 0.238),
    ],
)
def test_place_category_and_words_weigh_what_they_weigh(other: Fingerprint, score: float) -> None:
    assert compare(HERE, other).score == pytest.approx(score, abs=0.0011)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("64", "64", 0),
        ("64.08", "64.08", 0.2),
        ("64.08", "64.08.01.2001", 0.2),
        ("64.08.01", "64.08.01", 0.4),
        ("64.08.01.2001", "64.08.01", 0.4),
        ("64.08.01.2001", "64.08.01.2001", 0.6),
        ("64.08.01.2001", "64.08.01.2002", 0),
        (None, "64", 0),
        ("64", None, 0),
    ],
)
def test_two_regions_are_the_nearer_the_smaller_the_one_that_holds_both(
    one: str | None, other: str | None, near: float
) -> None:
    assert similarity._same_place(one, other) == near


def test_a_report_is_suggested_from_the_threshold_on() -> None:
    found = compare(HERE, HERE)
    assert replace(found, score=similarity.THRESHOLD).suggests
    assert not replace(found, score=0.549).suggests
    assert similarity.THRESHOLD == 0.55


def test_words_are_the_same_from_two_fifths_of_them_on() -> None:
    found = compare(HERE, HERE)
    assert "same_words" in replace(found, words=0.4).reasons
    assert "same_words" not in replace(found, words=0.399).reasons
    assert "recent" in replace(found, days=7).reasons
    assert "recent" not in replace(found, days=8).reasons


def test_a_signature_keeps_the_smallest_hashes_of_two_bytes() -> None:
    """It is stored, and compared with those of three months."""
    assert similarity.signature("lubang pasar").hex() == similarity.signature("pasar", "lubang").hex()
    assert similarity.signature("lubang").hex() == "d994"
    long = similarity.signature(" ".join(f"kata{n}x" for n in range(100)))
    pairs = [long[at : at + 2] for at in range(0, 64, 2)]
    assert len(long) == 64
    assert pairs == sorted(set(pairs))


def test_signatures_that_have_no_word_are_not_alike() -> None:
    assert similarity.alike(b"", b"") == similarity.alike(b"ab", b"") == 0
    assert similarity.alike(b"abcd", b"cdef") == 0.5
    assert similarity.alike(b"abcdefgh", b"ab") == 0.5


@pytest.mark.parametrize(("seconds", "days"), [(86_399, 0), (86_400, 1), (172_799, 1), (172_800, 2)])
def test_a_day_has_so_many_seconds(seconds: int, days: int) -> None:
    assert compare(HERE, replace(HERE, filed_at=MONDAY + timedelta(seconds=seconds))).days == days

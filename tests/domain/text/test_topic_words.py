"""Topic words: addresses, salutations and names of people are no evidence; what a report is about stays readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.text import features
from chalicelib.domain.text.topic_words import GAP, topic_words

ADDRESSES = [
    ("Jalan rusak di depan pasar, Kec. Samarinda Ulu, Kota Samarinda", "jalan rusak di depan pasar"),
    ("Jalan rusak di depan pasar Desa Makmur Jaya", "jalan rusak di depan pasar"),
    ("KTP belum jadi, alamat Jl. Candi No. 5 RT 05 RW 02", "ktp belum jadi"),
    ("Sampah menumpuk di Kelurahan Taman Sari", "sampah menumpuk"),
    ("Lubang di Jalan Ahmad Yani", "lubang di jalan"),
    ("Jl. Candi berlubang", "jl berlubang"),
    ("Lampu Jalan Malaka padam", "lampu jalan padam"),
    ("Air keruh di blok C/5, Komplek Griya Asri", "air keruh di blok c 0"),
]
SALUTATIONS = [
    ("Yth. Dinas PU, lampu mati", "lampu mati"),
    ("Kepada Yth Bapak Bupati Kutai Timur mohon jalan diperbaiki", "mohon jalan diperbaiki"),
    ("YTH PAK WALI. JALAN UTAMA RUSAK", "jalan utama rusak"),
    ("Yth. Kepala Dinas Perhubungan Kota Samarinda. Rambu hilang", "rambu hilang"),
    ("Assalamualaikum, selokan mampet", "selokan mampet"),
    ("Nama saya Budi Santoso, KTP belum jadi", "nama saya ktp belum jadi"),
    ("Rumah Pak Joko Widodo kebanjiran", "rumah pak kebanjiran"),
]
MATTERS = [
    "pelayanan di kantor kecamatan lambat",
    "Jalan Desa rusak",
    "Jalan Nasional berlubang",
    "Pak Camat tidak ada di kantor",
    "Ibu Hamil ditolak puskesmas",
    "Yth Taspen, pensiun belum masuk",
    "terima kasih petugas",
    "kelurahan tidak melayani",
]


@pytest.mark.parametrize(("text", "left"), ADDRESSES + SALUTATIONS)
def test_where_and_who_is_no_evidence(text: str, left: str) -> None:
    assert [word for word in features.tokens(topic_words(text)) if word[0] != GAP] == left.split()


@pytest.mark.parametrize("text", MATTERS)
def test_what_it_is_about_stays(text: str) -> None:
    lost = set(features.tokens(text)) - set(features.tokens(topic_words(text)))
    assert lost <= {"yth"}


def test_the_office_of_a_place_stays_and_its_name_goes() -> None:
    left = features.tokens(topic_words("Pelayanan di Kantor Kecamatan Palaran lambat"))
    assert left == ["pelayanan", "di", "kantor", "kecamatan", "_", "lambat"]


def test_a_name_that_was_read_as_a_place_goes_as_a_whole_word_only() -> None:
    assert topic_words("ktp di kec palaran lama", ["palaran"]) == "ktp _ lama"
    assert topic_words("batubata batu", ["batu"]) == "batubata _"


@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_is_read(text: str, names: list[str]) -> None:
    assert isinstance(topic_words(text, names), str)

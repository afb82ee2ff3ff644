"""Answers that words give to a category's question."""

import pytest

from chalicelib.domain.text import answers
from tools.refdata import tables


@pytest.mark.parametrize(
    ("fact", "text", "answer"),
    [
        ("ministry", "Laman beasiswa Kementerian Agama tidak bisa dibuka", "agama"),
        ("ministry", "akun SIAPkerja kemnaker saya terkunci", "ketenagakerjaan"),
        ("ministry", "beasiswa LPDP, surat penjaminan belum terbit", "keuangan"),
        ("ministry", "Situs Kementrian Kesehatan error terus", "kesehatan"),
        ("ministry", "laman beasiswa kementerian tidak bisa diakses", None),
        ("ministry", "Kemenag bilang ke Kemenkes, Kemenkes bilang ke Kemenag", None),
        ("ministry", "beremisi tinggi", None),
        ("pension_fund", "pensiunan TNI, uang bulanan dari Asabri belum masuk", "tni-polri"),
        ("pension_fund", "otentikasi Taspen gagal terus", "asn"),
        ("pension_fund", "gaji pensiunan belum masuk", None),
        ("road_class", "jalan provinsi", None),
    ],
)
def test_words_answer_only_what_they_say(fact: str, text: str, answer: str | None) -> None:
    assert answers.answer_of(fact, text) == answer


@pytest.mark.parametrize("fact", answers.ANSWERS)
def test_every_answer_is_one_of_its_question(fact: str) -> None:
    known = {answer["id"] for answer in tables.questions()[fact]["answers"]}
    assert set(answers.ANSWERS[fact]) <= known

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
        ("ministry", "laman beasiswa kementerian tidak bisa diakses", "pendidikan-tinggi"),
        ("ministry", "Beasiswa Kemenag dan beasiswa LPDP sama-sama terlambat", None),
        ("ministry", "beasiswa Kementerian Kesehatan belum cair", "kesehatan"),
        ("ministry", "bidik misi saya dicabut, situs kementerian error", "pendidikan-tinggi"),
        ("ministry", "situs kementerian tidak bisa diakses", None),
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


NAMED = [
    ("agama", "kementerian agama|kemenag|emis|simpatika"),
    ("dalam-negeri", "kementerian dalam negeri|kemendagri"),
    ("desa", "kementerian desa|kementerian desa dan daerah tertinggal|kemendes|kemendespdt"),
    ("esdm", "menteri esdm|kementerian energi|kemenesdm|kemen esdm"),
    ("kesehatan", "menteri kesehatan|kemenkes|SatuSehat|satu sehat"),
    ("ketenagakerjaan", "departemen ketenagakerjaan|departemen tenaga kerja|kemnaker|kemenaker|SIAPkerja|siap kerja"),
    ("keuangan", "kemen keuangan|kemenkeu|LPDP"),
    ("komdigi", "kementerian komunikasi|kementerian kominfo|kementerian komdigi|komdigi|kemkominfo|kemenkominfo"),
    ("pendidikan-dasar", "kementerian pendidikan dasar|kemendikdasmen|dapodik|verval|infoGTK|info gtk"),
    ("pendidikan-tinggi", "kementerian pendidikan tinggi|kementerian ristekdikti|kemendikti|kemendiktisaintek"),
    ("pendidikan-tinggi", "kemdikti|kemenristek|kemenristekdikti|diktisaintek|pddikti"),
    ("perhubungan", "kementrian perhubungan|kemenhub"),
    ("pertanian", "kementerian pertanian|kementan"),
    ("pu", "kementerian pekerjaan umum|kementerian pu|kementerian pupr|kemenpu|kemenpupr"),
    ("sosial", "kementerian sosial|kemensos|cek bansos|cekbansos"),
]
PAYS = [
    (
        "tni-polri",
        "asabri|purnawirawan|purn|pensiunan tni|pensiun polri|pensiunan polisi|pensiunan tentara|pensiun abri",
    ),
    ("asn", "taspen"),
]


@pytest.mark.parametrize(
    ("fact", "answer", "words"),
    [
        (fact, answer, words)
        for fact, rows in (("ministry", NAMED), ("pension_fund", PAYS))
        for answer, listed in rows
        for words in listed.split("|")
    ],
)
def test_each_of_the_words_gives_the_answer_as_a_whole_word(fact: str, answer: str, words: str) -> None:
    assert answers.answer_of(fact, f"Laman {words} tidak bisa dibuka") == answer
    assert answers.answer_of(fact, f"Laman x{words}x tidak bisa dibuka") is None


@pytest.mark.parametrize("fact", answers.ANSWERS)
def test_every_answer_is_one_of_its_question(fact: str) -> None:
    known = {answer["id"] for answer in tables.questions()[fact]["answers"]}
    assert set(answers.ANSWERS[fact]) <= known
    assert set(answers.UNLESS_NAMED.get(fact, {})) <= known

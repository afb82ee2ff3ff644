"""Places in what people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.geography import regions
from chalicelib.domain.geography.gazetteer import Gazetteer, PlaceWords, plain, spelt

NAMES = [
    ("64.02", "Kutai Kartanegara"),
    ("64.02", "Kukar"),
    ("64.02.03", "Loa Janan"),
    ("64.02.03.2001", "Bakungan"),
    ("64.02.04.2009", "Sumber Sari"),
    ("64.02.05.2007", "Sumber Sari"),
    ("64.08", "Kutai Timur"),
    ("64.08.04", "Sangatta Utara"),
    ("64.08.04.2004", "Sangatta Utara"),
    ("64.08.01.2001", "Senyiur"),
    ("64.71", "Balikpapan"),
    ("64.71.05.1008", "Sepinggan Baru"),
    ("64.72", "Samarinda"),
    ("64.72.03", "Samarinda Ulu"),
    ("64.72.10", "Loa Janan Ilir"),
    ("64.72.02.1005", "Pasar Pagi"),
    ("64.01", "Paser"),
    ("64.01", "Pasir"),
    ("64.09", "Penajam Paser Utara"),
    ("64.09", "PPU"),
    ("64.71", "BPP"),
    ("64.71", "Bpn"),
    ("64.72.01.1001", "Jawa"),
    ("64.79", "Barru"),
]
WORDS = PlaceWords(
    provinces=(("32", "Jawa Barat"), ("35", "Jawa Timur"), ("35", "jatim"), ("51", "Bali"), ("64", "Kalimantan Timur")),
    ordinary=("pasir", "jawa", "bpn", "baru", "pu"),
)
STACK = Gazetteer(NAMES, WORDS)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lubang besar dkt pasar Kel. Sepinggan Baru", "64.71.05.1008"),
        ("Lubang besar di SEPINGGAN BARU kota balikpapan", "64.71.05.1008"),
        ("di loa janan ilir banjir terus", "64.72.10"),
        ("Kec. Loa Janan, desa bakungan", "64.02.03.2001"),
        ("kukar, lampu mati", "64.02"),
        ("jalan di samarinda ulu rusak", "64.72.03"),
        ("desa senyiur", "64.08.01.2001"),
        ("warga Senyiur mengeluh", "64.08.01.2001"),
        ("Desa Sumber Sari, jembatannya putus", "64.02"),
        ("Ds. Sumbersari kab. kutai kartanegara", "64.02"),
        ("balik-papan macet", "64.71"),
    ],
)
def test_a_place_is_found_however_it_is_written(text: str, code: str) -> None:
    found = STACK.find(text)
    assert found
    assert found.codes == (code,)
    assert found.words in text


@pytest.mark.parametrize(
    "text",
    [
        "jalan rusak parah",
        "dari Samarinda ke Balikpapan macet",
        "sampah pasar pagi ini menumpuk",
        "sumber air sari kelapa",
        "",
    ],
)
def test_a_text_without_a_certain_place_finds_none(text: str) -> None:
    assert STACK.find(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Dinas PU segera menambal jalan",
        "tolong Bp Bupati dibantu",
        "truk pasir lewat terus",
        "Pasir di sungai habis dikeruk",
        "sertifikat saya di BPN belum jadi",
        "urus di Bpn lama sekali",
        "orang Jawa di sini banyak",
        "jalan baru sudah rusak",
        "BPP sudah dibayar",
        "dana desa, jawa tidak dapat",
        "lampu di Jl. Loa Janan mati",
        "warga Dsn. Sepinggan Baru",
        "kelurahan baru bagus, pak lurah jawa",
        "kartu bpn hilang",
    ],
)
def test_ordinary_words_and_other_abbreviations_are_no_places(text: str) -> None:
    assert STACK.find(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kab. Pasir, jalan rusak", "64.01"),
        ("pemkab pasir mohon perhatian", "64.01"),
        ("kota bpn macet", "64.71"),
        ("Jl. Balikpapan, kota samarinda", "64.72"),
        ("kel jawa banjir", "64.72.01.1001"),
        ("kab ppu gelap", "64.09"),
        ("jalan di PPU rusak", "64.09"),
        ("lampu mati, bpp", "64.71"),
        ("bpp\nlampu mati", "64.71"),
        ("air di barru keruh", "64.79"),
        ("truk pasir dari Paser", "64.01"),
        ("di BPP, Kel. Sepinggan Baru", "64.71.05.1008"),
        ("di PPU atau Samarinda sama saja", "64.72"),
    ],
)
def test_behind_a_marker_or_where_nothing_else_is_named_they_are_places(text: str, code: str) -> None:
    found = STACK.find(text)
    assert found
    assert found.codes == (code,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("di Jawa Barat sinyal hilang", "32"),
        ("Provinsi Bali, jalan rusak", "51"),
        ("jalan rusak, di jatim", "35"),
        ("warga Jawa Barat yang tinggal di Samarinda", "64.72"),
        ("di Jawa Timur lebih baik daripada di Kukar", "64.02"),
        ("di Kalimantan Timur", "64"),
    ],
)
def test_a_province_is_no_village_and_counts_where_the_stack_s_own_regions_are_not_named(text: str, code: str) -> None:
    found = STACK.find(text)
    assert found
    assert found.codes == (code,)


@pytest.mark.parametrize(
    "text", ["pindahan dari Jawa Timur", "masakan Bali enak", "saudara saya orang Jawa Barat", "saya kuliah di Bali"]
)
def test_a_province_that_somebody_comes_from_is_not_where_it_happened(text: str) -> None:
    assert STACK.find(text) is None


def test_a_known_region_resolves_a_name_that_several_regions_bear() -> None:
    assert STACK.find("desa Sumber Sari", within="64.02.05").codes == ("64.02.05.2007",)  # type: ignore[union-attr]
    assert STACK.find("Kel. Sepinggan Baru", within="64.08") is None


def test_a_known_region_is_not_found_again() -> None:
    assert STACK.find("di kukar", within="64.02") is None


@pytest.mark.parametrize(
    ("one", "other"), [("Loa Janan", "loajanan"), ("Sangatta", "Sangata"), ("Kutai-Timur", "KUTAI TIMUR")]
)
def test_different_spellings_of_a_region_name_are_one(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_the_letters_of_a_name_keep_what_is_doubled() -> None:
    assert spelt("Kab. Barru") == "kabbarru"


@given(st.lists(st.sampled_from([name for _, name in NAMES] + ["desa", "kota", "dari", "."]), max_size=12))
def test_names_that_are_repeated_mean_what_they_mean_once(words: list[str]) -> None:
    # A word that is no name between the copies: a marker at the end of one belongs to no name of the next.
    text = " ".join([*words, "lampu"])
    once, often = STACK.find(text), STACK.find(" | ".join([text] * 40))

    assert (often and often.codes) == (once and once.codes)


@given(st.text(max_size=300), st.sampled_from([None, "64", "64.02", "64.71"]))
def test_whatever_the_text_a_found_region_lies_in_the_known_one(text: str, within: str | None) -> None:
    found = STACK.find(text, within)
    if found:
        assert len(found.codes) == 1
        assert within is None or regions.covers(within, found.codes[0])

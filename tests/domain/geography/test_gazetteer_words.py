"""What each word beside a name says of it: which kind of region is meant, that none is, or that one may be."""

import pytest

from chalicelib.domain.geography.gazetteer import Gazetteer, PlaceWords, plain, spelt
from tests.support.words import each

NAMES = [
    ("64.03.01", "Rimba"),
    ("64.03.02.2001", "Rimba"),
    ("64.01", "Rimba"),
    ("64.77", "Padang"),
    ("64.05", "Kembar"),
    ("64.75", "Kembar"),
    ("64.72", "Samarinda"),
    ("64.73", "Tual"),
    ("64.09", "PPU"),
    ("64.79", "Barru"),
    ("64.02", "Kukar"),
    ("64.02.08.2001", "Abu"),
    ("64.02.06.2003", "Muara Kaman Ulu Dalam"),
    ("64.02.07", "Tanjung Isuy"),
    ("64.02.07.2001", "Lempake"),
    ("64.76", "Kota Lhokseumawe"),
    ("64.76.01.2001", "Kabupaten"),
]
WORDS = PlaceWords(provinces=(("51", "Bali"), ("64", "Kalimantan Timur")), ordinary=("rimba", "padang", "baru"))
STACK = Gazetteer(NAMES, WORDS)


def code(text: str, stack: Gazetteer = STACK) -> str | None:
    found = stack.find(text)
    return found.codes[0] if found else None


MARKED = {
    "64.01": "kab|kabupaten|kota|pemkab|pemkot|pemko|bupati|walikota",
    "64.03.01": "kec|kecamatan|camat|distrik|kapanewon|kemantren",
    "64.03.02.2001": "kel|kelurahan|lurah|desa|ds|kades|kampung|kampong|nagari|gampong|pekon|kute|kalurahan",
}


@pytest.mark.parametrize(
    ("marker", "region"), [(marker, region) for region, words in MARKED.items() for marker in words.split("|")]
)
def test_a_word_before_a_name_says_of_which_kind_the_region_is(marker: str, region: str) -> None:
    assert code(f"{marker} Rimba rusak") == code(f"Yth. {marker.upper()}. Rimba rusak") == region


def test_without_such_a_word_an_ordinary_word_is_no_region() -> None:
    assert code("masuk Rimba terus") is None


@pytest.mark.parametrize("apart", [",", ";", "!", "?", "\n"])
def test_a_sign_between_them_parts_a_word_from_the_name(apart: str) -> None:
    assert code(f"dana desa{apart} Rimba ditebang") is None
    assert code("dana desa: Rimba ditebang") == "64.03.02.2001"


@pytest.mark.parametrize("office", each("kelurahan|lurah|kades|camat|kampung|kampong"))
def test_an_ordinary_word_in_small_letters_behind_an_office_stays_one(office: str) -> None:
    assert code(f"{office} rimba") is None
    assert code("desa rimba") == "64.03.02.2001"


@pytest.mark.parametrize(("word", "region"), [(word, "64.75") for word in each("kota|pemkot|pemko|walikota")])
def test_of_a_kabupaten_and_a_kota_of_one_name_the_word_says_which(word: str, region: str) -> None:
    assert code(f"{word} kembar") == code(f"kata {word} kembar") == region


@pytest.mark.parametrize("word", each("kab|kabupaten|pemkab|bupati"))
def test_the_words_of_a_kabupaten_do_not_mean_the_kota(word: str) -> None:
    assert code(f"{word} kembar") == code(f"kata {word} kembar") == "64.05"


def test_where_both_or_neither_is_said_none_of_the_two_is_meant() -> None:
    assert STACK.mentions("kota kembar")[0].codes == ("64.75",)
    for text in ("kab/kota kembar", "di kembar", "kota kab kembar"):
        assert STACK.mentions(text)[0].codes == ("64.05", "64.75")
        assert code(text) is None


def test_a_kota_that_has_the_word_in_its_name_is_found_and_a_village_behind_its_word_only() -> None:
    assert code("di Kota Lhokseumawe") == "64.76"
    assert code("di Kabupaten") is None
    assert code("desa Kabupaten") == "64.76.01.2001"


@pytest.mark.parametrize("word", each("dusun|dsn|dukuh|jl|jln|gang|gg"))
def test_a_street_or_a_hamlet_that_is_called_so_is_in_another_town(word: str) -> None:
    assert code(f"lampu mati {word} Samarinda") is None
    assert code("lampu mati blok Samarinda") == "64.72"


@pytest.mark.parametrize("word", each("provinsi|prov|propinsi|pemprov"))
def test_a_word_before_the_name_of_a_province_means_it(word: str) -> None:
    assert code(f"kuliah gratis kata {word} Bali") == "51"
    assert code("kuliah gratis kata orang Bali") is None


@pytest.mark.parametrize("begins", ["\n", ".", ",", "!", "?", ":", ";"])
def test_a_province_behind_the_beginning_of_a_clause_is_where_it_happened(begins: str) -> None:
    assert code(f"jalan rusak{begins} di Bali") == code(f"jalan rusak{begins}di Bali") == "51"
    assert code("jalan rusak - di Bali") is None
    assert code(f"jalan rusak{begins} ke Bali") is None


@pytest.mark.parametrize("near", each("di|ke|dari|daerah|wilayah|warga|sekitar|dekat|kawasan"))
def test_behind_a_word_of_place_a_short_name_and_one_in_small_letters_is_meant(near: str) -> None:
    assert code(f"{near} PPU gelap") == "64.09"
    assert code(f"{near} tanjung isuy gelap") == "64.02.07"
    assert code(f"{near} Lempake gelap") == "64.02.07.2001"
    assert code(f"{near} Padang gelap") == "64.77"
    assert code(f"{near} padang gelap") is None


def test_elsewhere_a_short_name_and_one_in_small_letters_is_not() -> None:
    assert code("tim PPU gelap") is None
    assert code("tim tanjung isuy gelap") is None
    assert code("tim Lempake gelap") is None
    assert code("tim Padang gelap") is None
    assert code("tim Tanjung Isuy gelap") == "64.02.07"
    assert code("TIM TANJUNG ISUY gelap") is None
    assert code("di lempake gelap") is None


def test_a_name_that_is_an_ordinary_word_but_for_doubled_letters_is_found_as_it_is_spelt() -> None:
    assert code("di Barru gelap") == "64.79"
    assert code("di Baru gelap") is None
    assert code("di PU gelap") is None


def test_inside_a_known_region_a_short_name_does_not_count_beside_that_of_the_region_around() -> None:
    found = STACK.find("di Abu gelap", within="64.02.08")
    assert found
    assert found.codes == ("64.02.08.2001",)
    assert STACK.find("di Kukar, di Abu gelap", within="64.02.08") is None


def test_a_name_of_four_letters_is_no_abbreviation() -> None:
    assert code("tim tual gelap") == "64.73"


def test_a_name_may_have_four_words() -> None:
    assert code("banjir di Muara Kaman Ulu Dalam lagi") == "64.02.06.2003"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Soerabaja Oetara", "surabaja utara"),
        ("Djatiwangi", "Jatiwangi"),
        ("Tjilatjap", "Cilacap"),
        ("Sangatta", "Sangata"),
        ("Ma'rang", "Marang"),
        ("Ma\u2019rang", "marang"),
        ("Pa-Garuyung", "pagaruyung"),
    ],
)
def test_the_old_spelling_and_the_signs_in_a_name_make_no_difference(name: str, other: str) -> None:
    assert plain(name) == plain(other)


def test_letters_that_are_doubled_tell_exact_spellings_apart() -> None:
    assert spelt("Ma'rang") == spelt("Ma\u2019rang") == "marang"
    assert spelt("Barru") != spelt("Baru")


def test_a_name_is_where_it_begins_and_a_weak_one_is_marked() -> None:
    (mention,) = STACK.mentions("lampu di PPU gelap")
    assert (mention.codes, mention.words, mention.start, mention.weak) == (("64.09",), "PPU", 2, True)
    (mention,) = STACK.mentions("kab PPU gelap")
    assert (mention.codes, mention.start, mention.weak) == (("64.09",), 1, False)


def test_another_province_counts_only_where_the_stack_is_not_named_even_by_a_weak_name() -> None:
    assert code("di Bali. di PPU gelap") == "64.09"
    assert code("di Bali. tim PPU gelap") == "51"


def test_of_two_regions_the_finer_counts_or_what_holds_both() -> None:
    assert code("Kec. Tanjung Isuy, desa Lempake") == code("desa Lempake, kec. Tanjung Isuy") == "64.02.07.2001"
    assert code("kec Tanjung Isuy dan desa Muara Kaman Ulu Dalam") == "64.02"
    assert code("kota Tual dan kota Samarinda") is None

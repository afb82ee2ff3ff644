"""Which of several regions a name means beside other names, and which words are said to name it."""

import pytest

from chalicelib.domain.geography.gazetteer import Gazetteer, PlaceWords

WORDS = PlaceWords(provinces=(("32", "Jawa Barat"), ("64", "Kalimantan Timur")), ordinary=("pasar", "batu"))
NAMES = [
    ("64.02", "Kutai Kartanegara"),
    ("64.02.04", "Kembang"),
    ("64.02.05", "Melak Ulu"),
    ("64.02.04.2009", "Sumber Sari"),
    ("64.02.05.2007", "Sumber Sari"),
    ("64.02.05.2001", "Loh Jenan"),
    ("64.02.05.2002", "Loh Jenan"),
    ("64.08", "Kutai Timur"),
    ("64.08.01.2001", "Sumber Rejo"),
    ("64.02.04.2010", "Sumber Rejo"),
    ("64.02.04.2011", "Pasar"),
]
GAZETTEER = Gazetteer(NAMES, WORDS)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("lubang di Desa Sumber Sari, Kec. Melak Ulu", "64.02.05.2007", "Sumber Sari"),
        ("lubang di Desa Sumber Sari, Kec. Kembang", "64.02.04.2009", "Sumber Sari"),
        ("Desa Sumber Sari", "64.02", "Sumber Sari"),
        ("Desa Loh Jenan gelap", "64.02.05", "Loh Jenan"),
        ("Desa Sumber Rejo, Kutai Timur", "64.08.01.2001", "Sumber Rejo"),
        ("Kab. Kutai Timur rusak", "64.08", "Kutai Timur"),
        ("Kec. Melak Ulu dan Kec. Kembang", "64.02", "Melak Ulu"),
        ("sinyal hilang di Kalimantan Timur", "64", "Kalimantan Timur"),
        ("di Jawa Barat sinyal hilang", "32", "Jawa Barat"),
        ("desa Pasar banjir", "64.02.04.2011", "Pasar"),
    ],
)
def test_a_name_means_the_region_that_the_other_names_leave(text: str, code: str, words: str) -> None:
    found = GAZETTEER.find(text)
    assert found is not None
    assert (found.codes, found.words) == ((code,), words)


@pytest.mark.parametrize(
    ("text", "within", "code"),
    [
        ("Desa Sumber Sari", "64.02.05", "64.02.05.2007"),
        ("Desa Sumber Sari", "64.08", None),
        ("Desa Sumber Rejo", "64.08", "64.08.01.2001"),
        ("Kab. Kutai Timur", "64.08", None),
        ("Kec. Kembang", "64", "64.02.04"),
        ("Kec. Kembang", "64.02.05", None),
    ],
)
def test_inside_a_region_that_is_known_only_finer_ones_are_found(text: str, within: str, code: str | None) -> None:
    found = GAZETTEER.find(text, within)
    assert (found and found.codes[0]) == code

"""Whoever reads words reads what people paste like what they type: model, alarms, gazetteer, similarity, and the
detector of personal data."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.duplicates.similarity import words_of
from chalicelib.domain.geography.gazetteer import Gazetteer, PlaceWords
from chalicelib.domain.text import alarms
from chalicelib.domain.text.alarms import Impression
from chalicelib.domain.text.classifier import TextModel
from chalicelib.domain.text.features import tokens
from chalicelib.domain.text.personal_data import find
from chalicelib.domain.text.plain_characters import plain_letters
from chalicelib.runtime import reference

TYPED = [
    "Lampu jalan di Desa Senyiur mati, warga tidak sadar bahaya",
    "Dipukul dan dianiaya di Kec. Sangatta Utara, tolong segera",
    "Petugas di Kelurahan Sepinggan Baru minta uang pelicin untuk KTP",
    'Jum\'at lalu "jembatan" di Kota Balikpapan roboh - parah sekali',
    "NIK 6472011508850001 atas nama saya, HP 0812 3456 7890, blok 64",
]
NAMES = [
    ("64.08.01.2001", "Senyiur"),
    ("64.08.04", "Sangatta Utara"),
    ("64.71.05.1008", "Sepinggan Baru"),
    ("64.71", "Balikpapan"),
]


def in_letters(first_capital: int, first_small: int, first_digit: int) -> Callable[[str], str]:
    def written(text: str) -> str:
        def one(each: str) -> str:
            for first, begins in ((first_capital, "A"), (first_small, "a"), (first_digit, "0")):
                if each.isascii() and each.isalnum() and 0 <= ord(each) - ord(begins) < (10 if begins == "0" else 26):
                    return chr(first + ord(each) - ord(begins))
            return each

        return "".join(map(one, text))

    return written


PASTED: dict[str, Callable[[str], str]] = {
    "full-width": in_letters(0xFF21, 0xFF41, 0xFF10),
    "bold": in_letters(0x1D400, 0x1D41A, 0x1D7CE),
    "bold sans": in_letters(0x1D5D4, 0x1D5EE, 0x1D7EC),
    "monospace": in_letters(0x1D670, 0x1D68A, 0x1D7F6),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "narrow no-break spaces": lambda text: text.replace(" ", "\u202f"),
    "ideographic spaces": lambda text: text.replace(" ", "\u3000"),
    "smart quotes": lambda text: text.replace("'", "\u2019").replace('"', "\u201d"),
    "low quotes": lambda text: text.replace("'", "\u201b").replace('"', "\u201e"),
    "en dashes": lambda text: text.replace("-", "\u2013"),
    "no-break hyphens": lambda text: text.replace("-", "\u2011"),
    "isolates": lambda text: "\u2068" + text.replace(" ", "\u2069 \u2068") + "\u2069",
    "embeddings": lambda text: "\u202a" + text + "\u202c",
    "zero-width ends": lambda text: "\ufeff" + text.replace(" ", "\u200b "),
    "soft hyphens": lambda text: text.replace("ar", "a\u00adr"),
    "struck through": lambda text: "".join(each + "\u0336" if each.isalpha() else each for each in text),
}


@pytest.fixture(scope="module")
def model() -> TextModel:
    return TextModel.load(reference.shipped_model())


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("paste", PASTED.values(), ids=PASTED)
def test_pasted_words_are_read_like_typed_ones(model: TextModel, typed: str, paste: Callable[[str], str]) -> None:
    pasted = paste(typed)
    gazetteer = Gazetteer(NAMES, PlaceWords())
    assert plain_letters(pasted) == typed
    assert tokens(pasted) == tokens(typed)
    assert model.predict(pasted) == model.predict(typed)
    assert alarms.detect(pasted, Impression({}, {})) == alarms.detect(typed, Impression({}, {}))
    assert gazetteer.find(pasted) == gazetteer.find(typed)
    assert words_of(pasted) == words_of(typed)
    assert [finding.kind for finding in find(pasted)] == [finding.kind for finding in find(typed)]


def test_the_typed_texts_have_something_to_be_read() -> None:
    assert any(alarms.detect(text) for text in TYPED)
    assert sum(bool(Gazetteer(NAMES, PlaceWords()).find(text)) for text in TYPED) == len(TYPED) - 1
    assert [finding.kind for finding in find(TYPED[-1])] == ["nik", "phone"]


@given(st.text(max_size=200))
def test_plain_letters_are_plain_and_never_many_more(text: str) -> None:
    plain = plain_letters(text)
    assert plain_letters(plain) == plain
    assert len(plain) <= 4 * len(text)
    assert not any(unicodedata.category(each) in ("Cf", "Mn", "Me", "Pd", "Zl", "Zp") for each in plain if each != "-")


def test_accents_and_other_scripts_stay() -> None:
    assert plain_letters("Café «路灯» нет, 80 m² ½") == 'Café "路灯" нет, 80 m2 1⁄2'

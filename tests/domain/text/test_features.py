"""The features of a text: keys are stored in models, so they stay; and what is no evidence has none."""

import pytest

from chalicelib.domain.text import features
from chalicelib.domain.text.features import FeatureCounter, Grams, runs, tokens

COUNTER = FeatureCounter(Grams(), lambda key: key)


@pytest.mark.parametrize(
    ("key", "number"),
    [
        (features.word_key("lampu"), 2447617),
        (features.pair_key("lampu", "jalan"), 6017843),
        (features.letters_key("lub"), 16560895),
        (features.apart_key("lampu", "mati"), 7242981),
        (features.extra_key("district=Tarakan Tengah"), 4909324),
    ],
)
def test_a_key_is_the_one_that_models_were_trained_with(key: int, number: int) -> None:
    assert key == number
    assert features.KEYS == 2**24


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lampu-jalan MATI", ["lampu", "jalan", "mati"]),
        ("rt05 km 7,5", ["rt", "0", "km", "0", "0"]),
        ("Café d'Été", ["cafe", "d", "ete"]),
        ("a _ b __", ["a", "_", "b", "__"]),
        ("x" * 30, ["x" * 24]),
        ("", []),
    ],
)
def test_a_text_has_words_in_small_plain_letters_and_every_number_is_one(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_three_thousand_characters_are_read() -> None:
    assert features.LONGEST_TEXT == 3000
    assert len(tokens("a " * 2000)) == 1500
    assert len(tokens("é " * 2000)) == 1500


def test_the_runs_of_a_word_are_of_two_to_five_letters_its_ends_included() -> None:
    assert runs("got", Grams()) == [" g", "go", "ot", "t ", " go", "got", "ot ", " got", "got ", " got "]
    assert runs("got", Grams(3, 3)) == [" go", "got", "ot "]


def test_words_pairs_and_pairs_with_a_word_between_are_counted() -> None:
    a, b, c = "lampu", "jalan", "mati"
    assert COUNTER.words([a, b, c, a]) == {
        features.word_key(a): 2,
        features.word_key(b): 1,
        features.word_key(c): 1,
        features.pair_key(a, b): 1,
        features.pair_key(b, c): 1,
        features.pair_key(c, a): 1,
        features.apart_key(a, c): 1,
        features.apart_key(b, a): 1,
    }


@pytest.mark.parametrize("words", [["_", "jalan"], ["jalan", "_"], ["__", "jalan"]])
def test_an_unknown_word_is_in_no_pair(words: list[str]) -> None:
    assert COUNTER.words(words) == {features.word_key("jalan"): 1}
    assert COUNTER.words([words[0], "lampu", words[1]]).keys() == {
        features.word_key("lampu"),
        features.word_key("jalan"),
        *([features.pair_key("lampu", "jalan")] if words[1] == "jalan" else [features.pair_key("jalan", "lampu")]),
    }


def test_letters_are_counted_for_every_word_and_facts_once() -> None:
    assert COUNTER.letters(["got", "got"])[features.letters_key("got")] == 2
    assert COUNTER.letters(["_"]) == {}
    assert COUNTER.extras(["a=1", "b=2", "a=1"]) == {features.extra_key("a=1"): 1, features.extra_key("b=2"): 1}

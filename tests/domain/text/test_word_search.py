"""Words searched in titles."""

import pytest

from chalicelib.domain.text.word_search import LONGEST_SEARCH, MOST_WORDS, has_words, searched_words

TITLE = "Jembatan kayu di RT 5 ambruk, é jalan-terusan"


@pytest.mark.parametrize(
    "search", ["jembatan", "JEMBA ambruk", "ambruk jembatan", "rt 5", "terusan", "jalan", "  kayu,  ", "\uff2aembatan"]
)
def test_words_that_begin_those_of_the_title_are_found(search: str) -> None:
    assert has_words(TITLE, searched_words(search))


@pytest.mark.parametrize("search", ["jembatan gantung", "batan", "jembatans", "RT 6"])
def test_others_are_not(search: str) -> None:
    assert not has_words(TITLE, searched_words(search))


@pytest.mark.parametrize("search", ["", " ", "di", "a b", "!?", "-", "x" * (LONGEST_SEARCH + 1)])
def test_what_tells_nothing_is_no_search(search: str) -> None:
    assert searched_words(search) == ()


def test_a_search_has_few_words_each_once() -> None:
    assert searched_words("jalan jalan rusak") == ("jalan", "rusak")
    assert len(searched_words("satu dua tiga empat lima enam tujuh")) == MOST_WORDS

"""Where words stand that are to be covered, how much may be covered, and what another stack's covers become here."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.cases import covering
from chalicelib.domain.cases.covering import ALWAYS, MOST, Words
from chalicelib.domain.cases.marks import Cover
from chalicelib.domain.cases.model import Content
from tests.support.case_states import event, worked_on

CONTENT = Content("Anak Siti Rekaan sakit.", "Depan rumah Siti Rekaan", (), None, None, None, b"", {})


def places(words: str, text: str, part: str = "text") -> list[str]:
    """What would be covered in a text."""
    return [text[each.start : each.end] for each in covering.find(words, "name", [Words(part, text)], 7)]


@pytest.mark.parametrize(
    ("words", "text", "covered"),
    [
        ("Siti Rekaan", "Anak Siti Rekaan sakit", ["Siti Rekaan"]),
        ("siti  REKAAN", "SITI REKAAN dan Siti\n\tRekaan", ["SITI REKAAN", "Siti\n\tRekaan"]),
        ("Siti Rekaan", "Siti Aminah dan Rekaan Baru", []),
        ("Siti Rekaan", "Rekaan ada. Siti", []),
        ("Siti Rekaan", "SitiRekaan", []),
        ("Siti", "Kasitian", []),
        ("Siti", "Kasiti dan Sitir, lalu Siti", ["Siti"]),
        ("Siti", "Siti_", []),
        ("Siti,", "Siti,Budi", ["Siti,"]),
        ("(Siti)", "Ibu(Siti)Budi", ["(Siti)"]),
        ("- Siti", "-- Siti", ["- Siti"]),
        ("a a", "a a a", ["a a"]),
        ("", "apa saja", []),
    ],
)
def test_words_are_found_whole_in_any_case_and_with_any_blanks(words: str, text: str, covered: list[str]) -> None:
    assert places(words, text) == covered


def test_a_title_that_was_cut_inside_the_words_has_their_beginning_at_its_end() -> None:
    assert places("Siti Rekaan Putri", "Anak Siti Rekaan…", "title") == ["Siti Rekaan"]
    assert places("Siti Rekaan Putri", "Siti sakit Rekaan…", "title") == []
    assert places("Siti Rekaan Putri", "Anak Siti Rekaan…") == [], "only titles are cut"


def a_cover(part: str, start: int, end: int) -> Cover:
    return Cover(2, "name", part, start, end)


@pytest.mark.parametrize(
    ("covers", "too_much"),
    [
        ([a_cover("title", 0, ALWAYS)], False),
        ([a_cover("title", 0, ALWAYS + 1)], True),
        ([a_cover("text", 0, 80)], False),
        ([a_cover("text", 0, 81)], True),
        ([a_cover("text", 0, 50), a_cover("text", 20, 80)], False),
        ([a_cover("text", 0, 50), a_cover("title", 0, ALWAYS), a_cover("place", 0, 300)], False),
        ([a_cover("place", at, at + 1) for at in range(MOST)], False),
        ([a_cover("place", at, at + 1) for at in range(MOST + 1)], True),
    ],
)
def test_no_more_than_a_fifth_of_a_long_text_and_sixty_characters_of_a_title_are_covered(
    covers: list[Cover], too_much: bool
) -> None:
    assert covering.is_too_much(covers, [Words("title", "t" * 120), Words("text", "x" * 400)]) is too_much


@pytest.mark.parametrize(("length", "most"), [(40, 20), (120, ALWAYS), (300, ALWAYS), (305, 61)])
def test_of_a_short_text_half_may_be_covered(length: int, most: int) -> None:
    parts = [Words("text", "x" * length)]
    assert not covering.is_too_much([a_cover("text", 0, most)], parts)
    assert covering.is_too_much([a_cover("text", 0, most + 1)], parts)


def test_what_is_covered_already_is_not_covered_again() -> None:
    case = worked_on(covers=(a_cover("text", 5, 16),))
    inside, wider, elsewhere = a_cover("text", 5, 16), a_cover("text", 5, 17), a_cover("title", 5, 16)
    assert covering.new_covers(case, [inside, a_cover("text", 6, 15), wider, elsewhere]) == (wider, elsewhere)


def outstanding(fact: str, *events: Any, **state: Any) -> list[tuple[str, int, int]]:
    found = covering.outstanding(fact, worked_on(**state), CONTENT, events)
    assert {each.seq for each in found} <= {worked_on(**state).version + 1}
    return [(each.part, each.start, each.end) for each in found]


def test_another_stacks_covers_are_those_of_the_event_that_will_take_them_over() -> None:
    assert outstanding("name:text:5-16 name:place:12-23") == [("text", 5, 16), ("place", 12, 23)]
    assert covering.outstanding("name:text:5-16", worked_on(), CONTENT, ())[0].seq == worked_on().version + 1


def test_a_cover_beyond_the_words_or_that_was_here_before_is_not_taken_over() -> None:
    assert outstanding("name:text:5-99") == []
    assert outstanding(f"name:text:5-{len(CONTENT.text)}") == [("text", 5, len(CONTENT.text))]
    before = event("covered", said={"covers": "name:text:5-16"})
    assert outstanding("name:text:5-16 name:text:5-17", before) == [("text", 5, 17)]


def test_no_case_has_more_covers_than_its_state_can_carry() -> None:
    had = tuple(a_cover("place", at, at + 1) for at in range(MOST - 1))
    assert outstanding("name:text:0-4 name:text:5-9", covers=had) == [("text", 0, 4)]


@pytest.mark.parametrize(
    "fact", ["name:text:5-5", "name:text:6-5", "word:text:0-4", "name:note/x:0-4", "name:text:0-4;", "name:text:-1-4"]
)
def test_a_fact_of_another_form_is_an_error(fact: str) -> None:
    with pytest.raises(ValueError, match=fact.split(" ", maxsplit=1)[0]):
        covering.from_fact(fact, 2)


def test_words_that_are_gone_are_in_no_part() -> None:
    content = replace(CONTENT, place="[…]")
    named = [each.part for each in covering.parts_of(worked_on(), content, [event("accepted", 2)])]
    assert named == ["title", "text"]
